package io.jenkins.plugins.packer.cli.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.packer.cli.PackerProcess;
import io.jenkins.plugins.packer.engine.testing.Counterpart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same {@code amazon-ebs} templates through Packer 1.6.6 and through us: what moto has afterwards, and the manifests. */
class SideBySideIT {
    private static final List<String> REGIONS = List.of("us-east-1", "eu-west-1", "us-west-2");
    private static final String TEMPLATE = """
            source "amazon-ebs" "web" {
              region              = "us-east-1"
              custom_endpoint_ec2 = "%s"
              ami_name            = "packer-test-web"
              instance_type       = "t3.micro"
              communicator        = "none"
              %s

              source_ami_filter {
                filters     = { name = "amzn2-ami-hvm-2.*-x86_64-gp2" }
                owners      = ["amazon"]
                most_recent = true
              }
            }

            build {
              sources = ["source.amazon-ebs.web"]

              post-processor "manifest" {
                output      = "manifest.json"
                custom_data = { team = "web" }
              }
            }
            """;

    @TempDir
    Path directory;

    private Ec2Proxy proxy;
    private Map<String, String> environment;

    @BeforeEach
    void start() throws IOException {
        Moto.require();
        Counterpart.require(
                "Packer 1.6.6",
                System.getenv("PACKER_TEST_PACKER") != null,
                "Run src/ci/verify.sh, which installs it.");
        proxy = new Ec2Proxy(Moto.address(), Moto.model());
        environment = Map.of(
                "AWS_ACCESS_KEY_ID", "AKIATEST",
                "AWS_SECRET_ACCESS_KEY", "secret-of-the-test",
                "AWS_POLL_DELAY_SECONDS", "1",
                "AWS_MAX_ATTEMPTS", "60",
                "CHECKPOINT_DISABLE", "1");
    }

    @AfterEach
    void stop() {
        if (proxy != null) {
            proxy.close();
        }
    }

    /**
     * What a program left.
     *
     * @param settings what it asked for that moto does not keep
     */
    private record Outcome(
            List<String> images,
            Set<String> settings,
            Set<String> otherLeftovers,
            JsonNode manifest,
            List<String> actions) {}

    @ParameterizedTest
    @ValueSource(strings = {"""
                ami_description = "made for {{ .BuildRegion }}"
                ami_users       = ["123456789012", "210987654321"]
                ami_groups      = ["all"]
                snapshot_users  = ["123456789012"]
                tags            = { Base = "{{ .SourceAMIName }}", Team = "web" }
                snapshot_tags   = { Kind = "root" }
                """, """
                ami_regions = ["eu-west-1", "us-west-2"]
                ami_users   = ["123456789012"]
                tags        = { Team = "web" }
                """, """
                encrypt_boot = true
                kms_key_id   = "alias/images"
                tags         = { Team = "web" }
                """})
    void theSameTemplateLeavesTheSame(String options) throws IOException, InterruptedException {
        Outcome theirs = run(options, System.getenv("PACKER_TEST_PACKER"));
        Outcome ours = run(options, PackerProcess.launcher().toString());
        assertThat(ours.images()).isNotEmpty().isEqualTo(theirs.images());
        assertThat(ours.settings().isEmpty()).isEqualTo(!options.contains("_users"));
        assertThat(ours.settings()).isEqualTo(theirs.settings());
        assertThat(ours.otherLeftovers()).isEmpty();
        assertThat(ours.otherLeftovers()).isEqualTo(theirs.otherLeftovers());
        assertThat(ours.manifest()).isEqualTo(theirs.manifest());
    }

