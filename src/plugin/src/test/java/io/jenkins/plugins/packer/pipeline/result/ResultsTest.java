package io.jenkins.plugins.packer.pipeline.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.pipeline.agent.LocalMachine;
import io.jenkins.plugins.packer.report.PackerManifest;
import io.jenkins.plugins.packer.report.ReportWriter;
import io.jenkins.plugins.packer.report.RunEvent;
import io.jenkins.plugins.packer.report.RunEvent.Outcome;
import io.jenkins.plugins.packer.report.RunEvent.Phase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultsTest {
    private static final Instant START = Instant.parse("2026-11-27T10:00:00Z");

    private static Instant at(int seconds) {
        return START.plusSeconds(seconds);
    }

    /** One build that succeeds with images in two regions, and one that fails in its provisioner. */
    private static byte[] report() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ReportWriter report = new ReportWriter(bytes)) {
            report.write(new RunEvent.RunStarted(at(0), "run-1", "0.1", "main.pkr.hcl"));
            report.write(new RunEvent.DiagnosticFound(
                    at(0),
                    "warning",
                    "Old option",
                    "Use\nanother.",
                    new RunEvent.Place("a.pkr.hcl", 3, 5, 3, 9, "x"),
                    "t"));
            report.write(new RunEvent.BuildsPlanned(
                    at(0),
                    List.of(
                            new RunEvent.PlannedBuild("amazon-ebs.web", "amazon-ebs"),
                            new RunEvent.PlannedBuild("docker.web", "docker"))));
            report.write(new RunEvent.BuildStarted(at(1), "amazon-ebs.web"));
            report.write(new RunEvent.BuildStarted(at(1), "docker.web"));
            report.write(new RunEvent.StepStarted(at(1), "amazon-ebs.web", 1, Phase.BUILD, "Launch instance", ""));
            report.write(new RunEvent.Message(at(2), "amazon-ebs.web", RunEvent.Level.SAY, "hello"));
            report.write(new RunEvent.StepEnded(at(21), "amazon-ebs.web", 1, Outcome.SUCCEEDED));
            report.write(
                    new RunEvent.StepStarted(at(2), "docker.web", 1, Phase.PROVISION, "shell", "web.pkr.hcl line 12"));
            report.write(new RunEvent.StepEnded(at(11), "docker.web", 1, Outcome.FAILED));
            report.write(new RunEvent.ResourceLeft(
                    at(11), "docker.web", "docker.container", "packer-1", "abc", "the engine is gone"));
            report.write(new RunEvent.BuildEnded(at(11), "docker.web", Outcome.FAILED, "Script exited with 3"));
            report.write(new RunEvent.ArtifactProduced(
                    at(40),
                    "amazon-ebs.web",
                    0,
                    new RunEvent.ArtifactReport(
                            "mitchellh.amazonebs",
                            "eu-west-1:ami-1,us-east-1:ami-2",
                            "AMIs were created",
                            Map.of("eu-west-1", "ami-1", "us-east-1", "ami-2"),
                            List.of(),
                            Map.of())));
            report.write(new RunEvent.ArtifactProduced(
                    at(40),
                    "amazon-ebs.web",
                    1,
                    new RunEvent.ArtifactReport(
                            "packer.post-processor.checksum",
                            "",
                            "Sums",
                            Map.of(),
                            List.of(new RunEvent.FileReport("out/sum", 73, "")),
                            Map.of())));
            report.write(new RunEvent.BuildEnded(at(41), "amazon-ebs.web", Outcome.SUCCEEDED, ""));
            report.write(new RunEvent.RunEnded(at(41), Outcome.FAILED, 1, "/journals/1.journal"));
        }
        return bytes.toByteArray();
    }

    private static RunResult read(byte[] report) throws IOException {
        return new ReportCollector(new RunResult("main.pkr.hcl")).read(new ByteArrayInputStream(report), "cancelled");
    }

    @Test
    void aReportBecomesPlainData() throws IOException {
        RunResult result = read(report());
        Map<String, Object> map = result.toMap();
        assertThat(map).containsEntry("state", "failed").containsEntry("runId", "run-1");
        assertThat(map.get("builds")).isInstanceOfSatisfying(Map.class, builds -> {
            assertThat(builds.get("amazon-ebs.web")).isInstanceOfSatisfying(Map.class, build -> {
                assertThat(build.get("images")).isEqualTo(Map.of("eu-west-1", "ami-1", "us-east-1", "ami-2"));
                assertThat(build.get("artifactId")).isEqualTo("eu-west-1:ami-1,us-east-1:ami-2");
                assertThat(build.get("builderId")).isEqualTo("mitchellh.amazonebs");
                assertThat(build.get("duration")).isEqualTo(40_000L);
                assertThat(build.get("files")).isEqualTo(List.of(Map.of("path", "out/sum", "size", 73L, "sha256", "")));
            });
            assertThat(builds.get("docker.web"))
                    .isInstanceOfSatisfying(
                            Map.class,
                            build -> assertThat(build.get("error"))
                                    .isEqualTo("Script exited with 3 (shell, web.pkr.hcl line 12)"));
        });
        assertThat(map.get("warnings"))
                .asString()
                .contains("file=a.pkr.hcl")
                .contains("line=3")
                .contains("column=5");
        assertThat(map.get("left")).asString().contains("docker.container").contains("abc");
        assertThat(LocalMachine.travelled((java.io.Serializable) map)).isEqualTo(map);
        assertThat(result.firstError()).isEqualTo("docker.web: Script exited with 3 (shell, web.pkr.hcl line 12)");
        assertThat(result.getJournal()).isEqualTo("/journals/1.journal");
    }

    @Test
    void aReportThatIsCutOffStillTellsWhatWasBuilt() throws IOException {
        String whole = new String(report(), StandardCharsets.UTF_8);
        String cut =
                whole.substring(0, whole.indexOf("{\"event\":\"build_ended\",\"time\":\"2026-11-27T10:00:41") + 40);
        RunResult result = read(cut.getBytes(StandardCharsets.UTF_8));
        assertThat(result.getState()).isEqualTo("cancelled");
        assertThat(result.getBuilds().get(0).getState()).isEqualTo("cancelled");
        assertThat(result.getBuilds().get(0).images()).containsEntry("eu-west-1", "ami-1");
        assertThat(result.getBuilds().get(1).getState()).isEqualTo("failed");
    }

    @Test
    void theFirstErrorOfATemplateHasItsPlace() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ReportWriter report = new ReportWriter(bytes)) {
            report.write(new RunEvent.DiagnosticFound(
                    at(0),
                    "error",
                    "Unknown option",
                    "There is no\n  \"comunicator\".",
                    new RunEvent.Place("main.pkr.hcl", 2, 3, 2, 9, "x"),
                    "t"));
        }
        assertThat(read(bytes.toByteArray()).firstError())
                .isEqualTo("main.pkr.hcl:2,3: Unknown option: There is no \"comunicator\".");
    }

    @Test
    void theManifestHasTheSuccessfulBuildsInPackersForm() throws IOException {
        PackerManifest manifest = PackerManifest.parse(Manifest.of(List.of(read(report()))));
        assertThat(manifest.lastRunUuid()).isEqualTo("run-1");
        assertThat(manifest.builds()).singleElement().satisfies(build -> {
            assertThat(build.name()).isEqualTo("web");
            assertThat(build.builderType()).isEqualTo("amazon-ebs");
            assertThat(build.artifactId()).isEqualTo("eu-west-1:ami-1,us-east-1:ami-2");
            assertThat(build.files()).containsExactly(new PackerManifest.File("out/sum", 73));
        });
    }

    @Test
    void theTimelineHasARowForEachBuildAndABarForEachPhase() throws IOException {
        Timeline line = Timeline.of(List.of(read(report())));
        assertThat(line.getDuration()).isEqualTo(40_000);
        assertThat(line.getRows()).hasSize(2);
        assertThat(line.getRows().get(0).getBars())
                .extracting(Timeline.Bar::getKind)
                .containsExactly("whole", "build");
        assertThat(line.getRows().get(0).getBars())
                .extracting(Timeline.Bar::getWidth)
                .containsExactly("1000.0", "500.0");
        assertThat(line.getRows().get(1).getBars())
                .extracting(Timeline.Bar::getX)
                .containsExactly("0.0", "25.0");
        assertThat(line.getRows().get(1).getBars().get(1).getTitle()).isEqualTo("shell, 9.0 s");
        assertThat(Timeline.of(List.of()).isEmpty()).isTrue();
    }

    @Test
    void terraformGetsATextForOneImageAndAMapWhereThereAreRegions() {
        TerraformVariables variables = new TerraformVariables();
        variables.add("docker.web", Map.of("", "sha256:abc"));
        variables.add("amazon-ebs.web", Map.of("eu-west-1", "ami-1"));
        variables.add("two", Map.of("eu-west-1", "ami-1", "us-east-1", "ami-2"));
        assertThat(new String(variables.toJson(), StandardCharsets.UTF_8)).isEqualToNormalizingNewlines("""
                {
                  "amazon_ebs_web" : "ami-1",
                  "amazon_ebs_web_by_region" : {
                    "eu-west-1" : "ami-1"
                  },
                  "docker_web" : "sha256:abc",
                  "two_by_region" : {
                    "eu-west-1" : "ami-1",
                    "us-east-1" : "ami-2"
                  }
                }
                """);
        assertThat(variables.images()).containsExactly("ami-1", "ami-2", "sha256:abc");
    }

    @ParameterizedTest
    @CsvSource({
        "amazon-ebs, eu-west-1, ami-1, https://console.aws.amazon.com/ec2/home?region=eu-west-1#ImageDetails:imageId=ami-1",
        "amazon-ebs, cn-north-1, ami-1, https://console.amazonaws.cn/ec2/home?region=cn-north-1#ImageDetails:imageId=ami-1",
        "azure-arm, '', /subscriptions/1/x, https://portal.azure.com/#resource/subscriptions/1/x",
        "googlecompute, '', projects/p/global/images/i, https://console.cloud.google.com/compute/imagesDetail/projects/p/global/images/i?project=p",
        "docker, '', sha256:abc, ''",
        "amazon-ebs, '', '\"><script>', ''",
    })
    void anImageIsLinkedWhereItsPlatformHasAPage(String type, String region, String image, String link) {
        assertThat(ConsoleLinks.of(type, region, image)).isEqualTo(link);
    }

    @ParameterizedTest
    @CsvSource({
        "docker.web, main.pkr.hcl, packer.docker, docker",
        "shop.docker.web, ., '', docker",
        "docker.web, main.pkr.json, '', docker",
        "web, old.json, mitchellh.amazonebs, amazon-ebs",
        "amazon-ebs, old.json, '', amazon-ebs",
        "my.web, old.json, packer.docker, docker",
    })
    void aBuildOfAnotherPackerHasItsBuildersType(String build, String template, String builderId, String type) {
        assertThat(OtherPackersNames.builderType(build, template, builderId)).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mitchellh.amazonebs | eu-west-1:ami-1,us-east-1:ami-2 | {eu-west-1=ami-1, us-east-1=ami-2}",
                "pearkes.digitalocean | nyc3,ams3:12345 | {nyc3=12345, ams3=12345}",
                "packer.docker | sha256:abc | {=sha256:abc}",
                "Azure.ResourceManagement.VMImage | /subscriptions/1/x | {=/subscriptions/1/x}",
                "fnoeding.null | Null | {}",
            })
    void anIdOfAnotherPackerIsReadByRegion(String builderId, String id, String images) {
        assertThat(OtherPackersNames.images(builderId, id, List.of()).toString())
                .isEqualTo(images);
        assertThat(OtherPackersNames.images(builderId, "x", List.of(new FileResult("x", 0, ""))))
                .isEmpty();
    }

    @Test
    void whatAnotherPackerSaysIsWrongReachesTheResult() throws IOException {
        String output = """
                1795397011,,ui,error,\\n
                1795397011,,ui,error,"bad": stat bad:\\n  no such file%!(PACKER_COMMA) or directory
                1795397011,,ui,error,another
                """;
        RunResult result = new MachineReadableCollector(new RunResult("bad"))
                .read(new ByteArrayInputStream(output.getBytes(StandardCharsets.UTF_8)), 1, false);
        assertThat(result.firstError()).isEqualTo("\"bad\": stat bad: no such file, or directory");
        assertThat(result.getState()).isEqualTo("failed");
    }

    @Test
    void whatAnotherPackerPrintsForProgramsBecomesTheSameResult() throws IOException {
        String output = """
                1795397011,,ui,say,==> amazon-ebs.web: Creating
                1795397020,amazon-ebs.web,artifact-count,1
                1795397020,amazon-ebs.web,artifact,0,builder-id,mitchellh.amazonebs
                1795397020,amazon-ebs.web,artifact,0,id,eu-west-1:ami-1%!(PACKER_COMMA)us-east-1:ami-2
                1795397020,amazon-ebs.web,artifact,0,string,AMIs were created:\\neu-west-1: ami-1
                1795397020,amazon-ebs.web,artifact,0,files-count,0
                1795397020,amazon-ebs.web,artifact,0,end
                1795397020,,error-count,1
                1795397020,docker.web,error,Script exited%!(PACKER_COMMA) 3
                not a line of it
                """;
        RunResult result = new MachineReadableCollector(new RunResult("main.pkr.hcl"))
                .read(new ByteArrayInputStream(output.getBytes(StandardCharsets.UTF_8)), 1, false);
        assertThat(result.getState()).isEqualTo("failed");
        assertThat(result.firstError()).isEqualTo("docker.web: Script exited, 3");
        BuildResult web = result.getBuilds().get(0);
        assertThat(web.isSuccessful()).isTrue();
        assertThat(web.getBuilderType()).isEqualTo("amazon-ebs");
        assertThat(web.images()).containsEntry("eu-west-1", "ami-1").containsEntry("us-east-1", "ami-2");
        assertThat(web.getArtifacts().get(0).getDescription()).isEqualTo("AMIs were created:\neu-west-1: ami-1");
        assertThat(web.getDuration()).isEqualTo(9000);
    }

    @Test
    void aCleanUpThatFailsTooIsNotWhatTheBuildFailedOf() {
        BuildResult build = new BuildResult("docker.web", "docker");
        build.begin(1);
        build.add(new PhaseResult(1, "provision", "shell", "a.pkr.hcl line 3", 1));
        build.end(1, 2, "failed");
        build.add(new PhaseResult(2, "cleanup", "Remove container web", "", 2));
        build.end(2, 3, "failed");
        build.end(3, "failed", "no luck");
        assertThat(build.getError()).isEqualTo("no luck (shell, a.pkr.hcl line 3)");
    }
}
