package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.engine.run.Cancellation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;

/**
 * IAM's query protocol (https://docs.aws.amazon.com/IAM/latest/APIReference/), as far as an instance profile needs it: the
 * SDK's module for it would be four megabytes on every agent for nine requests.
 *
 * @param endpoint where IAM is asked
 * @param signingRegion the region of the endpoint, for the signature
 */
record Iam(
        SdkHttpClient http,
        AwsCredentialsProvider credentials,
        URI endpoint,
        String signingRegion,
        Cancellation cancellation) {
    private static final Pattern CODE = Pattern.compile("<Code>(.*?)</Code>");
    private static final Pattern MESSAGE = Pattern.compile("<Message>(.*?)</Message>", Pattern.DOTALL);
    private static final int SUCCESS = 2;
    private static final int HUNDRED = 100;

    /** Where a partition has its IAM, and the region that signs for it. */
    static Map.Entry<String, String> global(String region) {
        if (region.startsWith("cn-")) {
            return Map.entry("https://iam.cn-north-1.amazonaws.com.cn", "cn-north-1");
        }
        if (region.startsWith("us-gov-")) {
            return Map.entry("https://iam.us-gov.amazonaws.com", "us-gov-west-1");
        }
        return Map.entry("https://iam.amazonaws.com", "us-east-1");
    }

    /**
     * Sends a request.
     *
     * @param what what is tried, as the beginning of a sentence
     * @param namesAndValues parameters
     */
    void call(String what, String action, String... namesAndValues) throws AwsException {
        cancellation.check();
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("Action", action);
        parameters.put("Version", "2010-05-08");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        try {
            HttpExecuteResponse response =
                    http.prepareRequest(signed(query(parameters))).call();
            int status = response.httpResponse().statusCode();
            String body = text(response);
            if (status / HUNDRED != SUCCESS) {
                String code = first(CODE, body);
                throw new AwsException(
                        what + " failed: " + first(MESSAGE, body) + " ("
                                + (code.isEmpty() ? "HTTP status " + status : code) + ")" + Remedies.of(code),
                        code,
                        new IOException("HTTP status " + status));
            }
        } catch (IOException e) {
            cancellation.check();
            throw new AwsException(what + " failed: IAM cannot be asked: " + e.getMessage(), "", e);
        }
    }

    private HttpExecuteRequest signed(String query) {
        byte[] bytes = query.getBytes(StandardCharsets.UTF_8);
        ContentStreamProvider body = () -> new ByteArrayInputStream(bytes);
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(endpoint)
                .putHeader("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                .putHeader("Content-Length", Integer.toString(bytes.length))
                .build();
        SignedRequest signed = AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(credentials.resolveCredentials())
                        .request(request)
                        .payload(body)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "iam")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, signingRegion));
        return HttpExecuteRequest.builder()
                .request(signed.request())
                .contentStreamProvider(signed.payload().orElse(body))
                .build();
    }

    private static String query(Map<String, String> parameters) {
        StringBuilder query = new StringBuilder();
        parameters.forEach((name, value) -> query.append(query.isEmpty() ? "" : "&")
                .append(URLEncoder.encode(name, StandardCharsets.UTF_8))
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return query.toString();
    }

    private static String text(HttpExecuteResponse response) throws IOException {
        try (InputStream in =
                response.responseBody().isPresent() ? response.responseBody().get() : InputStream.nullInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }
}
