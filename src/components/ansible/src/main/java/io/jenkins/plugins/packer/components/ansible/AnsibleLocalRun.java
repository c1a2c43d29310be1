package io.jenkins.plugins.packer.components.ansible;

import static io.jenkins.plugins.packer.components.ansible.AnsibleLocalConfiguration.isGiven;

import io.jenkins.plugins.packer.engine.builtin.RunDirectory;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.ProvisionContext;
import io.jenkins.plugins.packer.engine.guest.GuestCommands;
import io.jenkins.plugins.packer.engine.guest.GuestMachine;
import io.jenkins.plugins.packer.engine.guest.GuestOs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One run of Ansible on the machine itself (packer-plugin-ansible, provisioner/ansible-local). */
final class AnsibleLocalRun {
    private static final String STAGING = "/tmp/packer-provisioner-ansible-local/";
    private static final String INVENTORY = "packer-provisioner-ansible-local";
    private static final String HOST = "127.0.0.1";
    private static final int NOT_FOUND = 127;
    private static final GuestCommands COMMANDS = new GuestCommands(GuestOs.UNIX, false);

    private final AnsibleLocalConfiguration configuration;
    private final ProvisionContext context;
    private final GuestMachine machine;
    private final String staging;

    AnsibleLocalRun(AnsibleLocalConfiguration configuration, ProvisionContext context) {
        this.configuration = configuration;
        this.context = context;
        this.machine = new GuestMachine(
                context,
                COMMANDS,
                "The user that logs in has to be allowed to write there; staging_directory names another directory of the"
                        + " machine.");
        this.staging = isGiven(configuration.stagingDirectory())
                ? configuration.stagingDirectory()
                : STAGING + UUID.randomUUID();
    }

    void run() throws ComponentException {
        context.ui().say("Provisioning with Ansible...");
        if (isGiven(configuration.playbookDir())) {
            context.ui().say("Uploading Playbook directory to Ansible staging directory...");
            uploadDirectory(configuration.playbookDir(), staging);
        } else {
            context.ui().say("Creating Ansible staging directory...");
            machine.createDirectory(staging);
        }
        List<String> playbooks = uploadPlaybooks();
        String inventory = uploadInventory();
        uploadDirectories();
        Requirements requirements = installRequirements();
        String environment = environment(requirements);
        for (String playbook : playbooks) {
            play(playbook, inventory, environment);
        }
        if (configuration.cleanStagingDirectory()) {
            context.ui().say("Removing staging directory...");
            machine.removeDirectory(staging);
        }
    }

    /** A path of the template's or one of ours. */
    private static String written(String path) {
        return COMMANDS.written(path);
    }

    private static String word(String path) {
        return COMMANDS.word(path);
    }

    private String staged(String name) {
        return staging + "/" + name;
    }

    private void uploadDirectory(String source, String destination) throws ComponentException {
        machine.createDirectory(destination);
        machine.uploadContent(source, destination, List.of());
    }

    private Path local(String path) {
        return RunDirectory.of(context).resolve(path);
    }

    /** Uploads the playbooks that are not in the uploaded tree; returns where all are on the machine. */
    private List<String> uploadPlaybooks() throws ComponentException {
        List<String> playbooks = new ArrayList<>();
        String single = configuration.playbookFile();
        if (isGiven(single)) {
            context.ui().say("Uploading main Playbook file...");
            String remote = staged(String.valueOf(local(single).getFileName()));
            machine.uploadFile(single, GuestMachine.DEFAULT, remote);
            playbooks.add(remote);
            return playbooks;
        }
        Path tree = isGiven(configuration.playbookDir()) ? local(configuration.playbookDir()) : null;
        for (String path : configuration.playbookFiles()) {
            Path file = local(path);
            if (tree != null && file.startsWith(tree)) {
                playbooks.add(staged(slashed(tree.relativize(file))));
                continue;
            }
            context.ui().say("Uploading playbook file: " + file);
            Path parent = file.getParent();
            machine.createDirectory(parent == null ? staging : staging + slashed(parent));
            playbooks.add(staging + slashed(file));
            machine.uploadFile(path, GuestMachine.DEFAULT, staging + slashed(file));
        }
        return playbooks;
    }

    private static String slashed(Path path) {
        return path.toString().replace('\\', '/').replaceFirst("^[A-Za-z]:", "");
    }

    private String uploadInventory() throws ComponentException {
        context.ui().say("Uploading inventory file...");
        String own = configuration.inventoryFile();
        if (isGiven(own)) {
            String remote = staged(String.valueOf(local(own).getFileName()));
            machine.uploadFile(own, GuestMachine.DEFAULT, remote);
            return remote;
        }
        StringBuilder text = new StringBuilder();
        for (String group : configuration.inventoryGroups()) {
            text.append('[').append(group).append("]\n").append(HOST).append('\n');
        }
        machine.uploadText(text.isEmpty() ? HOST : text.toString(), GuestMachine.DEFAULT, staged(INVENTORY));
        return staged(INVENTORY);
    }

