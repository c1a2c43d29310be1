package io.jenkins.plugins.packer.hcl.testing;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A running {@code hcl-oracle}: one question a line, one answer a line. */
public final class HclOracle implements AutoCloseable {
    private final Process process;
    private final Writer questions;
    private final BufferedReader answers;

    HclOracle(Path program) throws IOException {
        process = new ProcessBuilder(program.toAbsolutePath().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        questions = new BufferedWriter(
                new OutputStreamWriter(process.getOutputStream(), StandardCharsets.US_ASCII), 1 << 20);
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8), 1 << 20);
    }

    /**
     * A question.
     *
     * @param mode the program's mode word, such as {@code config}
     * @param source what it is asked about
     */
    public record Question(String mode, byte[] source) {}

    /** Answer to one question. */
    public String ask(String mode, byte[] source) {
        return ask(List.of(new Question(mode, source))).get(0);
    }

    /** Answers in the order of the questions, which go over while the first answers are read. */
    public List<String> ask(List<Question> asked) {
        Thread writer = new Thread(() -> write(asked), "hcl-oracle questions");
        writer.start();
        List<String> result = new ArrayList<>(asked.size());
        try {
            for (int i = 0; i < asked.size(); i++) {
                String answer = answers.readLine();
                if (answer == null) {
                    throw new IllegalStateException("hcl-oracle ended at question " + i);
                }
                result.add(answer);
            }
            writer.join();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read an answer of hcl-oracle", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while asking hcl-oracle", e);
        }
        return result;
    }

    private void write(List<Question> asked) {
        try {
            for (Question question : asked) {
                questions.write(question.mode());
                questions.write(' ');
                questions.write(Base64.getEncoder().encodeToString(question.source()));
                questions.write('\n');
            }
            questions.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot ask hcl-oracle", e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
