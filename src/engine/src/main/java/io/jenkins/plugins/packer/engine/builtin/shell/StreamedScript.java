package io.jenkins.plugins.packer.engine.builtin.shell;

import io.jenkins.plugins.packer.engine.communicator.Communicator;
import io.jenkins.plugins.packer.engine.communicator.DisconnectedException;
import io.jenkins.plugins.packer.engine.communicator.LineOutput;
import io.jenkins.plugins.packer.engine.communicator.StreamedCommand;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.ProvisionContext;
import io.jenkins.plugins.packer.engine.run.Cancellation;
import io.jenkins.plugins.packer.engine.run.Redactor;
import io.jenkins.plugins.packer.engine.ui.Ui;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A script that one command puts on the machine, runs and removes, where one after the other takes three: each is a way there
 * and back, and a start of the user's shell.
 *
 * <p>The command takes the script from its input, says that it has it, and waits for the word to begin. So it is known
 * whether a script had begun whose connection ended, and nothing is left of one that had not. Whatever is wrong before, such
 * as a full disk, or a machine without {@code head -c}, is for the ordinary way to find and to tell.
 */
final class StreamedScript {
    /** Lines of errors before the script arrives: more say nothing new. */
    private static final int MOST_HELD = 1000;

    private final Communicator communicator;
    private final Ui ui;
    private final Redactor secrets;
    private final Cancellation cancellation;
    private final String path;
    private final ScriptInput input;
    private final int size;
    private final String there = "packer-script-" + UUID.randomUUID();
    private final String left = there + "-left";
    private final List<String> held = new ArrayList<>();
    private boolean arrived;
    private boolean isLeft;

    /**
     * @param context whose machine and user it is
     * @param path of the script on the machine
     */
    StreamedScript(ProvisionContext context, byte[] script, String path) {
        this.communicator = context.communicator();
        this.ui = context.ui();
        this.secrets = context.secrets();
        this.cancellation = context.cancellation();
        this.path = path;
        this.size = script.length;
        this.input = new ScriptInput(script);
    }

    /** Whether the machine takes scripts that way, and no shell reads anything but a path in the path. */
    static boolean suits(Communicator communicator, String path) {
        return communicator.streamsScripts()
                && path.startsWith("/")
                && path.chars().allMatch(StreamedScript::isPlain);
    }

    private static boolean isPlain(int c) {
        return c < 128 && Character.isLetterOrDigit(c) || "/._-".indexOf(c) >= 0;
    }

    /**
     * Does it, once.
     *
     * @param command the line that runs it
     * @param clean exit statuses after which it is removed
     * @return how it ended; empty where it did not begin
     */
    Optional<RemoteScript.Ended> run(String command, List<Integer> clean) throws ComponentException {
        try (input;
                LineOutput errors = new LineOutput(secrets, this::error);
                LineOutput output = new LineOutput(secrets, this::output)) {
            int status = communicator.stream(new StreamedCommand(line(command, clean), input, output, errors));
            return ended(new RemoteScript.Ended(status, clean.contains(status) && !isLeft()));
        } catch (DisconnectedException e) {
            cancellation.check();
            return ended(RemoteScript.Ended.by(e));
        }
    }

    private Optional<RemoteScript.Ended> ended(RemoteScript.Ended ended) {
        return input.hasBegun() ? Optional.of(ended) : Optional.empty();
    }

    /** One line, in a shell that is known, whichever is the user's. */
    private String line(String command, List<Integer> clean) {
        StringBuilder line = new StringBuilder(
                        "read packer_word && test \"$packer_word\" = \"" + ScriptInput.FIRST + "\" || exit; head -c ")
                .append(size)
                .append(" >")
                .append(path);
        line.append(" && echo ").append(there).append(" || exit; ");
        line.append("read packer_word || { rm -f ").append(path).append("; exit 1; }; ");
        line.append("chmod 0755 ")
                .append(path)
                .append(" 2>/dev/null; ")
                .append(command)
                .append("; packer_status=$?; ");
        if (!clean.isEmpty()) {
            line.append("case $packer_status in ");
            line.append(String.join("|", clean.stream().map(String::valueOf).toList()));
            line.append(") rm -f ")
                    .append(path)
                    .append(" || { echo; echo ")
                    .append(left)
                    .append("; };; esac; ");
        }
        return "sh -c '" + line.append("exit $packer_status").toString().replace("'", "'\\''") + "'";
    }

    /** What comes before the script is what the user's shell says when it starts. */
    private synchronized void output(String line) {
        if (!arrived && line.endsWith(there)) {
            arrived = true;
            input.begin();
            if (line.length() > there.length()) {
                ui.message(OutputLine.shown(line.substring(0, line.length() - there.length())));
            }
            held.forEach(early -> ui.error(OutputLine.shown(early)));
        } else if (line.equals(left)) {
            isLeft = true;
        } else {
            ui.message(OutputLine.shown(line));
        }
    }

    /** Before the script begins these may say why it does not, and the ordinary way says it again. */
    private synchronized void error(String line) {
        if (arrived) {
            ui.error(OutputLine.shown(line));
        } else if (held.size() < MOST_HELD) {
            held.add(line);
        }
    }

    private synchronized boolean isLeft() {
        return isLeft;
    }
}
