package io.jenkins.plugins.packer.components.puppet;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.ProvisionContext;
import io.jenkins.plugins.packer.engine.guest.ElevatedOptions;
import io.jenkins.plugins.packer.engine.guest.GuestCommands;
import io.jenkins.plugins.packer.engine.guest.GuestMachine;
import io.jenkins.plugins.packer.engine.guest.GuestOs;
import io.jenkins.plugins.packer.engine.run.CancelledException;
import io.jenkins.plugins.packer.engine.run.Redactor;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One run of Puppet on the machine (packer-plugin-puppet). Unlike there a fact that is a secret goes by file, where the
 * command is the default one, so that the machine's process list does not show it.
 */
final class PuppetRun {
    private static final int CHANGES_MADE = 2;
    private static final int NOT_FOUND = 127;
    /** Linux takes 128 KiB in one argument, which the whole command is to the machine's shell. */
    private static final int LONGEST_COMMAND = 96 * 1024;

    private final PuppetOptions options;
    private final ProvisionContext context;
    private final GuestOs os;
    private final GuestCommands commands;
    private final GuestMachine machine;
    private final String staging;

    /**
     * @param option the one that names the staging directory
     * @param staging its value
     * @param directory name of the default staging directory
     */
    PuppetRun(
            PuppetOptions options,
            ProvisionContext context,
            String option,
            @Nullable String staging,
            String directory) {
        this.options = options;
        this.context = context;
        this.os = GuestOs.of(options.guestOsType());
        this.commands = new GuestCommands(os, !options.preventSudo());
        this.machine = new GuestMachine(context, commands, commands.advice("prevent_sudo", true, option));
        String temporary = os == GuestOs.WINDOWS ? "C:/Windows/Temp/" : "/tmp/";
        this.staging = isGiven(staging) ? staging : temporary + directory;
    }

    GuestMachine machine() {
        return machine;
    }

    GuestOs os() {
        return os;
    }

    /** A path below the staging directory. */
    String staged(String name) {
        return staging + "/" + name;
    }

    /** Makes the staging directory. */
    void begin() throws ComponentException {
        context.ui().say("Provisioning with Puppet...");
        context.ui().message("Creating Puppet staging directory...");
        machine.createOpenDirectory(staging);
    }

    /**
     * Uploads a directory's content.
     *
     * @param what the beginning of a sentence: {@code Uploading local modules}
     * @return where it is on the machine
     */
    String upload(String what, String source, String name) throws ComponentException {
        context.ui().message(what + " from: " + source);
        String remote = staged(name);
        machine.createOpenDirectory(remote);
        machine.uploadContent(source, remote, List.of());
        return remote;
    }

    /**
     * Runs Puppet, judges how it ended and cleans up.
     *
     * @param unixCommand default of {@code execute_command} on Unix
     * @param windowsCommand likewise on Windows
     * @param uploads what the command may use beside the common values
     */
    void execute(String unixCommand, String windowsCommand, Map<String, ?> uploads) throws ComponentException {
        boolean own = isGiven(options.executeCommand());
        Facts facts = facts(!own && os == GuestOs.UNIX);
        Map<String, Object> data = new HashMap<>(uploads);
        data.put("WorkingDir", isGiven(options.workingDirectory()) ? options.workingDirectory() : staging);
        data.put("PuppetBinDir", isGiven(options.puppetBinDir()) ? options.puppetBinDir() : "");
        if (!own) {
            // The default commands have no quotes around these; a command of the user's own may.
            for (String name : List.of("WorkingDir", "PuppetBinDir")) {
                data.computeIfPresent(name, (key, value) -> commands.written(value.toString()));
            }
            data.computeIfPresent("ManifestFile", (key, value) -> commands.word(value.toString()));
        }
        data.put("FacterVars", facts.assignments());
        data.put("Sudo", !options.preventSudo());
        data.put("Debug", false);
        data.put("ExtraArguments", "");
        data.put("ExtraArguments", machine.render(String.join(" ", options.extraArguments()), "extra_arguments", data));
        String otherwise = os == GuestOs.WINDOWS ? windowsCommand : unixCommand;
        String command = machine.render(own ? options.executeCommand() : otherwise, "execute_command", data);
        ElevatedOptions.Applied applied = options.elevated().applied(command, machine, context);
        judge(facts.file().isEmpty() ? run(applied) : run(applied, facts));
        if (options.cleanStagingDirectory()) {
            machine.removeDirectory(staging);
        }
    }

