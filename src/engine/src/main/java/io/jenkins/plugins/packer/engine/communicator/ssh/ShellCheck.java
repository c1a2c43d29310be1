package io.jenkins.plugins.packer.engine.communicator.ssh;

import java.io.FilterInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * The output of a program that should say something at once. Where it does not, the machine may run another one for each
 * command, such as an SFTP server ({@code ForceCommand}), which waits for input as this side waits for output. So the
 * machine is asked meanwhile to say a word; when it ends without it, the program's input ends too, and so does the program.
 * So it does where the word comes and the program stays mute for long: a start-up file of the shell waits for input then.
 */
final class ShellCheck extends FilterInputStream {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration MUTE = Duration.ofMinutes(1);
    /** What a machine is asked to say that may have no shell. */
    private static final String WORD = "packer-has-shell";

    private final RemoteShell shell;
    private final RemoteProgram program;
    private final CompletableFuture<Void> question;
    private final CountDownLatch answered = new CountDownLatch(1);
    private volatile boolean failed;
    private volatile boolean mute;

    private ShellCheck(RemoteShell shell, RemoteProgram program) {
        super(program.out());
        this.shell = shell;
        this.program = program;
        // It waits for the machine: for that a thread of its own, which the program does not wait for.
        Executor later =
                CompletableFuture.delayedExecutor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS, ShellCheck::begin);
        this.question = CompletableFuture.runAsync(this::ask, later);
    }

    static ShellCheck of(RemoteShell shell, RemoteProgram program) {
        return new ShellCheck(shell, program);
    }

    private static void begin(Runnable work) {
        Thread thread = new Thread(work, "ssh-check");
        thread.setDaemon(true);
        thread.start();
    }

    /** Whether the program was ended because it said nothing, though the machine runs commands. */
    boolean isMute() {
        return mute;
    }

    /** Whether the program was ended because the machine runs no commands. */
    boolean failed() {
        return failed;
    }

    private void ask() {
        if (isAnswered()) {
            return;
        }
        try {
            boolean runsCommands = runsCommands();
            if (runsCommands && answered.await(MUTE.toMillis(), TimeUnit.MILLISECONDS) || isAnswered()) {
                return;
            }
            failed = !runsCommands;
            mute = runsCommands;
            program.in().close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // A machine that takes one command at a time, or is gone: the program itself will tell.
            return;
        }
    }

    private boolean runsCommands() throws IOException {
        try (RemoteProgram question = shell.pipeBeside("echo " + WORD)) {
            question.in().close();
            return RemoteShell.hasLine(question.out(), WORD);
        }
    }

    @Override
    public int read() throws IOException {
        int octet = super.read();
        answer();
        return octet;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        answer();
        return count;
    }

    private void answer() {
        if (!isAnswered()) {
            answered.countDown();
            question.cancel(false);
        }
    }

    private boolean isAnswered() {
        return answered.getCount() == 0;
    }

    /** The program goes on. */
    @Override
    public void close() {
        answer();
    }
}
