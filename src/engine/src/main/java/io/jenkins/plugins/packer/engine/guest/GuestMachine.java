package io.jenkins.plugins.packer.engine.guest;

import io.jenkins.plugins.packer.engine.builtin.RunDirectory;
import io.jenkins.plugins.packer.engine.builtin.file.FileUpload;
import io.jenkins.plugins.packer.engine.builtin.shell.OutputLine;
import io.jenkins.plugins.packer.engine.communicator.RemoteCommand;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.ProvisionContext;
import io.jenkins.plugins.packer.engine.interpolate.InterpolationException;
import io.jenkins.plugins.packer.engine.ui.Ui;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A build's machine as provisioners use it that bring files to a directory there and then run a program on them: what
 * the program writes goes to the user line by line.
 */
public final class GuestMachine {
    /** Packer's mode of staging directories: created with sudo, filled by the user that the communicator logs in as. */
    private static final String OPEN = "0777";
    /** Mode of a file that only its owner can read. */
    public static final int PRIVATE = 0600;
    /** Mode of a file whose permissions the far side chooses. */
    public static final int DEFAULT = -1;

    private final ProvisionContext context;
    private final GuestCommands commands;
    private final String remedy;

    /**
     * @param context of the build
     * @param commands how directories are worked on
     * @param remedy what the user can do where the machine does not let a directory be worked on, whole sentences that name
     *     the options
     */
    public GuestMachine(ProvisionContext context, GuestCommands commands, String remedy) {
        this.context = context;
        this.commands = commands;
        this.remedy = remedy;
    }

    /** Runs a command, its output shown to the user; returns its exit status. */
    public int run(String command) throws ComponentException {
        Ui ui = context.ui();
        context.cancellation().check();
        return context.communicator()
                .execute(new RemoteCommand(
                        command, line -> ui.message(OutputLine.shown(line)), line -> ui.error(OutputLine.shown(line))));
    }

    /**
     * Runs a command that has to succeed.
     *
     * @param what what it does, as the beginning of a sentence: {@code Creating the directory /x}
     */
    public void require(String what, String command) throws ComponentException {
        require(what, command, "");
    }

    private void require(String what, String command, String advice) throws ComponentException {
        int status = run(command);
        if (status != 0) {
            throw new ComponentException(what + " failed: \"" + command + "\" ended with exit status " + status
                    + ". See the output above." + (advice.isEmpty() ? "" : " " + advice));
        }
    }

    /** Whether there is something at a path of the machine; what the command says is not shown. */
    public boolean exists(String path) throws ComponentException {
        context.cancellation().check();
        return context.communicator().execute(new RemoteCommand(commands.exists(path), line -> {}, line -> {})) == 0;
    }

    /** Creates a directory. */
    public void createDirectory(String path) throws ComponentException {
        context.ui().message("Creating directory: " + path);
        require("Creating the directory " + path, commands.createDirectory(path), remedy);
    }

    /** Creates a directory that the user of the communicator can fill, whoever it belongs to. */
    public void createOpenDirectory(String path) throws ComponentException {
        createDirectory(path);
        require("Opening the directory " + path, commands.changeMode(path, OPEN), remedy);
    }

    /** Removes a directory with all that is in it. */
    public void removeDirectory(String path) throws ComponentException {
        context.ui().message("Removing directory: " + path);
        require("Removing the directory " + path, commands.removeDirectory(path), remedy);
    }

    /** Moves a file or directory. */
    public void move(String from, String to) throws ComponentException {
        context.ui().message("Moving " + from + " to " + to);
        require("Moving " + from + " to " + to, commands.move(from, to), remedy);
    }

    /**
     * Uploads a local file.
     *
     * @param source as the template writes it
     * @param mode permission bits, or {@link #DEFAULT}
     */
    public void uploadFile(String source, int mode, String destination) throws ComponentException {
        new FileUpload(context).send(RunDirectory.of(context).resolve(source), mode, destination);
    }

    /** Uploads a text as a file. */
    public void uploadText(String text, int mode, String destination) throws ComponentException {
        context.cancellation().check();
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        context.communicator().upload(new ByteArrayInputStream(content), content.length, mode, destination);
    }

    /**
     * Uploads the content of a local directory to one that exists.
     *
     * @param source as the template writes it
     * @param excludes paths below it that stay behind
     */
    public void uploadContent(String source, String destination, List<String> excludes) throws ComponentException {
        context.cancellation().check();
        // The trailing slash says that it is the content.
        String slashed = source.endsWith("/") ? source : source + "/";
        context.communicator()
                .uploadDirectory(RunDirectory.of(context).resolveKeepingSlash(slashed), destination, excludes);
    }

    /**
     * Renders an option's template.
     *
     * @param option its name, for messages
     * @param data what the template may use, beside the values of the build
     */
    public String render(String template, String option, Map<String, ?> data) throws ComponentException {
        Map<String, Object> all = new HashMap<>(context.generated());
        all.putAll(data);
        try {
            return context.templates().render(template, all);
        } catch (InterpolationException e) {
            throw new ComponentException("Error processing " + option + ": " + e.getMessage(), e);
        }
    }
}