    private Outcome run(String options, String program) throws IOException, InterruptedException {
        Moto.reset();
        Set<String> before = leftovers();
        Files.deleteIfExists(directory.resolve("manifest.json"));
        Files.writeString(directory.resolve("main.pkr.hcl"), TEMPLATE.formatted(proxy.address(), options));
        proxy.intervene(new Ec2Proxy.Intervention() {});
        Path output = directory.resolve("output.txt");
        ProcessBuilder builder = new ProcessBuilder(program, "build", "-color=false", "main.pkr.hcl")
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        } finally {
            process.destroyForcibly();
        }
        List<String> images = new ArrayList<>();
        for (String region : REGIONS) {
            images.addAll(MotoState.images(region));
        }
        Set<String> left = leftovers();
        left.removeAll(before);
        return new Outcome(images, settings(), left, manifest(), proxy.actions());
    }

    /** Descriptions and permissions, which moto takes and forgets. */
    private Set<String> settings() {
        Set<String> settings = new TreeSet<>();
        for (String action : List.of("ModifyImageAttribute", "ModifySnapshotAttribute")) {
            for (Map<String, String> request : proxy.requests(action)) {
                request.forEach((name, value) -> {
                    if (name.startsWith("Description.")
                            || name.startsWith("LaunchPermission.")
                            || name.startsWith("CreateVolumePermission.")) {
                        settings.add(action + " " + name + " = " + value);
                    }
                });
            }
        }
        return settings;
    }

    /** Everything but images and their snapshots, which have facts of their own. */
    private static Set<String> leftovers() throws IOException {
        Set<String> all = new TreeSet<>();
        for (String region : REGIONS) {
            for (String line : Moto.inventory(region)) {
                if (!line.startsWith("imageId") && !line.startsWith("snapshotId") && !line.startsWith("volumeId")) {
                    all.add(region + " " + line);
                }
            }
        }
        return all;
    }

    /** Without what is different in each run. */
    private JsonNode manifest() throws IOException {
        JsonNode manifest =
                new ObjectMapper().readTree(directory.resolve("manifest.json").toFile());
        ((ObjectNode) manifest).remove("last_run_uuid");
        for (JsonNode build : manifest.path("builds")) {
            ObjectNode fields = (ObjectNode) build;
            fields.remove(List.of("build_time", "packer_run_uuid"));
            fields.put("artifact_id", fields.path("artifact_id").asText().replaceAll("ami-[0-9a-f]+", "ami"));
        }
        return manifest;
    }

    @Test
    void aPlainBuildAsksLessThanPacker() throws IOException, InterruptedException {
        List<String> theirs =
                withoutWaiting(run("", System.getenv("PACKER_TEST_PACKER")).actions());
        List<String> ours =
                withoutWaiting(run("", PackerProcess.launcher().toString()).actions());
        assertThat(theirs).as("what Packer asks").containsAll(ours);
        assertThat(ours).hasSizeLessThan(theirs.size());
        assertThat(ours)
                .containsExactly(
                        "DescribeImages",
                        "DescribeImages",
                        "CreateKeyPair",
                        "CreateSecurityGroup",
                        "RunInstances",
                        "StopInstances",
                        "CreateImage",
                        "DescribeImages",
                        "TerminateInstances",
                        "DeleteSecurityGroup",
                        "DeleteKeyPair");
    }

    /** How often it is asked whether an instance is there depends on how long that takes. */
    private static List<String> withoutWaiting(List<String> actions) {
        List<String> left = new ArrayList<>(actions);
        left.removeIf(action -> action.equals("DescribeInstances"));
        return left;
    }

    @Test
    void copiesToFiveRegionsAreAllUnderWayBeforeAnyIsWaitedFor() throws IOException, InterruptedException {
        Outcome ours = run(
                "ami_regions = [\"eu-west-1\", \"eu-west-2\", \"us-west-1\", \"us-west-2\", \"ca-central-1\"]",
                PackerProcess.launcher().toString());
        List<String> actions = ours.actions();
        int first = actions.indexOf("CopyImage");
        assertThat(actions.subList(first, first + 5)).containsOnly("CopyImage");
        assertThat(actions.stream().filter("CopyImage"::equals)).hasSize(5);
        assertThat(ours.manifest().path("builds").get(0).path("artifact_id").asText())
                .isEqualTo("ca-central-1:ami,eu-west-1:ami,eu-west-2:ami,us-east-1:ami,us-west-1:ami,us-west-2:ami");
    }
}
