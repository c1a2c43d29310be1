package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.hcl.value.Value;
import io.jenkins.plugins.packer.hcl.value.ValueJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * Credentials of a role in IAM Identity Center, for the session that {@code aws sso login} began; a session that can be renewed is
 * renewed. They are asked for again before they end.
 *
 * @see <a href="https://docs.aws.amazon.com/singlesignon/latest/PortalAPIReference/API_GetRoleCredentials.html">API</a>
 */
final class SsoCredentials implements AwsCredentialsProvider {
    private static final Duration MARGIN = Duration.ofMinutes(5);
    private static final String LOGIN_OVER = "The SSO session is over. Run ";

    private final SdkHttpClient http;
    private final Role role;
    private @Nullable AwsSessionCredentials current;

    /**
     * Which role, and how it is asked for.
     *
     * @param file the session's token
     * @param portal address of the portal
     * @param tokens address where tokens are renewed
     * @param login what the user runs to log in
     */
    record Role(String account, String name, Path file, String portal, String tokens, String login) {}

    SsoCredentials(SdkHttpClient http, Role role) {
        this.http = http;
        this.role = role;
    }

    @Override
    public synchronized AwsCredentials resolveCredentials() {
        AwsSessionCredentials known = current;
        if (known == null
                || known.expirationTime()
                        .map(end -> end.minus(MARGIN).isBefore(Instant.now()))
                        .orElse(false)) {
            known = ask(token());
            current = known;
        }
        return known;
    }

    private SsoToken token() {
        SsoToken token = SsoToken.read(role.file(), role.login());
        if (token.isValid()) {
            return token;
        }
        if (!token.isRenewable()) {
            throw SdkClientException.create(LOGIN_OVER + role.login() + ".");
        }
        Map<String, Value> input = Map.of(
                "grantType", Value.string("refresh_token"),
                "clientId", Value.string(token.text("clientId")),
                "clientSecret", Value.string(token.text("clientSecret")),
                "refreshToken", Value.string(token.text("refreshToken")));
        byte[] body = ValueJson.encode(Value.object(input)).getBytes(StandardCharsets.UTF_8);
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(URI.create(role.tokens() + "/token"))
                .putHeader("Content-Type", "application/json")
                .putHeader("Content-Length", Integer.toString(body.length))
                .build();
        JsonNode answer = send(HttpExecuteRequest.builder()
                .request(request)
                .contentStreamProvider(() -> new ByteArrayInputStream(body))
                .build());
        long seconds = answer.field("expiresIn")
                .filter(JsonNode::isNumber)
                .map(node -> Long.parseLong(node.asNumber()))
                .orElse(0L);
        return token.renewed(
                AwsJson.text(answer, "accessToken").orElse(""),
                AwsJson.text(answer, "refreshToken").orElse(""),
                Instant.now().plusSeconds(seconds));
    }

    private AwsSessionCredentials ask(SsoToken token) {
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(URI.create(role.portal() + "/federation/credentials"))
                .putRawQueryParameter("role_name", role.name())
                .putRawQueryParameter("account_id", role.account())
                .putHeader("x-amz-sso_bearer_token", token.text("accessToken"))
                .build();
        JsonNode found = send(HttpExecuteRequest.builder().request(request).build())
                .field("roleCredentials")
                .orElseThrow(
                        () -> SdkClientException.create("There are no credentials in the answer of " + role.portal()));
        AwsSessionCredentials.Builder credentials = AwsSessionCredentials.builder()
                .accessKeyId(AwsJson.text(found, "accessKeyId").orElse(""))
                .secretAccessKey(AwsJson.text(found, "secretAccessKey").orElse(""))
                .sessionToken(AwsJson.text(found, "sessionToken").orElse(""));
        found.field("expiration")
                .filter(JsonNode::isNumber)
                .map(node -> Instant.ofEpochMilli(Long.parseLong(node.asNumber())))
                .ifPresent(credentials::expirationTime);
        return credentials.build();
    }

    private JsonNode send(HttpExecuteRequest request) {
        URI address = request.httpRequest().getUri();
        String where = address.getScheme() + "://" + address.getAuthority() + address.getPath();
        try {
            HttpExecuteResponse response = http.prepareRequest(request).call();
            String body;
            try (InputStream in = response.responseBody().isPresent()
                    ? response.responseBody().get()
                    : InputStream.nullInputStream()) {
                body = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
            int status = response.httpResponse().statusCode();
            if (status == HttpURLConnection.HTTP_UNAUTHORIZED || status == HttpURLConnection.HTTP_BAD_REQUEST) {
                throw SdkClientException.create(
                        LOGIN_OVER + role.login() + ". (" + where + " answered with the status " + status + ")");
            }
            if (status != HttpURLConnection.HTTP_OK) {
                throw SdkClientException.create("The role " + role.name() + " of the account " + role.account()
                        + " cannot be had: " + where + " answered with the status " + status
                        + ". Check sso_account_id and sso_role_name of the profile.");
            }
            return JsonNode.parser().parse(body);
        } catch (IOException | UncheckedIOException e) {
            throw SdkClientException.create(where + " cannot be asked for SSO credentials: " + e.getMessage(), e);
        }
    }
}
