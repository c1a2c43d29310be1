package io.jenkins.plugins.packer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hudson.Util;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The case that the plugin is for. It needs a Docker engine: src/ci/counterparts.sh starts one. */
@WithJenkins
class DockerInJenkinsIT {
    @TempDir
    Path temporary;

    /**
     * The folder with the machine's own Terraform. It is not Debian's, so where there is none this is a script that notes what it
     * is called with and what it would read.
     */
    private Path folderOfTerraform() throws IOException {
        Optional<Path> installed = installedTerraform();
        return installed.isPresent() ? installed.get().getParent() : standInForTerraform();
    }

    private static Optional<Path> installedTerraform() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, "terraform"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private Path standInForTerraform() throws IOException {
        Path folder = Files.createDirectories(temporary.resolve("bin"));
        Path terraform = Files.writeString(folder.resolve("terraform"), """
                #!/bin/sh
                echo "stand-in for terraform: $*"
                cat *.auto.tfvars.json
                """);
        assertThat(terraform.toFile().setExecutable(true)).isTrue();
        return folder;
    }

    @Test
    void aStageBuildsADockerImageAndTheNextDeploysIt(JenkinsRule jenkins) throws Exception {
        String image = System.getenv("PACKER_TEST_IMAGE");
        assumeTrue(image != null, "no Docker engine; run this within src/ci/counterparts.sh");
        WorkflowRun run = Pipelines.start(jenkins, "deploy", """
                pipeline {
                    agent any
                    stages {
                        stage('Image') {
                            steps {
                                writeFile file: 'web.pkr.hcl', text: '''
                                    source "docker" "web" {
                                      image  = "%s"
                                      pull   = false
                                      commit = true
                                    }
                                    build {
                                      sources = ["docker.web"]
                                      provisioner "shell" {
                                        inline = ["echo hello > /greeting"]
                                      }
                                    }
                                '''
                                packerBuild(template: 'web.pkr.hcl', tfvarsNames: ['docker.web': 'image'])
                            }
                        }
                        stage('Deploy') {
                            steps {
                                writeFile file: 'main.tf', text: '''
                                    variable "image" {
                                      type = string
                                    }
                                    output "deployed" {
                                      value = "image ${var.image}"
                                    }
                                '''
                                withEnv(['PATH+TERRAFORM=%s', 'CHECKPOINT_DISABLE=1']) {
                                    sh 'terraform init -input=false && terraform apply -input=false -auto-approve -no-color'
                                }
                            }
                        }
                    }
                }
                """.formatted(image, folderOfTerraform()));
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
        String id = run.getAction(PackerRunAction.class)
                .getRuns()
                .get(0)
                .getBuilds()
                .get(0)
                .images()
                .get("");
        assertThat(id).startsWith("sha256:");
        if (installedTerraform().isPresent()) {
            jenkins.assertLogContains("Apply complete!", run);
            assertThat(JenkinsRule.getLog(run)).containsPattern("deployed = \"?image " + id);
        } else {
            jenkins.assertLogContains("stand-in for terraform: apply -input=false -auto-approve", run);
            jenkins.assertLogContains("\"image\" : \"" + id + "\"", run);
        }
        assertThat(jenkins.jenkins.getFingerprintMap().get(Util.getDigestOf(id)).getUsages())
                .containsKey("deploy");
        assertThat(jenkins.createWebClient().goTo("job/deploy/").asNormalizedText())
                .contains(id.substring(7, 19));
    }
}
