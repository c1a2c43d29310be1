package io.jenkins.plugins.packer.components.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.StepContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * Asks Amazon ECR for a registry's user and password: {@code GetAuthorizationToken}
 * (https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetAuthorizationToken.html). It is one call, signed
 * with the SDK's signer; the SDK's whole ECR client would double what the component weighs.
 * {@code AWS_ENDPOINT_URL_ECR} and {@code AWS_ENDPOINT_URL_ECR_PUBLIC} name other endpoints, as for the AWS tools.
 */
record EcrLogin(StepContext context) {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    /** The public gallery has its API in one region only. */
    private static final String PUBLIC_REGION = "us-east-1";

    private record Service(String signingName, String region, URI endpoint, String target, String body) {}

    /**
     * Asks for a token.
     *
     * @throws ComponentException when there are no AWS credentials or ECR refuses them
     */
    EcrToken token(LoginOptions options) throws ComponentException {
        String server = String.valueOf(options.loginServer());
        Service service = options.awsForceUsePublicEcr() || EcrRegistry.isPublic(server)
                ? publicService()
                : privateService(EcrRegistry.parse(server)
                        .orElseThrow(() -> new ComponentException(
                                "\"" + server + "\" is not of the form <account>.dkr.ecr.<region>.amazonaws.com.")));
        try (SdkHttpClient http = UrlConnectionHttpClient.builder()
                .connectionTimeout(TIMEOUT)
                .socketTimeout(TIMEOUT)
                .build()) {
            AwsCredentialsIdentity identity = new AwsCredentials(context.environment(), context.directory(), http)
                    .find(options, service.region());
            context.secrets().add(identity.secretAccessKey());
            return parse(server, call(http, service, identity));
        } catch (IOException e) {
            throw new ComponentException(
                    "Cannot ask ECR at " + service.endpoint() + " for the password of " + server + ": " + e.getMessage()
                            + ".",
                    e);
        }
    }

    private Service privateService(EcrRegistry registry) {
        ObjectNode body = JsonTree.object();
        body.putArray("registryIds").add(registry.account());
        return new Service(
                "ecr",
                registry.region(),
                endpoint("AWS_ENDPOINT_URL_ECR", "https://api.ecr." + registry.region() + "." + registry.domain()),
                "AmazonEC2ContainerRegistry_V20150921.GetAuthorizationToken",
                JsonTree.write(body));
    }

    private Service publicService() {
        return new Service(
                "ecr-public",
                PUBLIC_REGION,
                endpoint("AWS_ENDPOINT_URL_ECR_PUBLIC", "https://api.ecr-public." + PUBLIC_REGION + ".amazonaws.com"),
                "SpencerFrontendService.GetAuthorizationToken",
                "{}");
    }

    private URI endpoint(String variable, String otherwise) {
        String set = context.environment().getOrDefault(variable, "");
        return URI.create(set.isEmpty() ? otherwise : set);
    }

    private JsonNode call(SdkHttpClient http, Service service, AwsCredentialsIdentity identity)
            throws IOException, ComponentException {
        ContentStreamProvider body =
                () -> new ByteArrayInputStream(service.body().getBytes(StandardCharsets.UTF_8));
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(service.endpoint())
                .putHeader("Content-Type", "application/x-amz-json-1.1")
                .putHeader("X-Amz-Target", service.target())
                .build();
        SignedRequest signed = AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(identity)
                        .request(request)
                        .payload(body)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service.signingName())
                        .putProperty(AwsV4HttpSigner.REGION_NAME, service.region()));
        HttpExecuteResponse response = http.prepareRequest(HttpExecuteRequest.builder()
                        .request(signed.request())
                        .contentStreamProvider(signed.payload().orElse(body))
                        .build())
                .call();
        String text = "";
        if (response.responseBody().isPresent()) {
            try (InputStream answer = response.responseBody().get()) {
                text = new String(answer.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
        JsonNode json = JsonTree.read(text.isEmpty() ? "{}" : text);
        if (!response.httpResponse().isSuccessful()) {
            throw new ComponentException("ECR at " + service.endpoint() + " refuses to give a password: HTTP status "
                    + response.httpResponse().statusCode() + " "
                    + json.path("__type").asText("") + " "
                    + json.path("message").asText(json.path("Message").asText("")) + ". Check the AWS credentials and"
                    + " their permission ecr:GetAuthorizationToken.");
        }
        return json;
    }

    private EcrToken parse(String server, JsonNode answer) throws ComponentException {
        JsonNode data = answer.path("authorizationData");
        String token = (data.isArray() ? data.path(0) : data)
                .path("authorizationToken")
                .asText("");
        String pair;
        try {
            pair = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new ComponentException("ECR's answer for " + server + " holds no password.", e);
        }
        int colon = pair.indexOf(':');
        if (colon < 0) {
            throw new ComponentException("ECR's answer for " + server + " holds no password.");
        }
        EcrToken result = new EcrToken(pair.substring(0, colon), pair.substring(colon + 1));
        context.secrets().add(result.password());
        context.secrets().add(token);
        return result;
    }
}
