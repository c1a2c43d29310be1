package io.jenkins.plugins.packer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.engine.testing.Counterpart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real images, from a template to a registry and back. */
class DockerStoryIT {
    private static final String REGISTRY = System.getenv().getOrDefault("PACKER_TEST_REGISTRY", "");

    @TempDir
    Path directory;

    private Set<String> before;

    @BeforeEach
    void requireCounterparts() {
        DockerEngine.require();
        Counterpart.require("a Docker registry", !REGISTRY.isEmpty(), "Run src/ci/verify.sh, which starts one.");
        before = DockerEngine.inventory();
    }

    @AfterEach
    void removeImages() {
        if (before == null) {
            // Without an engine nothing was done, and the test is skipped.
            return;
        }
        for (String left : DockerEngine.inventory()) {
            if (!before.contains(left)) {
                String[] words = left.split(" ");
                if (words[0].equals("image")) {
                    DockerEngine.docker("rmi", "-f", words[2].contains("<none>") ? words[1] : words[2]);
                }
            }
        }
    }

    @Test
    void anImageIsProvisionedCommittedTaggedPushedAndRunFromTheRegistry() throws IOException {
        write("""
                variable "registry_password" {
                  type      = string
                  sensitive = true
                }

                source "docker" "web" {
                  image   = "%1$s"
                  commit  = true
                  pull    = false
                  changes = ["ENV GREETING=hello", "WORKDIR /srv"]
                }

                build {
                  sources = ["source.docker.web"]

                  provisioner "shell" {
                    environment_vars = ["WHO=world"]
                    inline           = ["mkdir -p /srv", "echo \\"hello $WHO\\" > /srv/from-shell"]
                  }

                  provisioner "file" {
                    source      = "site/"
                    destination = "/srv"
                  }

                  post-processors {
                    post-processor "docker-tag" {
                      repository = "%2$s/packer-test/web"
                      tags       = ["v1", "latest"]
                    }

                    post-processor "docker-push" {
                      login          = true
                      login_server   = "%2$s"
                      login_username = "%3$s"
                      login_password = var.registry_password
                    }
                  }
                }
                """.formatted(DockerEngine.IMAGE, REGISTRY, System.getenv("PACKER_TEST_REGISTRY_USER")));
        Files.createDirectories(directory.resolve("site/css"));
        Files.writeString(directory.resolve("site/index.html"), "<h1>site</h1>\n");
        Files.writeString(directory.resolve("site/css/main.css"), "h1 {}\n");
        String password = System.getenv("PACKER_TEST_REGISTRY_PASSWORD");

        PackerProcess.Ended ended =
                PackerProcess.run(directory, Map.of("PKR_VAR_registry_password", password), "build", "main.pkr.hcl");

        assertThat(ended.exitCode()).as(ended.output()).isZero();
        assertThat(ended.output()).doesNotContain(password);
        String image = REGISTRY + "/packer-test/web:v1";
        removeImages();
        login(password);
        assertThat(DockerEngine.docker(
                        "run",
                        "--rm",
                        image,
                        "sh",
                        "-c",
                        "pwd; cat from-shell index.html css/main.css; echo $GREETING"))
                .endsWith("/srv", "hello world", "<h1>site</h1>", "h1 {}", "hello");
    }

    @Test
    void twoSourcesOfOneTemplateAreBuiltSideBySide() throws IOException {
        write("""
                source "docker" "base" {
                  image  = "%1$s"
                  commit = true
                  pull   = false
                }

                build {
                  name = "pair"

                  source "docker.base" {
                    name = "red"
                  }

                  source "docker.base" {
                    name = "blue"
                  }

                  provisioner "shell" {
                    inline = ["echo ${source.name} > /colour", "sleep 1"]
                  }

                  post-processor "docker-tag" {
                    repository = "packer-test/${source.name}"
                    tags       = ["pair"]
                  }

                  post-processor "manifest" {
                    output = "manifest.json"
                  }
                }
                """.formatted(DockerEngine.IMAGE));

        PackerProcess.Ended ended = PackerProcess.run(directory, Map.of(), "build", "-color=false", "main.pkr.hcl");

        assertThat(ended.exitCode()).as(ended.output()).isZero();
        for (String colour : List.of("red", "blue")) {
            assertThat(ended.output()).contains("Build 'pair.docker." + colour + "' finished after");
            assertThat(DockerEngine.docker("run", "--rm", "packer-test/" + colour + ":pair", "cat", "/colour"))
                    .containsExactly(colour);
        }
        assertThat(ended.output().indexOf("pair.docker.blue: Container ID"))
                .as("both begin before one ends")
                .isLessThan(ended.output().indexOf("Build 'pair.docker.red' finished"));
    }

    @Test
    void theManifestHasTheFormOfPackersOwn() throws IOException, InterruptedException {
        Path packer = Path.of("/usr/bin/packer");
        Counterpart.require("Packer 1.6.6", Files.isExecutable(packer), "Debian's package packer.");
        write("""
                source "docker" "web" {
                  image  = "%1$s"
                  commit = true
                  pull   = false
                }

                source "file" "note" {
                  content = "hello"
                  target  = "note.txt"
                }

                build {
                  sources = ["source.docker.web", "source.file.note"]

                  post-processor "manifest" {
                    output      = "manifest.json"
                    custom_data = {
                      team = "images"
                    }
                  }
                }
                """.formatted(DockerEngine.IMAGE));

        PackerProcess.Ended ours =
                PackerProcess.run(directory, Map.of(), "build", "-parallel-builds=1", "main.pkr.hcl");
        assertThat(ours.exitCode()).as(ours.output()).isZero();
        String ourManifest = Files.readString(directory.resolve("manifest.json"));
        Files.delete(directory.resolve("manifest.json"));
        Files.delete(directory.resolve("note.txt"));
        Process theirs = new ProcessBuilder(packer.toString(), "build", "-parallel-builds=1", "main.pkr.hcl")
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String theirOutput = new String(theirs.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(theirs.waitFor()).as(theirOutput).isZero();
        String theirManifest = Files.readString(directory.resolve("manifest.json"));

        assertThat(form(ourManifest)).isEqualTo(form(theirManifest));
    }

    /** The manifest with what differs from run to run taken out. */
    private static List<String> form(String manifest) {
        return manifest.replaceAll("\"build_time\": \\d+", "\"build_time\": 0")
                .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "UUID")
                .replaceAll("sha256:[0-9a-f]{64}", "sha256:ID")
                .lines()
                .sorted()
                .toList();
    }

    private static void login(String password) {
        DockerEngine.docker("login", "-u", System.getenv("PACKER_TEST_REGISTRY_USER"), "-p", password, REGISTRY);
    }

    private void write(String template) throws IOException {
        Files.writeString(directory.resolve("main.pkr.hcl"), template);
    }
}
