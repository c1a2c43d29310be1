package io.jenkins.plugins.packer.cli.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.packer.cli.PackerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Secrets and parameters of AWS in templates, against moto: the functions and the data sources, by the built command. */
class SecretsIT {
    private static final String BUILD = """
            source "file" "out" {
              target  = "out.txt"
              content = local.all
            }

            build {
              sources = ["source.file.out"]

              provisioner "shell-local" {
                inline = ["echo 'the file has ${local.all}'"]
              }
            }
            """;

    @TempDir
    Path directory;

    private AwsProxy proxy;
    private Map<String, String> environment;

    @BeforeEach
    void start() throws IOException {
        Moto.require();
        Moto.reset();
        proxy = new AwsProxy(
                Moto.address(),
                Map.of(),
                Map.of(
                        "secretsmanager",
                        Moto.model("secretsmanager", "2017-10-17"),
                        "ssm",
                        Moto.model("ssm", "2014-11-06")));
        environment = Map.of(
                "AWS_ACCESS_KEY_ID",
                "AKIATEST",
                "AWS_SECRET_ACCESS_KEY",
                "key-of-the-test",
                "AWS_REGION",
                "us-east-1",
                "AWS_ENDPOINT_URL",
                proxy.address());
        store("one", "{\"password\": \"single-\\\"value\\\"\"}");
        store("many", "{\"user\": \"web\", \"password\": \"of-many\", \"port\": 5432, \"open\": true}");
        store("plain", "just <text>");
    }

    @AfterEach
    void stop() {
        if (proxy != null) {
            proxy.close();
        }
    }

    @Test
    void theFunctionsReadSecretsAndNothingPrintsThem() throws IOException {
        template("""
                locals {
                  all = join("|", [
                    aws_secretsmanager("one", null),
                    aws_secretsmanager("many", "password"),
                    aws_secretsmanager("many", "port"),
                    aws_secretsmanager("plain", null),
                    jsondecode(aws_secretsmanager_raw("many")).user,
                  ])
                }
                """);
        PackerProcess.Ended ended = packer("build", "-color=false", "main.pkr.hcl");
        assertThat(ended.exitCode()).as(ended.output()).isZero();
        assertThat(Files.readString(directory.resolve("out.txt")))
                .isEqualTo("single-\"value\"|of-many|5432|just <text>|web");
        assertThat(ended.output())
                .contains("the file has <sensitive>")
                .doesNotContain("single-", "of-many", "just <text>", "key-of-the-test");
        assertThat(proxy.names()).containsOnly("secretsmanager:GetSecretValue");
        assertThat(proxy.seen()).allSatisfy(seen -> {
            assertThat(seen.region()).isEqualTo("us-east-1");
            assertThat(seen.key()).isEqualTo("AKIATEST");
        });
        assertThat(proxy.mistakes()).isEmpty();
    }

