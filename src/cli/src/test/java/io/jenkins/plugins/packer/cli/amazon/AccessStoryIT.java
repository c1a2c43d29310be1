package io.jenkins.plugins.packer.cli.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.packer.cli.PackerProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Whom a build is by its options, and what it says of credentials that are not accepted. */
class AccessStoryIT extends AmazonStory {
    private void write(String options) throws IOException {
        write("amazon-ebs", common("packer-test-web") + "communicator = \"none\"\n" + options, "");
    }

    private PackerProcess.Ended failed() {
        PackerProcess.Ended ended = build();
        assertThat(ended.exitCode()).as(ended.output()).isEqualTo(1);
        return ended;
    }

    /** EC2 answers the first requests with a failure. */
    private void failing(int status, String code, int times) {
        proxy.intervene(new Ec2Proxy.Intervention() {
            @Override
            public Ec2Proxy.Answer before(int number, String action) {
                return number <= times ? Ec2Proxy.Answer.error(status, code, "It is not to be.") : null;
            }
        });
    }

    @Test
    void aRoleIsAssumedAsItsOptionsSay() throws IOException {
        environment.put("AWS_ENDPOINT_URL_STS", services.address());
        write("""
            skip_create_ami = true

            assume_role {
              role_arn            = "arn:aws:iam::123456789012:role/builder"
              session_name        = "nightly"
              duration_seconds    = 1200
              external_id         = "of-the-web"
              policy_arns         = ["arn:aws:iam::aws:policy/ReadOnlyAccess"]
              tags                = { Team = "web" }
              transitive_tag_keys = ["Team"]
            }
            """);
        succeed();
        List<AwsProxy.Seen> asked = services.seen().stream()
                .filter(seen -> seen.name().equals("sts:AssumeRole"))
                .toList();
        assertThat(asked).hasSize(1);
        assertThat(Ec2Proxy.parameters(asked.get(0).text()))
                .containsEntry("RoleArn", "arn:aws:iam::123456789012:role/builder")
                .containsEntry("RoleSessionName", "nightly")
                .containsEntry("DurationSeconds", "1200")
                .containsEntry("ExternalId", "of-the-web")
                .containsEntry("PolicyArns.member.1.arn", "arn:aws:iam::aws:policy/ReadOnlyAccess")
                .containsEntry("Tags.member.1.Key", "Team")
                .containsEntry("TransitiveTagKeys.member.1", "Team");
        assertThat(services.names()).contains("sts:GetCallerIdentity");
    }

    @Test
    void keysThatVaultHasHadMadeAreWaitedFor() throws IOException {
        List<String> asked = new CopyOnWriteArrayList<>();
        HttpServer vault = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        vault.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("X-Vault-Token"));
            byte[] keys = "{\"data\": {\"access_key\": \"AKIAVAULT\", \"secret_key\": \"made-by-vault\"}}"
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
        });
        vault.start();
        try {
            environment.put(
                    "VAULT_ADDR", "http://127.0.0.1:" + vault.getAddress().getPort());
            environment.put("VAULT_TOKEN", "of-the-test");
            write("""
                skip_create_ami = true

                vault_aws_engine {
                  name        = "builder"
                  engine_name = "team"
                }
                """);
            failing(401, "AuthFailure", 2);
            PackerProcess.Ended ended = succeed();
            assertThat(ended.output())
                    .contains("Vault-generated AWS credentials")
                    .doesNotContain("made-by-vault");
        } finally {
            vault.stop(0);
        }
        assertThat(asked).containsExactly("/v1/team/creds/builder of-the-test");
        assertThat(proxy.requests("DescribeRegions")).hasSize(3);
    }

    @Test
    void keysThatAreWrongAreToldAtOnce() throws IOException {
        write("");
        failing(401, "AuthFailure", Integer.MAX_VALUE);
        assertThat(failed().output())
                .contains("AWS does not accept the credentials, or what is asked for is not shared with this account."
                        + " (AuthFailure) Check the credentials: access_key and secret_key, the profile, or"
                        + " AWS_ACCESS_KEY_ID; and whether the region is enabled");
        assertThat(proxy.actions()).hasSize(1);
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void aRequestIsRepeatedAsOftenAsTheTemplateSays() throws IOException {
        write("max_retries = 2\n");
        failing(503, "RequestLimitExceeded", Integer.MAX_VALUE);
        assertThat(failed().output()).contains("(RequestLimitExceeded)");
        assertThat(proxy.actions()).hasSize(3);
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void credentialsThatAreNowhereAreTold() throws IOException {
        write("");
        environment.put("AWS_ACCESS_KEY_ID", "");
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
        environment.put("AWS_CONFIG_FILE", directory.resolve("none").toString());
        environment.put("AWS_SHARED_CREDENTIALS_FILE", directory.resolve("none").toString());
        assertThat(failed().output())
                .contains("No AWS credentials: there are none in the template, the environment and AWS's configuration"
                        + " files, and this is no container with a role; an instance's were not asked for. Set");
        assertThat(proxy.actions()).isEmpty();
    }
}
