package io.jenkins.plugins.packer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.FilePath;
import hudson.model.Result;
import hudson.util.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.actions.ArgumentsAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.graphanalysis.DepthFirstScanner;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The steps in a Pipeline of a real Jenkins, from the first line to the page of the build. */
@WithJenkins
class BuildInJenkinsIT {
    @TempDir
    Path temporary;

    @Test
    void whatIsBuiltIsReturnedArchivedShownAndReadByAnotherJob(JenkinsRule jenkins) throws Exception {
        WorkflowRun run = Pipelines.start(jenkins, "base", Pipelines.onNode(Pipelines.FILE, """
                assert packerInspect(template: 'main.pkr.hcl').builds == ['file.web']
                assert packerValidate(template: 'main.pkr.hcl').valid
                def result = packerBuild(template: 'main.pkr.hcl', vars: [name: 'Ann'])
                assert result.state == 'succeeded'
                assert result.builds['file.web'].type == 'file'
                assert result.builds['file.web'].files[0].size == 7
                assert result.manifest == 'packer-manifest.json'
                assert readFile('web.txt') == 'for Ann'
                """));
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
        assertThat(run.getArtifacts())
                .extracting(artifact -> artifact.relativePath)
                .contains("packer-manifest.json", "packer-logs/file.web.log");
        assertThat(privateDirectories(run)).isEmpty();

        JenkinsRule.WebClient browser = jenkins.createWebClient();
        assertThat(browser.getPage(run).asNormalizedText())
                .contains("file.web")
                .containsPattern("succeeded\\s+file\\.web\\s+\\d");
        assertThat(browser.getPage(run, "packer/").asNormalizedText()).contains("main.pkr.hcl", "web.txt");
        assertThat(browser.goTo("job/base/").asNormalizedText()).contains("web.txt");
        assertThat(jenkins.getJSON(run.getUrl() + "packer/api/json?depth=3")
                        .getJSONObject()
                        .toString())
                .contains("\"name\":\"file.web\"", "\"manifest\":\"packer-manifest.json\"");

        WorkflowRun user = Pipelines.start(jenkins, "user", """
                def base = packerArtifacts(job: 'base')
                assert base.number == 1
                assert base.state == 'succeeded'
                assert base.manifest == 'packer-manifest.json'
                assert base.builds['file.web'].files[0].path == 'web.txt'
                """);
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(user));
    }

    private static List<Path> privateDirectories(WorkflowRun run) throws IOException {
        Path beside = Path.of(
                Jenkins.get().getRootDir().getPath(),
                "workspace",
                run.getParent().getName() + "@tmp");
        if (!Files.isDirectory(beside)) {
            return List.of();
        }
        try (Stream<Path> content = Files.list(beside)) {
            return content.filter(path -> path.getFileName().toString().startsWith("packer-"))
                    .toList();
        }
    }

    @Test
    void inViewsOfThePipelineEachStepSaysWhatItIsAbout(JenkinsRule jenkins) throws Exception {
        WorkflowRun run = Pipelines.start(jenkins, "views", Pipelines.onNode(Pipelines.FILE, """
                packerFmt(template: 'main.pkr.hcl', diff: true)
                packerValidate(template: 'main.pkr.hcl', syntaxOnly: true)
                def result = packerBuild(template: 'main.pkr.hcl', only: ['file.*'], vars: [name: 'Ann'])
                try {
                    packerTerraform(result: result, file: 'web.auto.tfvars.json')
                } catch (e) {
                    echo 'there is no image'
                }
                """));
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
        Map<String, String> lines = new TreeMap<>();
        for (FlowNode node : new DepthFirstScanner().allNodes(run.getExecution())) {
            String line = ArgumentsAction.getStepArgumentsAsString(node);
            if (line != null && node.getDisplayFunctionName().startsWith("packer")) {
                lines.put(node.getDisplayFunctionName(), line);
            }
        }
        assertThat(lines)
                .isEqualTo(Map.of(
                        "packerFmt", "main.pkr.hcl",
                        "packerValidate", "main.pkr.hcl",
                        "packerBuild", "main.pkr.hcl (file.*)",
                        "packerTerraform", "web.auto.tfvars.json"));
    }

    @Test
    void aMistakeFailsTheStepWithItsPlaceAndCanBeCaught(JenkinsRule jenkins) throws Exception {
        WorkflowRun run = Pipelines.start(jenkins, "wrong", Pipelines.onNode(Pipelines.FILE, """
                def failures = []
                def tries = [
                    { packerTerraform() },
                    { packerBuild(template: 'main.pkr.hcl', vars: [nobody: 1]) },
                    { packerBuild(template: 'main.pkr.hcl', onError: 'ask') },
                    { packerBuild(template: 'main.pkr.hcl', only: ['docker.*']) },
                    { packerImages(template: 'main.pkr.hcl', vars: 'name=Ann') },
                    { packerTerraform() },
                ]
                for (attempt in tries) {
                    try {
                        attempt()
                        failures << 'nothing failed'
                    } catch (e) {
                        failures << e.message
                    }
                }
                echo failures.join('\\n')
                writeFile file: 'worse.pkr.hcl', text: 'source "null" "a" {\\n  comunicator = "none"\\n}\\nbuild {\\n  sources = ["null.a"]\\n}\\n'
                packerValidate(template: 'worse.pkr.hcl')
                """));
        jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(run));
        jenkins.assertLogNotContains("nothing failed", run);
        jenkins.assertLogContains("nobody", run);
        jenkins.assertLogContains("onError is one of cleanup", run);
        jenkins.assertLogContains("No builds to run", run);
        jenkins.assertLogContains("In a Pipeline, write packerBuild", run);
        jenkins.assertLogContains("this build has built nothing with Packer before", run);
        jenkins.assertLogContains("there is no image to write", run);
        jenkins.assertLogContains("ERROR: packerValidate: worse.pkr.hcl:2,3: ", run);
        jenkins.assertLogNotContains("Unknown parameter", run);
    }

    @Test
    void anAbortedBuildEndsInOrder(JenkinsRule jenkins) throws Exception {
        WorkflowRun run = Pipelines.start(
                jenkins,
                "aborted",
                Pipelines.onNode(
                        Pipelines.waitingFor(temporary.resolve("never")), "packerBuild template: 'main.pkr.hcl'"));
        jenkins.waitForMessage("has begun", run);
        run.getExecutor().interrupt();
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(run));
        jenkins.assertLogContains("is ending", run);
        jenkins.assertLogContains("Cleanly cancelled builds after being interrupted.", run);
        assertThat(privateDirectories(run)).isEmpty();
        assertThat(run.getAction(PackerRunAction.class).getRuns())
                .singleElement()
                .satisfies(result -> assertThat(result.getState()).isEqualTo("cancelled"));
    }

    @Test
    void aTimeoutThatIsCaughtMarksNothing(JenkinsRule jenkins) throws Exception {
        WorkflowRun run = Pipelines.start(
                jenkins, "slow", Pipelines.onNode(Pipelines.waitingFor(temporary.resolve("never")), """
                        try {
                            timeout(time: 15, unit: 'SECONDS') { packerBuild template: 'main.pkr.hcl' }
                            echo 'went on'
                        } catch (e) {
                            echo "caught ${e.class.simpleName}"
                        }
                        """));
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
        jenkins.assertLogContains("caught FlowInterruptedException", run);
        jenkins.assertLogNotContains("went on", run);
        assertThat(privateDirectories(run)).isEmpty();
    }

    @Test
    void aSecretIsInNoLogAndInNothingThatIsKept(JenkinsRule jenkins) throws Exception {
        String secret = "hunter22-" + "of-nobody";
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new StringCredentialsImpl(CredentialsScope.GLOBAL, "token", "", Secret.fromString(secret)));
        WorkflowRun run = Pipelines.start(jenkins, "secret", Pipelines.onNode("""
                variable "password" {
                  type = string
                }
                source "null" "a" {
                  communicator = "none"
                }
                build {
                  sources = ["null.a"]
                  provisioner "shell-local" {
                    environment_vars = ["PW=${var.password}"]
                    inline = ["echo it is $PW", "test $(printf %s $PW | wc -c) = 18"]
                  }
                }
                """, """
                packerBuild(template: 'main.pkr.hcl', credentials: [packerVariable(name: 'password', credentialsId: 'token')])
                """));
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
        jenkins.assertLogNotContains(secret, run);
        try (Stream<Path> kept = Files.walk(run.getRootDir().toPath())) {
            for (Path file : kept.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(secret);
            }
        }
        assertThat(jenkins.jenkins.getFingerprintMap()).isNotNull();
    }

    @Test
    void imagesAreWrittenForTerraformHoweverTheyAreHandedOver(JenkinsRule jenkins) throws Exception {
        WorkflowRun run = Pipelines.start(jenkins, "terraform", Pipelines.onNode("", """
                def result = [builds: ['amazon-ebs.web': [images: ['eu-west-1': 'ami-1', 'us-east-1': 'ami-2']]]]
                packerTerraform(result: result, file: 'a.json', variables: [web: 'amazon-ebs.web/us-east-1'])
                packerTerraform(result)
                """));
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
        jenkins.assertLogNotContains("Unknown parameter", run);
        FilePath workspace = new FilePath(jenkins.jenkins.getRootDir()).child("workspace/terraform");
        assertThat(workspace.child("a.json").readToString()).contains("\"web\" : \"ami-2\"");
        assertThat(workspace.child("packer.auto.tfvars.json").readToString())
                .contains("\"amazon_ebs_web_by_region\"", "\"eu-west-1\" : \"ami-1\"");
        assertThat(jenkins.jenkins.getFingerprintMap().get(hudson.Util.getDigestOf("ami-2")))
                .as("who uses an image can be asked")
                .isNotNull();
    }

    @Test
    void anotherPackersResultIsLikeTheEngines(JenkinsRule jenkins) throws Exception {
        // A stand-in of the tests that prints what Packer prints for programs; it is not Packer.
        Path folder = Files.createDirectories(temporary.resolve("tool"));
        Path packer = Files.writeString(folder.resolve("packer"), """
                #!/bin/sh
                for last; do :; done
                if [ "$last" = bad ]; then
                    echo '1,,ui,error,"bad": stat bad: no such file or directory'
                    exit 1
                fi
                echo '1,null.a,artifact,0,builder-id,fnoeding.null'
                echo '1,null.a,artifact,0,id,Null'
                echo '1,null.a,artifact,0,end'
                """);
        assertThat(packer.toFile().setExecutable(true)).isTrue();
        jenkins.jenkins
                .getDescriptorByType(PackerInstallation.DescriptorImpl.class)
                .setInstallations(new PackerInstallation("stand-in", folder.toString(), List.of()));
        WorkflowRun run = Pipelines.start(jenkins, "tool", Pipelines.onNode("", """
                def build = packerBuild(template: 'main.pkr.hcl', tool: 'stand-in').builds['null.a']
                assert build.type == 'null'
                assert build.images == [:]
                packerBuild(template: 'bad', tool: 'stand-in')
                """));
        jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(run));
        jenkins.assertLogContains("ERROR: packerBuild: \"bad\": stat bad: no such file or directory", run);
    }
}
