package io.jenkins.plugins.packer.engine.builtin.windows;

import io.jenkins.plugins.packer.engine.builtin.StartRetry;
import io.jenkins.plugins.packer.engine.builtin.shell.ExitCodes;
import io.jenkins.plugins.packer.engine.builtin.shell.OutputLine;
import io.jenkins.plugins.packer.engine.communicator.DisconnectedException;
import io.jenkins.plugins.packer.engine.communicator.RemoteCommand;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.ProvisionContext;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Puts scripts on a machine with Windows and runs them, and tries again while it is rebooting. */
final class WindowsScript {
    /** Stand for the exit status of a command whose connection ended before it did, in Packer by SSH and by WinRM. */
    private static final List<Integer> DISCONNECTED = List.of(2300218, 16001);

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?env:(\\w+)}?", Pattern.CASE_INSENSITIVE);

    private final ProvisionContext context;
    private final StartRetry retry;

    /**
     * @param context of the build
     * @param timeout {@code start_retry_timeout}
     */
    WindowsScript(ProvisionContext context, Duration timeout) {
        this.context = context;
        this.retry = new StartRetry(context, timeout);
    }

    void upload(byte[] content, String path) throws ComponentException {
        retry.run(() -> {
            context.communicator().upload(new ByteArrayInputStream(content), content.length, -1, path);
            return path;
        });
    }

    /**
     * Uploads a script, runs a command and judges how it ended. Both are tried again as one, since a reboot between them
     * may lose the script; a script that began is not run a second time.
     *
     * @param validExitCodes codes that mean success
     */
    void run(byte[] script, String path, StartRetry.Attempt<String> command, List<Integer> validExitCodes)
            throws ComponentException {
        int status = retry.run(() -> {
            String line = command.run();
            context.communicator().upload(new ByteArrayInputStream(script), script.length, -1, path);
            try {
                return execute(line);
            } catch (DisconnectedException e) {
                // A time that is over ends a command so as well.
                context.cancellation().check();
                return DISCONNECTED.get(0);
            }
        });
        if (status != DISCONNECTED.get(0)) {
            ExitCodes.require(status, validExitCodes);
        } else if (DISCONNECTED.stream().noneMatch(validExitCodes::contains)) {
            throw new ComponentException("Script disconnected unexpectedly. If you expected your script to disconnect,"
                    + " i.e. from a restart, use windows-restart for that, or add valid_exit_codes = [0, "
                    + DISCONNECTED.get(0) + "] to the provisioner.");
        }
    }

    /** Removes a file with a secret, which must not stay in an image. */
    void remove(String path) throws ComponentException {
        retry.run(() -> {
            int status = execute(deletion(path));
            if (status != 0) {
                throw new ComponentException(
                        "Error removing the file " + path + ": del ended with exit code " + status + ".");
            }
            return status;
        });
    }

    /** Removes such a file after a failure, which stays what is told; where that does not work, it is told besides. */
    void removeAfter(ComponentException failure, String path) {
        try {
            int status = execute(deletion(path));
            if (status != 0) {
                context.ui()
                        .error("The file " + path + ", with a secret, stays on the machine: del ended with " + status);
            }
        } catch (ComponentException e) {
            failure.addSuppressed(e);
            context.ui().error("The file " + path + ", with a secret, stays on the machine: " + e.getMessage());
        }
    }

    /**
     * Removes files that nobody needs any more when the script was ended before its time, as far as that is possible.
     *
     * @param tasks that are to be ended
     */
    void leaveNothing(List<String> files, List<ElevatedCommand> tasks) {
        List<String> commands = new ArrayList<>();
        List<String> left = new ArrayList<>();
        for (ElevatedCommand task : tasks) {
            commands.add(task.undoing());
            left.add(task.path());
        }
        if (!files.isEmpty()) {
            commands.add("del /f /q "
                    + String.join(" ", files.stream().map(WindowsScript::quoted).toList()));
            left.addAll(files);
        }
        if (!commands.isEmpty() && !context.communicator().leaveNothing(String.join(" & ", commands))) {
            context.ui().error("These files may be left on the machine: " + String.join(", ", left));
        }
    }

    private static String deletion(String path) {
        return "del /f " + quoted(path);
    }

    /** As the commands of cmd.exe take paths: to them a slash begins an option. PowerShell's variables may stand in them. */
    private static String quoted(String path) {
        return '"' + VARIABLE.matcher(path.replace('/', '\\')).replaceAll("%$1%") + '"';
    }

    /** Runs a command and shows what it prints. */
    int execute(String command) throws ComponentException {
        return context.communicator()
                .execute(new RemoteCommand(
                        command,
                        line -> context.ui().message(OutputLine.shown(line)),
                        line -> context.ui().error(OutputLine.shown(line))));
    }
}
