package io.jenkins.plugins.packer.engine.gotemplate;

import io.jenkins.plugins.packer.engine.testing.Counterpart;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Go itself, as a small program of ours that answers for text/template and time. */
public final class GoOracle implements AutoCloseable {
    private final Process process;
    private final Writer requests;
    private final BufferedReader answers;

    /**
     * What Go says.
     *
     * @param status OK, BIN or ERR
     * @param text result or message
     */
    public record Answer(String status, String text) {}

    private GoOracle(Process process) {
        this.process = process;
        this.requests = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Builds and starts it; ends the calling test where there is no Go. */
    public static GoOracle start() throws IOException, InterruptedException {
        Path program = Path.of("target/oracle/gotemplate-oracle").toAbsolutePath();
        Files.createDirectories(program.getParent());
        Counterpart.require("Go", build(program), "Install Debian's golang-go.");
        return new GoOracle(new ProcessBuilder(program.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    private static boolean build(Path program) throws InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        "go", "build", "-o", program.toString(), "src/test/oracle/gotemplate-oracle.go")
                .inheritIO();
        Map<String, String> environment = builder.environment();
        environment.put("GO111MODULE", "off");
        environment.put("GOCACHE", program.resolveSibling("go-cache").toString());
        environment.put("CGO_ENABLED", "0");
        try {
            Process go = builder.start();
            return go.waitFor(5, TimeUnit.MINUTES) && go.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    public Answer template(String text) throws IOException {
        return ask("T " + base64(text));
    }

    public Answer time(String layout, long second, int nano, int offset, String zone) throws IOException {
        return ask("L " + base64(layout) + " " + second + " " + nano + " " + offset + " " + zone);
    }

    private Answer ask(String request) throws IOException {
        requests.write(request + "\n");
        requests.flush();
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("the oracle ended at " + request);
        }
        String[] parts = line.split(" ", 2);
        String text = parts.length < 2 ? "" : new String(Base64.getDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        return new Answer(parts[0], text);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException, InterruptedException {
        requests.close();
        if (!process.waitFor(5, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