    @Test
    void theDefaultsOfALegacyTemplateReadThem() throws IOException {
        Files.writeString(directory.resolve("main.json"), """
                {
                  "variables": {
                    "one": "{{aws_secretsmanager `one`}}",
                    "many": "{{aws_secretsmanager `many` `password`}}",
                    "raw": "{{aws_secretsmanager_raw `plain`}}"
                  },
                  "builders": [{"type": "file", "target": "out.txt", "content": "{{user `one`}}|{{user `many`}}|{{user `raw`}}"}],
                  "provisioners": [{"type": "shell-local", "inline": ["echo has {{user `many`}}"]}]
                }
                """);
        PackerProcess.Ended ended = packer("build", "-color=false", "main.json");
        assertThat(ended.exitCode()).as(ended.output()).isZero();
        assertThat(Files.readString(directory.resolve("out.txt"))).isEqualTo("single-\"value\"|of-many|just <text>");
        assertThat(ended.output()).contains("has <sensitive>").doesNotContain("of-many");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "aws_secretsmanager(\"none\", null)! There is no secret none with the version AWSCURRENT in us-east-1.",
                "aws_secretsmanager(\"many\", null)! The secret many has 4 values and no key was given.",
                "aws_secretsmanager(\"many\", \"nope\")! The secret many has no value \"nope\".",
                "aws_secretsmanager(\"many\", \"open\")! The value open of the secret many is neither a text nor a number.",
                "aws_secretsmanager(\"\", null)! At least one secret name must be provided"
            })
    void whatCannotBeReadIsToldAtTheCall(String call, String message) throws IOException {
        template("locals {\n  all = " + call + "\n}\n");
        PackerProcess.Ended ended = packer("validate", "main.pkr.hcl");
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.output().replaceAll("\\s+", " "))
                .contains("on main.pkr.hcl line 2")
                .contains(message)
                .doesNotContain("of-many");
    }

    @Test
    void theDataSourcesReadVersionsBytesAndParameters() throws IOException {
        Moto.askJson(
                "secretsmanager",
                "secretsmanager.PutSecretValue",
                "{\"SecretId\": \"plain\", \"SecretString\": \"newer text\"}");
        Moto.askJson(
                "secretsmanager",
                "secretsmanager.CreateSecret",
                "{\"Name\": \"bytes\", \"SecretBinary\": \"Ynl0ZXM=\"}");
        Moto.askJson(
                "ssm",
                "AmazonSSM.PutParameter",
                "{\"Name\": \"/web/base\", \"Value\": \"ami-0abc\", \"Type\": \"String\"}");
        Moto.askJson(
                "ssm",
                "AmazonSSM.PutParameter",
                "{\"Name\": \"/web/token\", \"Value\": \"hidden-token\", \"Type\": \"SecureString\"}");
        template("""
                data "amazon-secretsmanager" "many" {
                  name = "many"
                  key  = "password"
                }
                data "amazon-secretsmanager" "before" {
                  name          = "plain"
                  version_stage = "AWSPREVIOUS"
                }
                data "amazon-secretsmanager" "now" {
                  name       = "plain"
                  version_id = data.amazon-secretsmanager.newest.version_id
                }
                data "amazon-secretsmanager" "newest" {
                  name = "plain"
                }
                data "amazon-secretsmanager" "bytes" {
                  name = "bytes"
                }
                data "amazon-parameterstore" "base" {
                  name = "/web/base"
                }
                data "amazon-parameterstore" "token" {
                  name            = "/web/token"
                  with_decryption = true
                }
                locals {
                  all = join("|", [
                    data.amazon-secretsmanager.many.value,
                    data.amazon-secretsmanager.before.value,
                    data.amazon-secretsmanager.now.secret_string,
                    data.amazon-secretsmanager.bytes.secret_binary,
                    data.amazon-parameterstore.base.value,
                    data.amazon-parameterstore.base.version,
                    data.amazon-parameterstore.base.arn,
                    data.amazon-parameterstore.token.value,
                  ])
                }
                """);
        PackerProcess.Ended ended = packer("build", "-color=false", "main.pkr.hcl");
        assertThat(ended.exitCode()).as(ended.output()).isZero();
        assertThat(Files.readString(directory.resolve("out.txt")))
                .isEqualTo("of-many|just <text>|newer text|bytes|ami-0abc|1|"
                        + "arn:aws:ssm:us-east-1:123456789012:parameter/web/base|hidden-token");
        assertThat(ended.output()).doesNotContain("of-many", "newer text", "hidden-token");
        assertThat(proxy.mistakes()).isEmpty();
        PermissionsPage.needsTheRows(
                List.of("amazon-secretsmanager", "amazon-parameterstore"), Set.of(), PermissionsPage.asked(proxy));
    }

    @Test
    void aParameterThatIsNotThereAndAKeyThatIsNotThereAreTold() throws IOException {
        template("""
                data "amazon-secretsmanager" "many" {
                  name = "many"
                  key  = "nope"
                }
                data "amazon-parameterstore" "none" {
                  name = "/none"
                }
                locals {
                  all = "${data.amazon-secretsmanager.many.value}${data.amazon-parameterstore.none.value}"
                }
                """);
        PackerProcess.Ended ended = packer("validate", "-evaluate-datasources", "main.pkr.hcl");
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.output().replaceAll("\\s+", " "))
                .contains("There is no parameter /none. Check its name, the region and the account.")
                .contains("The secret many has no value \"nope\", so value is empty.");
    }

    @Test
    void throttlingIsOutlivedAndARefusalIsNotTriedAgain() throws IOException {
        template("locals {\n  all = \"${aws_secretsmanager(\"one\", null)}\"\n}\n");
        AtomicInteger tries = new AtomicInteger();
        proxy.intervene(seen -> switch (tries.getAndIncrement()) {
            case 0 -> new Ec2Proxy.Answer(400, "{\"__type\": \"ThrottlingException\", \"message\": \"Rate exceeded\"}");
            case 1 -> new Ec2Proxy.Answer(503, "busy");
            default -> null;
        });
        PackerProcess.Ended ended = packer("validate", "main.pkr.hcl");
        assertThat(ended.exitCode()).as(ended.output()).isZero();
        assertThat(tries).hasValue(3);
        proxy.intervene(seen -> new Ec2Proxy.Answer(
                400, "{\"__type\": \"com.amazon#AccessDeniedException\", \"Message\": \"not authorized\"}"));
        int before = proxy.seen().size();
        PackerProcess.Ended refused = packer("validate", "main.pkr.hcl");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.output().replaceAll("\\s+", " "))
                .contains("Reading the secret one failed in us-east-1: not authorized (AccessDeniedException)");
        assertThat(proxy.seen()).hasSize(before + 1);
    }

    private static void store(String name, String secret) throws IOException {
        String json = new ObjectMapper().writeValueAsString(Map.of("Name", name, "SecretString", secret));
        Moto.askJson("secretsmanager", "secretsmanager.CreateSecret", json);
    }

    private void template(String locals) throws IOException {
        Files.writeString(directory.resolve("main.pkr.hcl"), locals + BUILD);
    }

    private PackerProcess.Ended packer(String... arguments) {
        return PackerProcess.run(directory, environment, arguments);
    }
}
