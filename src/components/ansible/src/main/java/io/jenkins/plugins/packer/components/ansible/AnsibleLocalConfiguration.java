package io.jenkins.plugins.packer.components.ansible;

import io.jenkins.plugins.packer.engine.config.Option;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Options of the {@code ansible-local} provisioner.
 *
 * @param command ansible-playbook
 * @param extraArguments further arguments of it
 * @param groupVars variables of groups
 * @param hostVars variables of hosts
 * @param playbookDir a whole tree of Ansible's
 * @param playbookFile the playbook
 * @param playbookFiles several
 * @param playbookPaths directories of playbooks
 * @param rolePaths roles
 * @param collectionPaths collections
 * @param stagingDirectory where files are uploaded to
 * @param cleanStagingDirectory whether it is removed
 * @param inventoryFile an inventory of the user's own
 * @param inventoryGroups groups of the machine
 * @param galaxyFile requirements
 * @param galaxyCommand ansible-galaxy
 * @param galaxyForceInstall whether what is there is overwritten
 * @param galaxyRolesPath where roles go
 * @param galaxyCollectionsPath where collections go
 */
public record AnsibleLocalConfiguration(
        @Option(
                doc = "Command that runs a playbook, in the machine's shell.",
                defaultValue = "ANSIBLE_FORCE_COLOR=1 PYTHONUNBUFFERED=1 ansible-playbook")
        String command,

        @Option(doc = "Further arguments of the command, as the machine's shell reads them.")
        List<String> extraArguments,

        @Option(doc = "Local directory of group variables to upload.") @Nullable
        String groupVars,

        @Option(doc = "Local directory of host variables to upload.") @Nullable
        String hostVars,

        @Option(doc = "Local directory that becomes the staging directory, before everything else is uploaded.")
        @Nullable
        String playbookDir,

        @Option(doc = "Local playbook to upload and run; excludes playbook_files.") @Nullable
        String playbookFile,

        @Option(doc = "Local playbooks to run in this order; those in playbook_dir are not uploaded again.")
        List<String> playbookFiles,

        @Option(doc = "Local directories of playbooks to upload to playbooks in the staging directory.")
        List<String> playbookPaths,

        @Option(doc = "Local directories of roles to upload to roles in the staging directory.")
        List<String> rolePaths,

        @Option(doc = "Local directories of collections to upload to collections in the staging directory.")
        List<String> collectionPaths,

        @Option(
                doc = "Directory of the machine for uploaded files; by default a new one in"
                        + " /tmp/packer-provisioner-ansible-local.")
        @Nullable
        String stagingDirectory,

        @Option(doc = "Removes the staging directory after the playbooks succeeded.", defaultValue = "false")
        boolean cleanStagingDirectory,

        @Option(doc = "Local inventory to upload and use; by default one of 127.0.0.1.") @Nullable
        String inventoryFile,

        @Option(doc = "Groups that 127.0.0.1 belongs to in the generated inventory.")
        List<String> inventoryGroups,

        @Option(doc = "Local requirements whose roles and collections are installed on the machine.") @Nullable
        String galaxyFile,

        @Option(doc = "Command that installs them, in the machine's shell.", defaultValue = "ansible-galaxy")
        String galaxyCommand,

        @Option(doc = "Overwrites roles and collections that are there.", defaultValue = "false")
        boolean galaxyForceInstall,

        @Option(
                doc = "Directory of the machine that roles are installed in; by default galaxy_roles in the staging"
                        + " directory.")
        @Nullable
        String galaxyRolesPath,

        @Option(
                doc = "Directory of the machine that collections are installed in; by default galaxy_collections in the"
                        + " staging directory.")
        @Nullable
        String galaxyCollectionsPath) {

    public AnsibleLocalConfiguration {
        extraArguments = List.copyOf(extraArguments);
        playbookFiles = List.copyOf(playbookFiles);
        playbookPaths = List.copyOf(playbookPaths);
        rolePaths = List.copyOf(rolePaths);
        collectionPaths = List.copyOf(collectionPaths);
        inventoryGroups = List.copyOf(inventoryGroups);
    }

    static boolean isGiven(@Nullable String text) {
        return text != null && !text.isEmpty();
    }
}
