package io.jenkins.plugins.packer.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the launcher starts Java with, seen by a stand-in for Java that prints its arguments. */
class LauncherIT {
    private static final String QUICK = "-XX:TieredStopAtLevel=1";

    @TempDir
    Path directory;

    @BeforeEach
    void java() throws IOException {
        Path java = directory.resolve("jdk/bin/java");
        Files.createDirectories(java.getParent());
        Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private String started(String... arguments) {
        PackerProcess.Ended ended = PackerProcess.run(
                directory, Map.of("JAVA_HOME", directory.resolve("jdk").toString()), arguments);
        assertThat(ended.exitCode()).as(ended.output()).isZero();
        assertThat(ended.output()).endsWith(String.join("\n", arguments) + "\n");
        return ended.output();
    }

    @ParameterizedTest
    @CsvSource({
        "communicator = \"none\", true",
        "ssh_username = \"root\", true",
        "ssh_username = \"root\" provisioner \"shell\" {}, true",
        "ssh_username = \"root\" provisioner \"file\" {}, false",
        "ssh_username = \"root\" provisioner \"puppet-server\" {}, false",
        "ssh_local_tunnels = [], false",
        "communicator = \"winrm\" provisioner \"file\" {}, false",
        "communicator = \"none\" provisioner \"file\" {}, true",
        "source \"amazon-ebsvolume\" \"data\" {}, false",
        "post-processor \"checksum\" {}, false",
        "provisioner \"ansible\" {}, false"
    })
    void aBuildHasTheThoroughCompilerWhereItCanEncryptOrHash(String text, boolean quick) throws IOException {
        Files.writeString(directory.resolve("a template.pkr.hcl"), "# one\n" + text + "\n");
        String started = started("build", "-color=false", "a template.pkr.hcl");
        assertThat(started.contains(QUICK)).isEqualTo(quick);
        assertThat(started.contains("-XX:CompileCommand=CompileThresholdScaling,com.sun.crypto.provider.GHASH::*,0.01"))
                .isNotEqualTo(quick);
        assertThat(started("-machine-readable", "build", "a template.pkr.hcl").contains(QUICK))
                .isEqualTo(quick);
        assertThat(started("validate", "a template.pkr.hcl")).contains(QUICK);
    }

    @Test
    void theArithmeticOfALoginIsCompiledAtOnceWhereTheQuickCompilerIsAlone() throws IOException {
        String arithmetic = "-XX:CompileCommand=CompileThresholdScaling,sun.security.util.math.intpoly.*::*,0.05";
        Path template = directory.resolve("template.pkr.hcl");
        Files.writeString(template, "ssh_username = \"root\"\n");
        assertThat(started("build", "template.pkr.hcl")).contains(QUICK).contains(arithmetic);
        Files.writeString(template, "ssh_username = \"root\"\nprovisioner \"file\" {}\n");
        assertThat(started("build", "template.pkr.hcl")).doesNotContain(arithmetic);
        Files.writeString(template, "communicator = \"none\"\n");
        assertThat(started("build", "template.pkr.hcl")).contains(QUICK).doesNotContain(arithmetic);
    }

    @Test
    void aDirectoryIsNotLookedInto() {
        assertThat(started("build", ".")).doesNotContain(QUICK);
    }

    @Test
    void aTemplateThatCannotBeReadIsLeftToTheCommand() throws IOException {
        assertThat(started("build", "missing.pkr.hcl")).doesNotContain("No such file");
        Files.write(directory.resolve("zeros.pkr.hcl"), new byte[10_000]);
        assertThat(started("build", "zeros.pkr.hcl")).contains(QUICK).doesNotContain("null byte");
    }

    /** What comes through a pipe is there once, whoever looks at it first. */
    @Test
    void aTemplateCanComeThroughAPipe() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(PackerProcess.launcher().toString(), "build", "-color=false", "/dev/stdin")
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        try (OutputStream template = process.getOutputStream()) {
            template.write("{\"builders\": [{\"type\": \"null\", \"communicator\": \"none\"}]}".getBytes(UTF_8));
        }
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }
}
