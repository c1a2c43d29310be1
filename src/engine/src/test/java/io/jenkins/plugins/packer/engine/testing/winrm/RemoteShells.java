package io.jenkins.plugins.packer.engine.testing.winrm;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The shells of the test machine and what runs in them; each command has a thread. */
final class RemoteShells {
    private static final int PIECE = 24_000;

    private final Function<String, WindowsProgram> programs;
    private final Map<String, Map<String, Running>> shells = new ConcurrentHashMap<>();

    RemoteShells(Function<String, WindowsProgram> programs) {
        this.programs = programs;
    }

    /** How many are open. */
    int count() {
        return shells.size();
    }

    /** Forgets them all, as a reboot does. */
    void forget() {
        shells.values().forEach(commands -> commands.values().forEach(Running::end));
        shells.clear();
    }

    /** Answers a request. */
    String answer(WsManRequest request) throws WsManRequest.InvalidException {
        if ("Create".equals(request.action())) {
            String id = UUID.randomUUID().toString().toUpperCase(java.util.Locale.ROOT);
            shells.put(id, new ConcurrentHashMap<>());
            return WsManReplies.created(request, id);
        }
        Map<String, Running> commands = shells.get(request.shell());
        if (commands == null) {
            return noShell(request.shell());
        }
        switch (request.action()) {
            case "Delete" -> {
                shells.remove(request.shell());
                commands.values().forEach(Running::end);
                return WsManReplies.deleted(request);
            }
            case "Command" -> {
                String id = UUID.randomUUID().toString().toUpperCase(java.util.Locale.ROOT);
                commands.put(id, new Running(programs.apply(request.commandLine()), request.isFed()));
                return WsManReplies.started(request, id);
            }
            default -> {
                Running running = commands.get(request.commandId());
                if (running == null) {
                    return noShell(request.shell());
                }
                return running.answer(request);
            }
        }
    }

    private static String noShell(String id) {
        return WsManReplies.fault(
                "w:InvalidSelectors",
                WsManReplies.NO_SHELL,
                "The request for the Windows Remote Shell with ShellId " + id
                        + " failed because the shell was not found on the server.");
    }

    /** A command. */
    private static final class Running implements WindowsProgram.Console {
        private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
        private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();
        private final ByteArrayOutputStream stdin = new ByteArrayOutputStream();
        private final Thread thread;
        private final boolean fed;
        private boolean allInput;
        private Integer exitCode;

        Running(WindowsProgram program, boolean fed) {
            this.fed = fed;
            thread = new Thread(() -> run(program), "windows-program");
            thread.setDaemon(true);
            thread.start();
        }

        private void run(WindowsProgram program) {
            int code;
            try {
                code = program.run(this);
            } catch (InterruptedException e) {
                code = -1073741510; // 0xC000013A, ended by Ctrl+C
            }
            synchronized (this) {
                exitCode = code;
                notifyAll();
            }
        }

        void end() {
            thread.interrupt();
        }

        @Override
        public void out(String text) {
            print(stdout, text);
        }

        @Override
        public void err(String text) {
            print(stderr, text);
        }

        @Override
        public synchronized byte[] input() throws InterruptedException {
            while (!allInput) {
                wait();
            }
            return stdin.toByteArray();
        }

        private synchronized String feed(WsManRequest request) throws WsManRequest.InvalidException {
            if (!fed || allInput) {
                throw new WsManRequest.InvalidException(
                        "input for a command that " + (allInput ? "has it all" : "reads a console"));
            }
            if (exitCode != null) {
                return WsManReplies.fault("w:InternalError", "232", "The pipe is being closed.");
            }
            stdin.writeBytes(request.input());
            allInput = request.isLastInput();
            notifyAll();
            return WsManReplies.sent(request);
        }

        private synchronized void print(ByteArrayOutputStream stream, String text) {
            stream.writeBytes(text.getBytes(StandardCharsets.UTF_8));
            notifyAll();
        }

        private String answer(WsManRequest request) throws WsManRequest.InvalidException {
            if ("Signal".equals(request.action())) {
                end();
                return WsManReplies.signalled(request);
            }
            return "Send".equals(request.action()) ? feed(request) : receive(request);
        }

        private synchronized String receive(WsManRequest request) throws WsManRequest.InvalidException {
            long deadline = System.nanoTime() + timeout(request).toNanos();
            while (stdout.size() == 0 && stderr.size() == 0 && exitCode == null) {
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return WsManReplies.fault(
                            "w:TimedOut",
                            WsManReplies.TIMED_OUT,
                            "The WS-Management service cannot complete the operation within the time specified in"
                                    + " OperationTimeout.");
                }
                try {
                    wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new WsManRequest.InvalidException("interrupted");
                }
            }
            byte[] out = take(stdout);
            byte[] err = take(stderr);
            boolean all = stdout.size() == 0 && stderr.size() == 0;
            return WsManReplies.received(request, request.commandId(), out, err, all ? exitCode : null);
        }

        private static Duration timeout(WsManRequest request) {
            Duration longest = Duration.ofSeconds(60);
            return request.timeout().compareTo(longest) < 0 ? request.timeout() : longest;
        }

        /** As much as an envelope holds; it may end within a character. */
        private static byte[] take(ByteArrayOutputStream stream) {
            byte[] all = stream.toByteArray();
            int length = Math.min(all.length, PIECE);
            stream.reset();
            stream.write(all, length, all.length - length);
            return java.util.Arrays.copyOf(all, length);
        }
    }
}
