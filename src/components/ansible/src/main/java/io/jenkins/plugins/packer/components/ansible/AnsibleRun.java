package io.jenkins.plugins.packer.components.ansible;

import io.jenkins.plugins.packer.engine.builtin.RunDirectory;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.ProvisionContext;
import io.jenkins.plugins.packer.engine.process.LocalProcess;
import io.jenkins.plugins.packer.engine.process.LocalProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs Ansible's programs on this machine. */
final class AnsibleRun {
    private static final String NO_HTTP_SERVER = "ERR_HTTP_";
    private static final int UNREACHABLE = 4;

    private final AnsibleConfiguration configuration;
    private final ProvisionContext context;
    private final Map<String, String> environment;
    private final SecretArguments secrets;

    /**
     * @param environment of the programs
     */
    AnsibleRun(
            AnsibleConfiguration configuration,
            ProvisionContext context,
            Map<String, String> environment,
            SecretArguments secrets) {
        this.configuration = configuration;
        this.context = context;
        this.environment = environment;
        this.secrets = secrets;
    }

    /** Installs what the requirements name. */
    void installRequirements() throws ComponentException {
        GalaxyOptions galaxy = configuration.galaxy();
        String file = galaxy.galaxyFile();
        if (file == null || file.isEmpty()) {
            return;
        }
        Requirements requirements = Requirements.read(RunDirectory.of(context).resolve(file));
        Path program = LocalProgram.find(galaxy.galaxyCommand(), environment, context.directory())
                .orElseThrow(() -> new ComponentException("Error executing Ansible Galaxy: there is no "
                        + galaxy.galaxyCommand() + " on the PATH. Install Ansible, or name the program in"
                        + " galaxy_command."));
        for (List<String> arguments : galaxy.runs(requirements, file)) {
            context.ui().say("Executing Ansible Galaxy");
            int status = run(program, arguments);
            if (status != 0) {
                throw new ComponentException("Error executing Ansible: Error executing Ansible Galaxy: Non-zero exit"
                        + " status: exit status " + status + ". See its output above: what galaxy_file (" + file
                        + ") names could not all be installed.");
            }
        }
    }

    /**
     * Runs the playbook.
     *
     * @param program ansible-playbook
     * @param extra the user's arguments, rendered
     */
    void play(Path program, Target target, String inventory, List<String> extra) throws ComponentException {
        List<String> arguments = arguments(target, inventory, extra);
        context.ui().say("Executing Ansible: " + configuration.command() + " " + String.join(" ", arguments));
        int status = run(program, arguments);
        if (status != 0) {
            throw new ComponentException("Error executing Ansible: Non-zero exit status: exit status " + status
                    + meaning(status) + " See its output above." + otherUser(status, target));
        }
    }

    /** Through the proxy, Ansible takes its own user's home directory for one of the machine, where another may be logged in. */
    private String otherUser(int status, Target target) {
        String user = Target.value(context.generated(), "User");
        return status == UNREACHABLE && target.proxied() && !user.isEmpty() && !user.equals(target.user())
                ? " Ansible works as the user " + target.user() + ", and on the machine it is " + user
                        + ": if it cannot create its temporary directory, set user = \"" + user + "\"."
                : "";
    }

    /** Exit codes of ansible-playbook. */
    private static String meaning(int status) {
        return switch (status) {
            case 1 -> " (an error of Ansible itself).";
            case 2 -> " (tasks failed).";
            case UNREACHABLE -> " (the machine was unreachable, or a playbook is not valid).";
            case 5 -> " (a mistake in the options).";
            case 99 -> " (interrupted).";
            default -> ".";
        };
    }

    private int run(Path program, List<String> arguments) throws ComponentException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(arguments);
        try {
            return new LocalProcess(context).run(command, environment);
        } catch (IOException e) {
            throw new ComponentException(
                    "Error executing Ansible: " + program + " cannot be started: " + e.getMessage(), e);
        }
    }

    private List<String> arguments(Target target, String inventory, List<String> extra) throws ComponentException {
        List<String> arguments = new ArrayList<>();
        arguments.addAll(List.of("-e", "packer_build_name=\"" + context.sourceName() + "\""));
        arguments.addAll(List.of("-e", "packer_builder_type=" + context.builderType()));
        String http = Target.value(context.generated(), "PackerHTTPAddr");
        if (!http.isEmpty() && !http.startsWith(NO_HTTP_SERVER)) {
            arguments.addAll(List.of("-e", "packer_http_addr=" + http));
        }
        if (target.privateKey() != null) {
            List<String> own = configuration.ansibleSshExtraArgs();
            List<String> words = own.isEmpty() ? sshArguments(target) : own;
            // Ansible takes the outer quotes off before it splits the words, and several in quotes of their own would
            // be one.
            String joined = words.size() == 1 ? "'" + words.get(0) + "'" : String.join(" ", words);
            arguments.addAll(List.of("--ssh-extra-args", joined));
        }
        arguments.addAll(secrets.hidden(extra));
        if (configuration.ansibleWinrmUseHttp()
                && extra.stream().noneMatch(argument -> argument.startsWith("ansible_winrm_scheme"))) {
            arguments.addAll(List.of("-e", "ansible_winrm_scheme=http"));
        }
        addCredentials(target, extra, arguments);
        arguments.addAll(List.of(
                "-i",
                inventory,
                RunDirectory.of(context).resolve(configuration.playbookFile()).toString()));
        return arguments;
    }

    /** The proxy's new key is of no use to anybody after this run: it does not go to the user's known_hosts. */
    private List<String> sshArguments(Target target) {
        boolean unknowable = target.proxied() && configuration.proxy().hasNewHostKey();
        return unknowable
                ? List.of("-o IdentitiesOnly=yes", "-o UserKnownHostsFile=/dev/null")
                : List.of("-o IdentitiesOnly=yes");
    }

    /** A password of the user's own takes the place of what the build knows. */
    private void addCredentials(Target target, List<String> extra, List<String> arguments) throws ComponentException {
        if (names("ansible_password", extra)) {
            boolean judged = names("ansible_host_key_checking", extra)
                    || configuration.ansibleEnvVars().stream()
                            .anyMatch(variable -> variable.startsWith("ANSIBLE_HOST_KEY_CHECKING="));
            if (target.connection().equals("ssh") && !judged) {
                arguments.addAll(List.of("-e", "ansible_host_key_checking=False"));
            }
            return;
        }
        if (!target.password().isEmpty()) {
            arguments.addAll(List.of("-e", secrets.variables(Map.of("ansible_password", target.password()))));
        }
        if (target.privateKey() != null) {
            // A variable of the command line wins over those of inventories, which --private-key does not.
            arguments.addAll(List.of("-e", "ansible_ssh_private_key_file=" + target.privateKey()));
        }
    }

    /** Whether one of the arguments sets a variable. */
    private static boolean names(String variable, List<String> arguments) {
        return arguments.stream()
                .anyMatch(argument -> List.of(argument.split("=")).contains(variable));
    }
}
