package io.jenkins.plugins.packer.cli.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.packer.cli.PackerProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Where the credentials come from, seen from AWS: which key signs the request for a secret. moto plays STS; a double plays the
 * portal of SSO, a container's and an instance's metadata.
 */
class CredentialsIT {
    private static final String KEYS = """
            {"Version": 1, "Code": "Success", "AccessKeyId": "%s", "SecretAccessKey": "s", "%s": "t", "Expiration": "%s"}""";

    @TempDir
    Path directory;

    private AwsProxy proxy;
    private HttpServer server;
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void start() throws IOException {
        Moto.require();
        Moto.reset();
        Moto.askJson(
                "secretsmanager",
                "secretsmanager.CreateSecret",
                "{\"Name\": \"web\", \"SecretString\": \"the-secret\"}");
        proxy = new AwsProxy(Moto.address(), Map.of(), Map.of());
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        // Whoever runs the tests may be logged in to AWS.
        for (String name : List.of(
                "AWS_ACCESS_KEY_ID",
                "AWS_SECRET_ACCESS_KEY",
                "AWS_SESSION_TOKEN",
                "AWS_PROFILE",
                "AWS_CONFIG_FILE",
                "AWS_SHARED_CREDENTIALS_FILE",
                "AWS_WEB_IDENTITY_TOKEN_FILE")) {
            environment.put(name, "");
        }
        environment.put("HOME", directory.toString());
        environment.put("AWS_REGION", "us-east-1");
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
        environment.put("AWS_ENDPOINT_URL_STS", proxy.address());
        environment.put("AWS_ENDPOINT_URL_SECRETS_MANAGER", proxy.address());
        environment.put("AWS_ENDPOINT_URL_SSO", address());
        environment.put("AWS_ENDPOINT_URL_SSO_OIDC", address());
        template("");
    }

    @AfterEach
    void stop() {
        if (proxy != null) {
            proxy.close();
            server.stop(0);
        }
    }

