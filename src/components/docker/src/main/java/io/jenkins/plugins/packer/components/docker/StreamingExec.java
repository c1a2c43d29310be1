package io.jenkins.plugins.packer.components.docker;

import io.jenkins.plugins.packer.engine.communicator.StreamedCommand;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.run.Cancellation;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Starts a command that the engine has created over a connection of its own, which HTTP gives over to the command's
 * streams (https://docs.docker.com/reference/api/engine/version/v1.46/#tag/Exec/operation/ExecStart).
 *
 * @param endpoint the engine's
 * @param version of its API
 * @param cancellation ends the connection
 */
record StreamingExec(Endpoint endpoint, ApiVersion version, Cancellation cancellation) {
    private static final String WHAT = "Running a command in the container";
    private static final int BUFFER = 1 << 15;
    private static final int LONGEST_LINE = 1 << 16;

    /**
     * Passes on input and outputs until the outputs end.
     *
     * @param exec id of the command
     * @throws IOException when the connection breaks
     * @throws ComponentException when the engine refuses to start the command
     */
    void run(String exec, StreamedCommand command) throws IOException, ComponentException {
        cancellation.check();
        try (RawConnection connection = RawConnection.open(endpoint);
                Cancellation.Registration ignored = cancellation.onCancel(() -> closeQuickly(connection))) {
            InputStream in = new BufferedInputStream(connection.input(), BUFFER);
            OutputStream out = connection.output();
            out.write(request(exec));
            out.flush();
            readHead(in);
            Thread sender = new Thread(() -> send(command.input(), connection, out), "packer-docker-input");
            sender.setDaemon(true);
            sender.start();
            new OutputFrames(in, false).forEach((errors, bytes, count) -> {
                OutputStream to = errors ? command.errors() : command.output();
                to.write(bytes, 0, count);
                to.flush();
            });
        }
    }

    private byte[] request(String exec) {
        byte[] body = "{\"Detach\":false,\"Tty\":false}".getBytes(StandardCharsets.UTF_8);
        String head = "POST /v" + version + "/exec/" + exec + "/start HTTP/1.1\r\n"
                + "Host: docker\r\n"
                + "Content-Type: application/json\r\n"
                + "Connection: Upgrade\r\n"
                + "Upgrade: tcp\r\n"
                + "Content-Length: " + body.length + "\r\n\r\n";
        return (head + new String(body, StandardCharsets.UTF_8)).getBytes(StandardCharsets.US_ASCII);
    }

    /** Everything up to the empty line after which the connection is the command's. */
    private static void readHead(InputStream in) throws IOException, ComponentException {
        String status = line(in);
        int length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                length = Integer.parseInt(header.substring(15).strip());
            }
        }
        String[] words = status.split(" ", 3);
        String code = words.length > 1 ? words[1] : "";
        // An engine that knows no upgrade, such as Podman's, answers 200 and goes on in the same way.
        if (!code.equals("101") && !code.equals("200")) {
            String reason = new String(in.readNBytes(Math.min(length, LONGEST_LINE)), StandardCharsets.UTF_8);
            throw new ComponentException(WHAT + " failed: " + status + " " + reason.strip());
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.length() > LONGEST_LINE) {
                throw new EOFException("the engine's answer ended in its head");
            }
            line.append((char) next);
        }
        return line.toString().strip();
    }

    private static void send(InputStream input, RawConnection connection, OutputStream out) {
        byte[] buffer = new byte[BUFFER];
        try {
            for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
                out.write(buffer, 0, count);
                out.flush();
            }
            connection.endOutput();
        } catch (IOException e) {
            // The command, or whoever had input for it, has ended; how the command did is asked for elsewhere.
            return;
        }
    }

    private static void closeQuickly(RawConnection connection) {
        try {
            connection.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
