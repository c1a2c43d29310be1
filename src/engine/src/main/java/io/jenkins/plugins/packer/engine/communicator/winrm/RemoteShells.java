package io.jenkins.plugins.packer.engine.communicator.winrm;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Runs many short commands, with a new shell now and then: older Windows lets a shell run 15 in all. */
final class RemoteShells implements AutoCloseable {
    private static final int COMMANDS_PER_SHELL = 15;

    private final WinRmMachine machine;
    private @Nullable WinRmShell shell;
    private int commands;

    RemoteShells(WinRmMachine machine) {
        this.machine = machine;
    }

    /**
     * Runs a command that prints nothing of interest.
     *
     * @param what what it does, such as {@code upload of x to y}
     * @throws ComponentException when it ends with another exit code than 0, with what it printed to standard error
     */
    void run(String what, String commandLine) throws ComponentException {
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        run(what, commandLine, errors, new WinRmShell.Receiver() {
            @Override
            public void output(byte[] bytes) {
                // Of no interest.
            }

            @Override
            public void errors(byte[] bytes) {
                errors.writeBytes(bytes);
            }
        });
    }

    private void run(String what, String commandLine, ByteArrayOutputStream errors, WinRmShell.Receiver receiver)
            throws ComponentException {
        int status = shell().run(commandLine, receiver);
        if (status != 0) {
            throw failure(what, status, errors.toString(StandardCharsets.UTF_8));
        }
    }

    static ComponentException failure(String what, int status, String errors) {
        String told = errors.strip();
        return new ComponentException("The " + what + " failed on the machine with exit code " + status
                + (told.isEmpty() ? "." : ": " + told));
    }

    WinRmShell shell() throws ComponentException {
        WinRmShell current = shell;
        if (current == null || commands >= COMMANDS_PER_SHELL) {
            close();
            current = machine.open();
            shell = current;
            commands = 0;
        }
        commands++;
        return current;
    }

    @Override
    public void close() {
        if (shell != null) {
            shell.close();
            shell = null;
        }
    }
}