    private void uploadDirectories() throws ComponentException {
        uploadOne("Uploading group_vars directory...", configuration.groupVars(), "group_vars");
        uploadOne("Uploading host_vars directory...", configuration.hostVars(), "host_vars");
        uploadEach("Uploading role directories...", configuration.rolePaths(), "roles");
        uploadEach("Uploading collection directories...", configuration.collectionPaths(), "collections");
        if (!configuration.playbookPaths().isEmpty()) {
            machine.createDirectory(staged("playbooks"));
        }
        uploadEach("Uploading additional Playbooks...", configuration.playbookPaths(), "playbooks");
    }

    private void uploadOne(String what, @Nullable String source, String name) throws ComponentException {
        if (isGiven(source)) {
            context.ui().say(what);
            uploadDirectory(source, staged(name));
        }
    }

    private void uploadEach(String what, List<String> sources, String name) throws ComponentException {
        if (!sources.isEmpty()) {
            context.ui().say(what);
        }
        for (String source : sources) {
            uploadDirectory(source, staged(name + "/" + local(source).getFileName()));
        }
    }

    private Requirements installRequirements() throws ComponentException {
        String file = configuration.galaxyFile();
        if (!isGiven(file)) {
            return new Requirements(false, false);
        }
        context.ui().say("Uploading galaxy file...");
        String remote = staged(String.valueOf(local(file).getFileName()));
        machine.uploadFile(file, GuestMachine.DEFAULT, remote);
        Requirements requirements = Requirements.read(local(file));
        if (requirements.roles()) {
            galaxy("install -r " + word(remote) + " -p " + written(rolesPath()));
        }
        if (requirements.collections()) {
            galaxy("collection install -r " + word(remote) + " -p " + written(collectionsPath()));
        }
        return requirements;
    }

    private String rolesPath() {
        return isGiven(configuration.galaxyRolesPath()) ? configuration.galaxyRolesPath() : staged("galaxy_roles");
    }

    private String collectionsPath() {
        return isGiven(configuration.galaxyCollectionsPath())
                ? configuration.galaxyCollectionsPath()
                : staged("galaxy_collections");
    }

    private void galaxy(String arguments) throws ComponentException {
        String command = "cd " + word(staging) + " && " + configuration.galaxyCommand() + " " + arguments
                + (configuration.galaxyForceInstall() ? " -f" : "");
        context.ui().say("Executing Ansible Galaxy: " + command);
        int status = machine.run(command);
        if (status != 0) {
            throw new ComponentException(
                    "Error executing Ansible: Error executing Ansible Galaxy: Non-zero exit status: " + status
                            + ". See its output above.");
        }
    }

    /** Where Ansible finds what was installed and uploaded, as assignments before the command. */
    private String environment(Requirements requirements) {
        StringJoiner collections = new StringJoiner(":");
        if (requirements.collections()) {
            collections.add(collectionsPath());
        }
        if (!configuration.collectionPaths().isEmpty()) {
            collections.add(staged("collections"));
        }
        String environment = collections.length() == 0
                ? ""
                : "ANSIBLE_COLLECTIONS_PATH=$ANSIBLE_COLLECTIONS_PATH:" + written(collections.toString()) + " ";
        return requirements.roles()
                ? environment + "ANSIBLE_ROLES_PATH=$ANSIBLE_ROLES_PATH:" + written(rolesPath()) + " "
                : environment;
    }

    private void play(String playbook, String inventory, String environment) throws ComponentException {
        StringBuilder variables = new StringBuilder("packer_build_name=")
                .append(context.sourceName())
                .append(" packer_builder_type=")
                .append(context.builderType());
        String http = Target.value(context.generated(), "PackerHTTPAddr");
        if (!http.isEmpty() && !http.startsWith("ERR_HTTP_")) {
            variables.append(" packer_http_addr=").append(http);
        }
        String extra = String.join(" ", configuration.extraArguments());
        String command = "cd " + word(staging) + " && " + environment + configuration.command() + " " + word(playbook)
                + " --extra-vars \"" + variables + "\" " + (extra.isEmpty() ? "" : extra + " ") + "-c local -i "
                + word(inventory);
        if (!context.secrets().redact(extra).equals(extra)) {
            context.ui()
                    .message(
                            "Warning: extra_arguments puts a sensitive value on a command line of the machine, where its"
                                    + " other users can read it while the playbook runs. A file of variables does not.");
        }
        context.ui().say("Executing Ansible: " + command);
        int status = machine.run(command);
        if (status == NOT_FOUND) {
            throw new ComponentException("Error executing Ansible: " + configuration.command()
                    + " could not be found. Verify that it is available on the PATH after connecting to the machine.");
        }
        if (status != 0) {
            throw new ComponentException(
                    "Error executing Ansible: Non-zero exit status: " + status + ". See its output above.");
        }
    }
}
