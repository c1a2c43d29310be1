package io.jenkins.plugins.packer.components.ansible;

import static io.jenkins.plugins.packer.components.ansible.AnsibleLocalConfiguration.isGiven;

import io.jenkins.plugins.packer.engine.builtin.none.NoneCommunicator;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.ProvisionContext;
import io.jenkins.plugins.packer.engine.component.Provisioner;
import io.jenkins.plugins.packer.engine.config.ConfigurationCheck;
import io.jenkins.plugins.packer.engine.guest.LocalPaths;

/** Uploads playbooks and runs Ansible on the machine itself, as Packer's {@code ansible-local}. */
public final class AnsibleLocalProvisioner implements Provisioner<AnsibleLocalConfiguration> {

    @Override
    public String type() {
        return "ansible-local";
    }

    @Override
    public String summary() {
        return "Uploads Ansible playbooks and runs them with the Ansible that is installed on the machine.";
    }

    @Override
    public Class<AnsibleLocalConfiguration> configurationType() {
        return AnsibleLocalConfiguration.class;
    }

    @Override
    public void check(AnsibleLocalConfiguration configuration, ConfigurationCheck check) {
        boolean one = isGiven(configuration.playbookFile()) || check.isUnknown("playbook_file");
        boolean several = !configuration.playbookFiles().isEmpty() || check.isUnknown("playbook_files");
        if (one && several) {
            check.error(
                    "playbook_files",
                    "Conflicting options",
                    "Either playbook_file or playbook_files can be specified, not both.");
        } else if (!one && !several) {
            check.error(
                    "playbook_file", "Missing playbook", "Either playbook_file or playbook_files must be specified.");
        }
        if (isGiven(configuration.inventoryFile())
                && !configuration.inventoryGroups().isEmpty()) {
            check.warning(
                    "inventory_groups",
                    "Option without effect",
                    "inventory_groups is for the inventory that is generated, and inventory_file names another.");
        }
        LocalPaths paths = new LocalPaths(check);
        paths.file("playbook_file", configuration.playbookFile());
        configuration.playbookFiles().forEach(path -> paths.file("playbook_files", path));
        paths.file("inventory_file", configuration.inventoryFile());
        paths.file("galaxy_file", configuration.galaxyFile());
        paths.directory("playbook_dir", configuration.playbookDir());
        paths.directory("group_vars", configuration.groupVars());
        paths.directory("host_vars", configuration.hostVars());
        paths.directories("playbook_paths", configuration.playbookPaths());
        paths.directories("role_paths", configuration.rolePaths());
        paths.directories("collection_paths", configuration.collectionPaths());
    }

    @Override
    public void provision(AnsibleLocalConfiguration configuration, ProvisionContext context) throws ComponentException {
        NoneCommunicator.refuse(context.communicator(), type());
        new AnsibleLocalRun(configuration, context).run();
    }
}