    @Test
    void anSsoProfileUsesTheTokenOfItsStartUrl() throws IOException {
        config("""
                [profile sso]
                sso_start_url  = https://corp.example.org/start
                sso_region     = eu-west-1
                sso_account_id = 123456789012
                sso_role_name  = Builder
                """);
        token("https://corp.example.org/start", """
                {"accessToken": "sso-token", "expiresAt": "%s"}""".formatted(Instant.now().plusSeconds(3600)));
        answers.put("/federation/credentials", role("ASIASSO"));
        environment.put("AWS_PROFILE", "sso");
        assertThat(signer()).isEqualTo("ASIASSO");
        assertThat(asked)
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .contains("role_name=Builder", "account_id=123456789012")
                        .contains("bearer sso-token"));
    }

    @Test
    void anSsoSessionThatIsOverIsRenewedAndKept() throws IOException {
        session();
        Path file = token("corp", """
                {"startUrl": "https://corp.example.org/start", "accessToken": "old-token", "expiresAt": "2020-01-01T00:00:00Z",
                 "refreshToken": "refresh-me", "clientId": "c", "clientSecret": "cs", "registrationExpiresAt": "%s"}""".formatted(Instant.now().plusSeconds(86400)));
        answers.put("/token", "{\"accessToken\": \"new-token\", \"refreshToken\": \"next\", \"expiresIn\": 3600}");
        answers.put("/federation/credentials", role("ASIARENEWED"));
        assertThat(signer()).isEqualTo("ASIARENEWED");
        assertThat(asked.get(0)).contains("\"grantType\":\"refresh_token\"", "\"refreshToken\":\"refresh-me\"");
        assertThat(asked.get(1)).contains("bearer new-token");
        assertThat(Files.readString(file))
                .contains("\"accessToken\":\"new-token\"", "\"refreshToken\":\"next\"", "\"clientId\":\"c\"");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void anSsoSessionThatCannotBeRenewedSaysWhatToRun() throws IOException {
        session();
        token("corp", "{\"accessToken\": \"old-token\", \"expiresAt\": \"2020-01-01T00:00:00UTC\"}");
        assertThat(refused()).contains("The SSO session is over. Run aws sso login --sso-session corp.");
        assertThat(asked).isEmpty();
    }

    @Test
    void aProcessGivesTheKeys() throws IOException {
        Files.writeString(
                directory.resolve("keys.json"),
                KEYS.formatted("AKIAPROCESS", "SessionToken", Instant.now().plusSeconds(3600)));
        config("[default]\ncredential_process = cat " + directory.resolve("keys.json") + "\n");
        assertThat(signer()).isEqualTo("AKIAPROCESS");
    }

    @Test
    void rolesAreAssumedInAChainWithAnMfaCode() throws IOException {
        config("""
                [profile base]
                aws_access_key_id     = AKIABASE
                aws_secret_access_key = base-secret

                [profile middle]
                role_arn       = arn:aws:iam::123456789012:role/middle
                source_profile = base
                mfa_serial     = arn:aws:iam::123456789012:mfa/me

                [profile last]
                role_arn         = arn:aws:iam::123456789012:role/last
                source_profile   = middle
                external_id      = shared
                duration_seconds = 1800
                """);
        template("profile  = \"last\"\nmfa_code = \"123456\"");
        String key = signer();
        List<AwsProxy.Seen> roles = proxy.seen().stream()
                .filter(seen -> seen.name().equals("sts:AssumeRole"))
                .toList();
        assertThat(roles).hasSize(2);
        assertThat(roles.get(0).key()).isEqualTo("AKIABASE");
        assertThat(Ec2Proxy.parameters(roles.get(0).text()))
                .containsEntry("RoleArn", "arn:aws:iam::123456789012:role/middle")
                .containsEntry("SerialNumber", "arn:aws:iam::123456789012:mfa/me")
                .containsEntry("TokenCode", "123456");
        assertThat(Ec2Proxy.parameters(roles.get(1).text()))
                .containsEntry("RoleArn", "arn:aws:iam::123456789012:role/last")
                .containsEntry("ExternalId", "shared")
                .containsEntry("DurationSeconds", "1800");
        assertThat(List.of("AKIABASE", roles.get(1).key(), key)).doesNotHaveDuplicates();
        template("profile  = \"last\"");
        assertThat(refused())
                .contains("The profile middle asks for a code of the MFA device arn:aws:iam::123456789012:mfa/me."
                        + " Set mfa_code.");
    }

    @Test
    void aRoleCanUseTheKeysOfTheEnvironment() throws IOException {
        config("""
                [profile ci]
                role_arn          = arn:aws:iam::123456789012:role/ci
                credential_source = Environment
                """);
        environment.put("AWS_ACCESS_KEY_ID", "AKIAENVIRONMENT");
        environment.put("AWS_SECRET_ACCESS_KEY", "s");
        template("profile = \"ci\"");
        assertThat(signer()).isNotEqualTo("AKIAENVIRONMENT");
        assertThat(proxy.seen().get(0).name()).isEqualTo("sts:AssumeRole");
        assertThat(proxy.seen().get(0).key()).isEqualTo("AKIAENVIRONMENT");
    }

    @Test
    void aWebIdentityIsTradedForARole() throws IOException {
        Path file = Files.writeString(directory.resolve("identity"), "web-token\n");
        environment.put("AWS_WEB_IDENTITY_TOKEN_FILE", file.toString());
        environment.put("AWS_ROLE_ARN", "arn:aws:iam::123456789012:role/pod");
        assertThat(signer()).startsWith("ASIA");
        assertThat(Ec2Proxy.parameters(proxy.seen().get(0).text()))
                .containsEntry("Action", "AssumeRoleWithWebIdentity")
                .containsEntry("WebIdentityToken", "web-token");
    }

    @Test
    void aContainerGivesTheKeys() throws IOException {
        environment.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", address() + "/container");
        environment.put("AWS_CONTAINER_AUTHORIZATION_TOKEN", "let me in");
        answers.put(
                "/container",
                KEYS.formatted("ASIACONTAINER", "Token", Instant.now().plusSeconds(3600)));
        assertThat(signer()).isEqualTo("ASIACONTAINER");
        assertThat(asked.get(0)).contains("authorization let me in");
    }

    @Test
    void anInstanceGivesTheKeysUnlessItsMetadataIsNotToBeAsked() throws IOException {
        environment.put("AWS_EC2_METADATA_DISABLED", "false");
        environment.put("AWS_EC2_METADATA_SERVICE_ENDPOINT", address());
        answers.put("/latest/api/token", "metadata-token");
        answers.put("/latest/meta-data/iam/security-credentials/", "builder");
        answers.put(
                "/latest/meta-data/iam/security-credentials/builder",
                KEYS.formatted("ASIAINSTANCE", "Token", Instant.now().plusSeconds(3600)));
        assertThat(signer()).isEqualTo("ASIAINSTANCE");
        int before = asked.size();
        template("skip_metadata_api_check = true");
        assertThat(refused()).contains("No AWS credentials");
        assertThat(asked).hasSize(before);
    }

    /** The key that signed the request for the secret. */
    private String signer() {
        PackerProcess.Ended ended =
                PackerProcess.run(directory, environment, "validate", "-evaluate-datasources", "main.pkr.hcl");
        assertThat(ended.exitCode()).as(ended.output()).isZero();
        AwsProxy.Seen last = proxy.seen().get(proxy.seen().size() - 1);
        assertThat(last.name()).isEqualTo("secretsmanager:GetSecretValue");
        return last.key();
    }

    private String refused() {
        PackerProcess.Ended ended =
                PackerProcess.run(directory, environment, "validate", "-evaluate-datasources", "main.pkr.hcl");
        assertThat(ended.exitCode()).as(ended.output()).isEqualTo(1);
        return ended.output().replaceAll("\\s+", " ");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " bearer "
                    + exchange.getRequestHeaders().getFirst("x-amz-sso_bearer_token") + " authorization "
                    + exchange.getRequestHeaders().getFirst("Authorization") + " " + body);
            String answer = answers.get(exchange.getRequestURI().getPath());
            byte[] bytes = (answer == null ? "nothing here" : answer).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer == null ? 404 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static String role(String key) {
        return """
                {"roleCredentials": {"accessKeyId": "%s", "secretAccessKey": "s", "sessionToken": "t", "expiration": %d}}""".formatted(key, Instant.now().plusSeconds(3600).toEpochMilli());
    }

    private void session() throws IOException {
        config("""
                [profile sso]
                sso_session    = corp
                sso_account_id = 123456789012
                sso_role_name  = Builder

                [sso-session corp]
                sso_start_url           = https://corp.example.org/start
                sso_region              = eu-west-1
                sso_registration_scopes = sso:account:access
                """);
        environment.put("AWS_PROFILE", "sso");
    }

    private void config(String text) throws IOException {
        Path aws = Files.createDirectories(directory.resolve(".aws"));
        Files.writeString(aws.resolve("config"), text);
    }

    /** The file that {@code aws sso login} writes: its name is the SHA-1 of the session's name or start URL. */
    private Path token(String of, String content) throws IOException {
        Path cache = Files.createDirectories(directory.resolve(".aws/sso/cache"));
        String name = of.equals("corp")
                ? "ee0bfd2552fbd840c02cc48b6e823320543c450f"
                : "8e498feb00c75faec40fc889765a1c7f105b7d46";
        return Files.writeString(cache.resolve(name + ".json"), content);
    }

    private void template(String options) throws IOException {
        Files.writeString(directory.resolve("main.pkr.hcl"), """
                data "amazon-secretsmanager" "web" {
                  name = "web"
                  %s
                }

                source "null" "first" {
                  communicator = "none"
                }

                build {
                  sources = ["source.null.first"]

                  provisioner "shell-local" {
                    inline = ["echo ${data.amazon-secretsmanager.web.version_id}"]
                  }
                }
                """.formatted(options));
    }
}
