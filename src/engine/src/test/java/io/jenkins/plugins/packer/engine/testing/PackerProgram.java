package io.jenkins.plugins.packer.engine.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Packer itself, as Debian packages it (1.6.6), to compare results with. */
public final class PackerProgram {
    private PackerProgram() {}

    /** Builds a template in a directory and returns what Packer printed; ends the test where there is no Packer. */
    public static String build(Path directory, String template, String... flags) throws IOException {
        Path program = Path.of("/usr/bin/packer");
        Counterpart.require("packer", Files.isExecutable(program), "apt-get install packer");
        Path file = Files.writeString(directory.resolve("t.pkr.hcl"), template);
        List<String> command = new ArrayList<>(List.of(program.toString(), "build"));
        command.add("-color=false");
        command.addAll(List.of(flags));
        command.add(file.getFileName().toString());
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().put("CHECKPOINT_DISABLE", "1");
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("packer build failed:\n" + output);
            }
            return output;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }
}