    /** With a file that does not stay, however the command ends. */
    private int run(ElevatedOptions.Applied command, Facts facts) throws ComponentException {
        String removal = "rm -f " + GuestCommands.quoted(facts.file());
        try {
            machine.uploadText(facts.fileContent(), GuestMachine.PRIVATE, facts.file());
            int status = run(command);
            machine.require("Removing the facts", removal);
            return status;
        } catch (ComponentException | CancelledException e) {
            if (!context.communicator().leaveNothing(removal)) {
                context.ui().error("The file " + facts.file() + ", with a secret, may be left on the machine.");
            }
            throw e;
        }
    }

    private int run(ElevatedOptions.Applied command) throws ComponentException {
        context.ui().message("Running Puppet: " + command.line());
        return command.run(machine, context);
    }

    private void judge(int status) throws ComponentException {
        if (status == 0 || status == CHANGES_MADE || options.ignoreExitCodes()) {
            return;
        }
        String meaning = switch (status) {
            case 1 -> " The run failed, or another one was in progress.";
            case 4 -> " Some resources failed.";
            case 6 -> " Changes were made, and some resources failed.";
            case NOT_FOUND ->
                " The command was not found: install Puppet first, or name its directory in puppet_bin_dir.";
            default -> "";
        };
        throw new ComponentException("Puppet exited with a non-zero exit status: " + status + "." + meaning
                + " See its output above; ignore_exit_codes = true accepts any.");
    }

    /**
     * Facts as the command gets them.
     *
     * @param assignments text of the command
     * @param file where a file with them is to be on the machine; empty for none
     * @param fileContent its content
     */
    private record Facts(String assignments, String file, String fileContent) {}

    private Facts facts(boolean mayUseFile) {
        Map<String, String> all = new TreeMap<>(options.facter());
        all.put("packer_build_name", context.sourceName());
        all.put("packer_builder_type", context.builderType());
        StringJoiner assignments = new StringJoiner(os == GuestOs.WINDOWS ? " & " : " ");
        StringBuilder exports = new StringBuilder();
        boolean secret = false;
        for (Map.Entry<String, String> fact : all.entrySet()) {
            String assignment = "FACTER_" + fact.getKey() + "=" + GuestCommands.quoted(fact.getValue());
            secret |= isSecret(fact.getValue());
            exports.append("export ").append(assignment).append('\n');
            assignments.add(
                    os == GuestOs.WINDOWS
                            ? "SET \"FACTER_" + fact.getKey() + "=" + fact.getValue() + "\""
                            : assignment);
        }
        boolean tooLong = exports.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_COMMAND;
        if ((secret || tooLong) && mayUseFile) {
            String file = staged("packer-facts.sh");
            return new Facts(". " + GuestCommands.quoted(file) + " &&", file, exports.toString());
        }
        return new Facts(assignments.toString(), "", "");
    }

    /** Tells the redactor a secret in the quoted form too, in which a command line would show it. */
    private boolean isSecret(String value) {
        Redactor secrets = context.secrets();
        boolean secret = !secrets.redact(value).equals(value);
        if (secret) {
            secrets.add(GuestCommands.quoted(value));
        }
        return secret;
    }

    static boolean isGiven(@Nullable String text) {
        return text != null && !text.isEmpty();
    }
}
