package io.jenkins.plugins.packer.cli.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.cli.PackerProcess;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/builders/amazon.md says beside what builds do: the policy allows neither less nor more, Terraform finds the image. */
class AmazonPageIT {
    /** What only a build needs that is cut off: resources are looked for by their tags then, and volumes may be left. */
    private static final Set<String> OF_CLEANUP =
            Set.of("ec2:DeleteVolume", "ec2:DescribeSnapshots", "ec2:DescribeVolumes", "ec2:DescribeSecurityGroups");

    @TempDir
    Path directory;

    @Test
    void thePolicyAllowsWhatBuildsAskForAndNothingElse() throws IOException {
        Moto.require();
        Moto.reset();
        Set<String> asked = new TreeSet<>();
        try (Ec2Proxy proxy = new Ec2Proxy(Moto.address(), Moto.model())) {
            PackerProcess.Ended made = build(proxy, """
                    communicator   = "none"
                    ami_regions    = ["eu-west-1"]
                    encrypt_boot   = true
                    kms_key_id     = "alias/images"
                    region_kms_key_ids = { "eu-west-1" = "alias/images" }
                    ami_users      = ["123456789012"]
                    snapshot_users = ["123456789012"]
                    tags           = { Team = "web" }
                    """);
            assertThat(made.exitCode()).as(made.output()).isZero();
            asked.addAll(PermissionsPage.asked(proxy));
            proxy.intervene(new Ec2Proxy.Intervention() {});
            Moto.reset();
            PackerProcess.Ended unreachable = build(proxy, """
                    ssh_username = "admin"
                    ssh_host     = "127.0.0.1"
                    ssh_port     = 1
                    ssh_timeout  = "1s"

                    vpc_filter {
                      filters = { isDefault = "true" }
                    }

                    subnet_filter {
                      filters = { "default-for-az" = "true" }
                      random  = true
                    }
                    """);
            assertThat(unreachable.output()).contains("Waiting for SSH to become available");
            assertThat(unreachable.exitCode()).isEqualTo(1);
            asked.addAll(PermissionsPage.asked(proxy));
            proxy.intervene(new Ec2Proxy.Intervention() {});
        }
        Set<String> allowed = PermissionsPage.policy();
        assertThat(allowed).containsAll(asked);
        Set<String> expected = new TreeSet<>(asked);
        expected.addAll(OF_CLEANUP);
        assertThat(allowed).isEqualTo(expected);
    }

    /** Keys of KMS apart, which EC2 and others use on the caller's behalf. */
    @Test
    void eachRowOfTheTableIsComparedByATest() throws IOException {
        Set<String> compared = new TreeSet<>();
        Pattern comparison =
                Pattern.compile("needsTheRows?\\(\\s*(?:List\\.of\\()?((?:\\s*\"(?:[^\"\\\\]|\\\\.)*\",?)+)");
        Path tests = Path.of(System.getProperty("packer.repository"), "src/cli/src/test/java");
        try (Stream<Path> files = Files.walk(tests)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Matcher matcher = comparison.matcher(Files.readString(file));
                while (matcher.find()) {
                    Matcher option =
                            Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"").matcher(matcher.group(1));
                    while (option.find()) {
                        compared.add(option.group(1).replace("\\\"", "\""));
                    }
                }
            }
        }
        assertThat(PermissionsPage.options()).hasSizeGreaterThan(15).allMatch(compared::contains);
    }

    /** The page's data source asks EC2 for the owner's images by name; the page's template names them. */
    @Test
    void theDataSourceOfTerraformFindsTheImageOfThePagesTemplate() throws IOException {
        Moto.require();
        Moto.reset();
        String page = PermissionsPage.text();
        String name = first("ami_name      = \"(.*)\"\n", page);
        String lookup = page.substring(page.indexOf("data \"aws_ami\" \"web\""));
        try (Ec2Proxy proxy = new Ec2Proxy(Moto.address(), Moto.model())) {
            PackerProcess.Ended made = build(proxy, "communicator = \"none\"", name);
            assertThat(made.exitCode()).as(made.output()).isZero();
            String found = Moto.ask(
                    "us-east-1",
                    "DescribeImages",
                    "Owner.1",
                    first("owners +=.*\"(.*)\"", lookup),
                    "Filter.1.Name",
                    first("name +=.*\"(.*)\"", lookup),
                    "Filter.1.Value.1",
                    first("values +=.*\"(.*)\"", lookup));
            String image = first("us-east-1: (ami-[0-9a-f]+)", made.output());
            assertThat(Moto.found(found, "imageId")).containsExactly("imageId " + image);
        }
    }

    /** With Terraform itself, where the machine has it; the file is as the plugin's tests have it. */
    @Test
    void theVariableOfThePageTakesTheFileThatJenkinsWrites() throws IOException, InterruptedException {
        Assumptions.assumeTrue(
                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(path -> Files.isExecutable(Path.of(path, "terraform"))),
                "Terraform is not installed");
        String page = PermissionsPage.text();
        int start = page.indexOf("variable \"amazon_ebs_web_by_region\"");
        String variable = page.substring(start, page.indexOf("\n}\n", start) + 3);
        String value = first("ami +=.*(var\\.amazon_ebs_web_by_region\\S*)", page.substring(start));
        Files.writeString(directory.resolve("main.tf"), variable + "output \"image\" {\n  value = " + value + "\n}\n");
        Files.writeString(directory.resolve("packer.auto.tfvars.json"), """
                {
                  "amazon_ebs_web_by_region": {
                    "eu-west-1": "ami-1",
                    "us-east-1": "ami-2"
                  }
                }
                """);
        terraform("init", "-input=false");
        terraform("apply", "-input=false", "-auto-approve");
        assertThat(terraform("output", "-json", "image").strip()).endsWith("\"ami-1\"");
    }

    private String terraform(String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of("terraform"));
        line.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(line).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().put("CHECKPOINT_DISABLE", "1");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private static String first(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }

    private PackerProcess.Ended build(Ec2Proxy proxy, String options) throws IOException {
        return build(proxy, options, "packer-test-policy");
    }

    private PackerProcess.Ended build(Ec2Proxy proxy, String options, String name) throws IOException {
        Files.writeString(directory.resolve("main.pkr.hcl"), """
                source "amazon-ebs" "web" {
                  region              = "us-east-1"
                  custom_endpoint_ec2 = "%s"
                  ami_name            = "%s"
                  instance_type       = "t3.micro"
                  %s

                  source_ami_filter {
                    filters     = { name = "amzn2-ami-hvm-2.*-x86_64-gp2" }
                    owners      = ["amazon"]
                    most_recent = true
                  }

                  aws_polling {
                    delay_seconds = 1
                    max_attempts  = 60
                  }
                }

                build {
                  sources = ["source.amazon-ebs.web"]
                }
                """.formatted(proxy.address(), name, options));
        return PackerProcess.run(
                directory,
                Map.of("AWS_ACCESS_KEY_ID", "AKIATEST", "AWS_SECRET_ACCESS_KEY", "secret-of-the-test"),
                "build",
                "-color=false",
                "main.pkr.hcl");
    }
}
