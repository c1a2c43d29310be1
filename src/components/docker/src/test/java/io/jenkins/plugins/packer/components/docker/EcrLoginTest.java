package io.jenkins.plugins.packer.components.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server that plays ECR and STS; the shapes are those of their API references. */
class EcrLoginTest {
    private static final String SERVER = "123456789012.dkr.ecr.eu-west-1.amazonaws.com";
    private static final String TOKEN =
            Base64.getEncoder().encodeToString("AWS:ecr-password".getBytes(StandardCharsets.UTF_8));

    @TempDir
    Path directory;

    private final Map<String, String> environment = new HashMap<>();
    private final List<Map<String, String>> requests = new ArrayList<>();
    private HttpServer server;
    private int status = 200;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            Map<String, String> request = new HashMap<>();
            request.put("body", new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.getRequestHeaders().forEach((name, values) -> request.put(name.toLowerCase(), values.get(0)));
            requests.add(request);
            byte[] answer = answer(request).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        environment.putAll(Map.of(
                "HOME", directory.toString(),
                "AWS_ENDPOINT_URL_ECR", url,
                "AWS_ENDPOINT_URL_ECR_PUBLIC", url,
                "AWS_ENDPOINT_URL_STS", url,
                "AWS_EC2_METADATA_DISABLED", "true"));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String answer(Map<String, String> request) {
        if (status != 200) {
            return "{\"__type\":\"UnrecognizedClientException\",\"message\":\"The security token is invalid.\"}";
        }
        if (request.get("body").contains("AssumeRoleWithWebIdentity")) {
            return "<AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult><Credentials>"
                    + "<AccessKeyId>WEBKEY</AccessKeyId><SecretAccessKey>websecret</SecretAccessKey>"
                    + "<SessionToken>webtoken</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration>"
                    + "</Credentials></AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>";
        }
        String data = "{\"authorizationToken\":\"" + TOKEN + "\",\"expiresAt\":1.7e9}";
        return "{\"authorizationData\":" + (request.get("x-amz-target").startsWith("Spencer") ? data : "[" + data + "]")
                + "}";
    }

    private EcrToken token(LoginOptions options, TestBuild build) throws Exception {
        return new EcrLogin(build).token(options);
    }

    private TestBuild build() {
        return new TestBuild(directory, environment);
    }

    @Test
    void asksForTheAccountsRegistryWithASignedRequest() throws Exception {
        TestBuild build = build();
        EcrToken token = token(
                new LoginOptions(false, null, SERVER, null, true, "AKIAOPTION", "optionsecret", null, null, false),
                build);
        assertThat(token).isEqualTo(new EcrToken("AWS", "ecr-password"));
        assertThat(token.toString()).doesNotContain("ecr-password");
        Map<String, String> request = requests.get(0);
        assertThat(request.get("x-amz-target")).isEqualTo("AmazonEC2ContainerRegistry_V20150921.GetAuthorizationToken");
        assertThat(request.get("content-type")).isEqualTo("application/x-amz-json-1.1");
        assertThat(request.get("body")).isEqualTo("{\"registryIds\":[\"123456789012\"]}");
        assertThat(request.get("authorization"))
                .startsWith("AWS4-HMAC-SHA256 Credential=AKIAOPTION/")
                .contains("/eu-west-1/ecr/aws4_request");
        assertThat(build.secrets.redact("ecr-password optionsecret " + TOKEN))
                .isEqualTo("<sensitive> <sensitive> <sensitive>");
    }

    @Test
    void asksThePublicGallery() throws Exception {
        environment.putAll(Map.of("AWS_ACCESS_KEY_ID", "AKIAENV", "AWS_SECRET_ACCESS_KEY", "envsecret"));
        for (LoginOptions options :
                List.of(DockerOptions.ecr("public.ecr.aws/team", false), DockerOptions.ecr(SERVER, true))) {
            requests.clear();
            assertThat(token(options, build()).password()).isEqualTo("ecr-password");
            assertThat(requests.get(0).get("x-amz-target")).isEqualTo("SpencerFrontendService.GetAuthorizationToken");
            assertThat(requests.get(0).get("authorization"))
                    .contains("Credential=AKIAENV/")
                    .contains("/us-east-1/ecr-public/aws4_request");
        }
    }

    @Test
    void takesCredentialsFromAProfile() throws Exception {
        Files.createDirectory(directory.resolve(".aws"));
        Files.writeString(
                directory.resolve(".aws/credentials"),
                "[default]\naws_access_key_id = AKIADEFAULT\naws_secret_access_key = x\n"
                        + "[other]\naws_access_key_id = AKIAOTHER\naws_secret_access_key = y\n");
        token(DockerOptions.ecr(SERVER, false), build());
        token(new LoginOptions(false, null, SERVER, null, true, null, null, null, "other", false), build());
        assertThat(requests.get(0).get("authorization")).contains("Credential=AKIADEFAULT/");
        assertThat(requests.get(1).get("authorization")).contains("Credential=AKIAOTHER/");
    }

    @Test
    void takesCredentialsFromAWebIdentity() throws Exception {
        Files.writeString(directory.resolve("token"), "a.web.token\n");
        environment.putAll(Map.of("AWS_WEB_IDENTITY_TOKEN_FILE", "token", "AWS_ROLE_ARN", "arn:aws:iam::1:role/r"));
        token(DockerOptions.ecr(SERVER, false), build());
        assertThat(requests.get(0).get("body")).contains("WebIdentityToken=a.web.token");
        assertThat(requests.get(1).get("authorization")).contains("Credential=WEBKEY/");
        assertThat(requests.get(1)).containsEntry("x-amz-security-token", "webtoken");
    }

    @Test
    void saysThatThereAreNoCredentials() {
        assertThatThrownBy(() -> token(DockerOptions.ecr(SERVER, false), build()))
                .hasMessageContaining("No AWS credentials for ecr_login")
                .hasMessageContaining("Set aws_access_key");
    }

    @Test
    void saysThatEcrRefuses() {
        status = 400;
        environment.putAll(Map.of("AWS_ACCESS_KEY_ID", "AKIAENV", "AWS_SECRET_ACCESS_KEY", "envsecret"));
        assertThatThrownBy(() -> token(DockerOptions.ecr(SERVER, false), build()))
                .hasMessageContaining("HTTP status 400 UnrecognizedClientException The security token is invalid.")
                .hasMessageContaining("ecr:GetAuthorizationToken");
    }

    @Test
    void readsAccountAndRegionOutOfARegistrysAddress() {
        assertThat(EcrRegistry.parse("https://" + SERVER + "/team"))
                .contains(new EcrRegistry("123456789012", "eu-west-1", "amazonaws.com"));
        assertThat(EcrRegistry.parse("1.dkr.ecr.cn-north-1.amazonaws.com.cn"))
                .contains(new EcrRegistry("1", "cn-north-1", "amazonaws.com.cn"));
        assertThat(EcrRegistry.parse("example.org")).isEmpty();
    }
}
