package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.engine.component.BuildContext;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.process.LocalProcess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The shell of this machine, whose every command is wrapped as {@code command_wrapper} says, with {@code sudo} for example.
 *
 * @param wrapper a Go template in which {@code .Command} is the command
 */
record WrappedShell(String wrapper, BuildContext context) {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=@%+,-]+");

    /** A command as it is run. */
    String wrap(String command) throws ComponentException {
        return context.templates().render(wrapper.isEmpty() ? "{{.Command}}" : wrapper, Map.of("Command", command));
    }

    /** Whether a command shows a secret of the run, such as a password in the wrapper. */
    boolean hasSecret(String command) {
        return !context.secrets().redact(command).equals(command);
    }

    /** A word for the shell, in double quotes where it needs some: a wrapper may put the command in single ones. */
    static String word(String text) {
        return PLAIN.matcher(text).matches() ? text : "\"" + text.replaceAll("([\\\\\"$`])", "\\\\$1") + "\"";
    }

    /**
     * Runs a command that has nothing to say to the user.
     *
     * @param what what is tried, as the beginning of a sentence: {@code Mounting /dev/sdf1}
     */
    void run(String what, String command) throws ComponentException {
        List<String> said = new ArrayList<>();
        int status = execute(command, line -> {}, said::add);
        succeeded(what, command, status, String.join("\n", said));
    }

    /**
     * Runs a command.
     *
     * @return its exit status
     */
    int execute(String command, Consumer<String> output, Consumer<String> errors) throws ComponentException {
        try {
            return new LocalProcess(context).run(line(command), context.environment(), output, errors);
        } catch (IOException e) {
            throw notStarted(e);
        }
    }

    /**
     * Runs a command with bytes for its input and outputs.
     *
     * @return its exit status
     */
    int stream(String command, InputStream input, OutputStream output, OutputStream errors) throws ComponentException {
        try {
            return new LocalProcess(context).stream(line(command), context.environment(), input, output, errors);
        } catch (IOException e) {
            throw notStarted(e);
        }
    }

    /** Runs a command with bytes for its input and output that must succeed. */
    void pass(String what, String command, InputStream input, OutputStream output) throws ComponentException {
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        int status = stream(command, input, output, errors);
        succeeded(what, command, status, errors.toString(StandardCharsets.UTF_8).strip());
    }

    private void succeeded(String what, String command, int status, String said) throws ComponentException {
        if (status != 0) {
            throw new ComponentException(what + " failed: \"" + wrap(command) + "\" ended with exit status " + status
                    + (said.isEmpty() ? "." : ": " + said));
        }
    }

    private List<String> line(String command) throws ComponentException {
        return List.of("/bin/sh", "-c", wrap(command));
    }

    private static ComponentException notStarted(IOException e) {
        return new ComponentException("/bin/sh cannot be started on this machine: " + e.getMessage() + ".", e);
    }
}
