package io.jenkins.plugins.packer.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.engine.testing.Counterpart;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        "source \"amazon-ebsvolume\" \"data\" {}, true",
        "source \"amazon-ebs\" \"a\" { ssh_username = \"root\" } provisioner \"file\" {}, false",
        "post-processor \"amazon-import\" {}, false",
        "post-processor \"checksum\" {}, false",
        "provisioner \"ansible\" {}, false"
    })
    void aBuildHasTheThoroughCompilerWhereItCanEncryptOrHash(String text, boolean quick) throws IOException {
        Files.writeString(directory.resolve("a template.pkr.hcl"), "# one\n" + text + "\n");
        String started = started("build", "-color=false", "a template.pkr.hcl");
        assertThat(started.contains(QUICK)).isEqualTo(quick);
        String early = "-XX:CompileCommand=CompileThresholdScaling,com.sun.crypto.provider.GHASH::update,0.0005";
        assertThat(started.contains(early)).isNotEqualTo(quick);
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
    void theTemplatesOfADirectoryAreLookedInto() throws IOException {
        Files.createDirectories(directory.resolve("of json"));
        Files.createDirectories(directory.resolve("light"));
        Files.writeString(directory.resolve("of json/a.pkr.json"), "{\"provisioner\": {\"ansible\": {}}}\n");
        Files.writeString(directory.resolve("light/a.pkr.hcl"), "source \"docker\" \"a\" {}\n");
        Files.writeString(directory.resolve("light/readme"), "ansible\n");
        assertThat(started("build", "of json")).doesNotContain(QUICK);
        assertThat(started("build", "light")).contains(QUICK).contains("/components/docker/*\n");
        assertThat(started("build", ".")).contains(QUICK);
    }

    /** One folder's at most, so that no two of them see each other's libraries. */
    @ParameterizedTest
    @CsvSource({
        "source \"docker\" \"a\" {}, docker",
        "post-processor \"docker-tag\" {}, docker",
        "data \"amazon-ami\" \"a\" {} source \"docker\" \"a\" {}, amazon",
        "inline = [\"apt-get install docker amazon-ssm-agent\"], ''",
        "source \"null\" \"a\" {}, ''"
    })
    void aFolderThatTheTemplateNamesIsOnTheClassPathWithItsArchive(String text, String folder) throws IOException {
        Files.writeString(directory.resolve("a template.pkr.hcl"), text + "\n");
        for (String command : List.of("build", "validate")) {
            String started = started(command, "a template.pkr.hcl");
            for (String name : List.of("docker", "amazon")) {
                assertThat(started.contains("/lib/packer.jar:" + home() + "/components/" + name + "/*\n"))
                        .isEqualTo(name.equals(folder));
                assertThat(started.contains("-XX:SharedArchiveFile=" + home() + "/lib/" + name + ".jsa\n"))
                        .isEqualTo(name.equals(folder));
            }
        }
        assertThat(started("inspect", "a template.pkr.hcl")).contains("/lib/packer.jar\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker", "amazon"})
    void theClassesOfSuchAFolderComeFromItsArchive(String folder) throws IOException {
        Files.writeString(
                directory.resolve("template.pkr.hcl"),
                "source \"null\" \"a\" {\n  communicator = \"none\"\n}\nbuild {\n  sources = [\"null.a\"]\n"
                        + "  post-processors {\n    post-processor \"artifice\" {\n      files = []\n    }\n"
                        + "    post-processor \"" + folder + "-import\" {\n      repository = \"a\"\n"
                        + "      s3_bucket_name = \"a\"\n    }\n  }\n}\n");
        Path loaded = directory.resolve("loaded");
        PackerProcess.run(
                directory,
                Map.of("PACKER_JAVA_OPTS", "-Xlog:class+load:file=" + loaded),
                "validate",
                "template.pkr.hcl");
        List<String> own;
        try (Stream<String> lines = Files.lines(loaded)) {
            own = lines.filter(line -> line.contains(" io.jenkins.plugins.packer.components." + folder + "."))
                    .toList();
        }
        assertThat(own).isNotEmpty();
        assertThat(own.get(0)).endsWith("source: shared objects file");
    }

    /** Who is first on the class path decides for all: where both have a library, it is the same one. */
    @ParameterizedTest
    @ValueSource(strings = {"docker", "amazon"})
    void noLibraryOfSuchAFolderIsThereInTwoVersions(String folder) throws IOException {
        Map<String, String> ours = libraries(home().resolve("lib"));
        Map<String, String> theirs = libraries(home().resolve("components").resolve(folder));
        assertThat(theirs).containsKey("slf4j-api");
        theirs.keySet().retainAll(ours.keySet());
        ours.keySet().retainAll(theirs.keySet());
        assertThat(theirs).isEqualTo(ours);
    }

    private static Map<String, String> libraries(Path folder) throws IOException {
        Pattern name = Pattern.compile("(.+?)-([0-9].*)\\.jar");
        Map<String, String> versions = new TreeMap<>();
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, "*.jar")) {
            for (Path jar : jars) {
                Matcher matcher = name.matcher(jar.getFileName().toString());
                if (matcher.matches()) {
                    versions.put(matcher.group(1), matcher.group(2));
                }
            }
        }
        return versions;
    }

    private static Path home() throws IOException {
        return PackerProcess.launcher().getParent().getParent().toRealPath();
    }

    @Test
    void aTemplateThatCannotBeReadIsLeftToTheCommand() throws IOException {
        assertThat(started("build", "missing.pkr.hcl")).doesNotContain("No such file");
        Files.write(directory.resolve("zeros.pkr.hcl"), new byte[10_000]);
        assertThat(started("build", "zeros.pkr.hcl")).contains(QUICK).doesNotContain("null byte");
    }

    /** As cron and systemd start programs, and whatever the locale of this test is. */
    @ParameterizedTest
    @CsvSource({"LC_ALL, C", "LC_ALL, POSIX", "LANG, ''", "LC_CTYPE, C"})
    void namesAreUtf8InThePlainLocaleToo(String variable, String locale) throws IOException, InterruptedException {
        Counterpart.require(
                "the locale C.UTF-8",
                Stream.of("C.utf8", "C.UTF-8").anyMatch(name -> Files.isDirectory(Path.of("/usr/lib/locale", name))),
                "Install Debian's package libc-bin.");
        Files.writeString(directory.resolve("template"), """
                source "null" "a" {
                  communicator = "none"
                }
                build {
                  sources = ["null.a"]
                  provisioner "shell-local" {
                    inline = ["echo said: ${trimspace(file("${path.root}/${basename(path.cwd)}.txt"))} $WORD | od -An -c"]
                  }
                }
                """);
        String script = """
                unset LC_ALL LC_CTYPE LANG
                export %s=%s
                gruen=$(printf 'gr\\303\\274n')
                mkdir "$gruen" && cd "$gruen" && mv ../template "$gruen.pkr.hcl" && echo file >"$gruen.txt"
                WORD=$gruen "$0" build -color=false "$gruen.pkr.hcl"
                """.formatted(variable, locale);
        Process process = new ProcessBuilder(
                        "sh", "-c", script, PackerProcess.launcher().toString())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains("f   i   l   e       g   r 303 274   n");
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
