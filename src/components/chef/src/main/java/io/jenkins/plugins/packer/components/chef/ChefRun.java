package io.jenkins.plugins.packer.components.chef;

import io.jenkins.plugins.packer.engine.builtin.RunDirectory;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.ProvisionContext;
import io.jenkins.plugins.packer.engine.guest.ElevatedOptions;
import io.jenkins.plugins.packer.engine.guest.GuestCommands;
import io.jenkins.plugins.packer.engine.guest.GuestMachine;
import io.jenkins.plugins.packer.engine.guest.GuestOs;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One run of Chef on the machine (packer-plugin-chef). */
final class ChefRun {
    private static final String INSTALL_UNIX = "curl -L https://omnitruck.chef.io/install.sh |"
            + " {{if .Sudo}}sudo {{end}}bash -s --{{if .Version}} -v {{.Version}}{{end}}";
    private static final String INSTALL_WINDOWS =
            "powershell.exe -Command \". { iwr -useb https://omnitruck.chef.io/install.ps1 } | iex;"
                    + " Install-Project{{if .Version}} -version {{.Version}}{{end}}\"";

    private final ChefOptions options;
    private final ProvisionContext context;
    private final GuestOs os;
    private final GuestCommands commands;
    private final GuestMachine machine;
    private final String staging;

    /**
     * @param program {@code chef-solo} or {@code chef-client}
     */
    ChefRun(ChefOptions options, ProvisionContext context, String program) {
        this.options = options;
        this.context = context;
        this.os = GuestOs.of(options.guestOsType());
        this.commands = new GuestCommands(os, !options.preventSudo());
        this.machine = new GuestMachine(context, commands, commands.advice("prevent_sudo", true, "staging_directory"));
        String temporary = os == GuestOs.WINDOWS ? "C:/Windows/Temp/" : "/tmp/";
        this.staging = ChefOptions.isGiven(options.stagingDirectory())
                ? options.stagingDirectory()
                : temporary + "packer-" + program;
    }

    GuestCommands commands() {
        return commands;
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

    /** Installs Chef where asked, and makes the staging directory. */
    void begin() throws ComponentException {
        if (!options.skipInstall()) {
            install();
        }
        machine.createOpenDirectory(staging);
    }

    private void install() throws ComponentException {
        context.ui().message("Installing Chef...");
        String otherwise = os == GuestOs.WINDOWS ? INSTALL_WINDOWS : INSTALL_UNIX;
        String template = ChefOptions.isGiven(options.installCommand()) ? options.installCommand() : otherwise;
        String command = machine.render(
                template,
                "install_command",
                Map.of("Sudo", !options.preventSudo(), "Version", orEmpty(options.version())));
        context.ui().message(command);
        int status = machine.run(command);
        if (status != 0) {
            throw new ComponentException("Error installing Chef: Install script exited with non-zero exit status "
                    + status + ". See its output above. Where Chef is on the machine, set skip_install = true.");
        }
    }

    /** Uploads a directory where it is given; returns its path on the machine, or an empty text. */
    String uploadDirectory(@Nullable String source, String name) throws ComponentException {
        if (!ChefOptions.isGiven(source)) {
            return "";
        }
        machine.createOpenDirectory(staged(name));
        machine.uploadContent(source, staged(name), List.of());
        return staged(name);
    }

    /** Uploads a file that only its owner can read, where it is given; returns as {@link #uploadDirectory}. */
    String uploadSecret(@Nullable String source, String name) throws ComponentException {
        if (!ChefOptions.isGiven(source)) {
            return "";
        }
        context.ui().message("Uploading " + source + "...");
        machine.uploadFile(source, GuestMachine.PRIVATE, staged(name));
        return staged(name);
    }

    /** Uploads Chef's configuration file, made of the user's template or this one. */
    String uploadConfiguration(String template, String name, Map<String, ?> data) throws ComponentException {
        context.ui().message("Creating configuration file '" + name + "'");
        String path = options.configTemplate();
        if (!ChefOptions.isGiven(path)) {
            return uploadRendered(template, "the default configuration", name, data);
        }
        Path file = RunDirectory.of(context).resolve(path);
        try {
            return uploadRendered(Files.readString(file), "config_template", name, data);
        } catch (IOException e) {
            throw new ComponentException("Error creating Chef config file: reading " + file + " failed: " + e, e);
        }
    }

    /** Uploads a file made of a template; returns its path on the machine. */
    String uploadRendered(String template, String what, String name, Map<String, ?> data) throws ComponentException {
        machine.uploadText(machine.render(template, what, data), GuestMachine.DEFAULT, staged(name));
        return staged(name);
    }

    /** Uploads the node's attributes; returns their path on the machine. */
    String uploadAttributes(String name) throws ComponentException {
        context.ui().message("Creating JSON attribute file");
        machine.uploadText(attributes().text(options.runList()), GuestMachine.DEFAULT, staged(name));
        return staged(name);
    }

    private NodeAttributes attributes() throws ComponentException {
        Value json = options.json();
        NodeAttributes attributes = new NodeAttributes(json == null ? Value.EMPTY_OBJECT : json);
        return ChefOptions.isGiven(options.jsonString())
                ? attributes.with(NodeAttributes.parse(options.jsonString()))
                : attributes;
    }

    /** Runs Chef; fails where it fails. */
    void execute(
            String unixCommand,
            String windowsCommand,
            String configuration,
            String attributes,
            ElevatedOptions elevated)
            throws ComponentException {
        String otherwise = os == GuestOs.WINDOWS ? windowsCommand : unixCommand;
        boolean own = ChefOptions.isGiven(options.executeCommand());
        String command = machine.render(
                own ? options.executeCommand() : otherwise,
                "execute_command",
                Map.of(
                        "ConfigPath",
                        own ? configuration : commands.word(configuration),
                        "JsonPath",
                        own ? attributes : commands.word(attributes),
                        "Sudo",
                        !options.preventSudo()));
        ElevatedOptions.Applied applied = elevated.applied(command, machine, context);
        context.ui().message("Executing Chef: " + applied.line());
        int status = applied.run(machine, context);
        if (status != 0) {
            throw new ComponentException("Error executing Chef: Non-zero exit status: " + status
                    + (status == 127 ? ". The command was not found: is Chef installed?" : ". See its output above."));
        }
    }

    /** Removes the staging directory. */
    void removeStaging() throws ComponentException {
        machine.removeDirectory(staging);
    }

    /** Removes the staging directory of a run that is cancelled, as far as that is possible. */
    void leaveNothing() {
        if (!context.communicator().leaveNothing(commands.removeDirectory(staging))) {
            context.ui().error("The directory " + staging + " may be left on the machine, with what was uploaded.");
        }
    }

    static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
