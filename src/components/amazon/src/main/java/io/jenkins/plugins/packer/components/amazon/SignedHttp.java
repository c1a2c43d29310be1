package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.run.Cancellation;
import io.jenkins.plugins.packer.engine.run.Waiting;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;

/**
 * Signed requests to services that are asked for a handful of things: the SDK's modules for them would be megabytes on every
 * agent. What is throttled or fails for a moment is tried again, with pauses that grow.
 *
 * @param tries how often at most
 */
record SignedHttp(SdkHttpClient http, AwsCredentialsProvider credentials, int tries, Cancellation cancellation) {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);
    /** The number of tries is the limit. */
    private static final Duration FOR_EVER = Duration.ofDays(1);

    private static final int TOO_MANY_REQUESTS = 429;
    private static final Pattern PASSING = Pattern.compile(
            "Throttling|ThrottledException|RequestLimitExceeded|TooManyRequestsException|SlowDown|RequestTimeout\\b|"
                    + "InternalServiceError|ServiceUnavailable|TransactionInProgressException");

    /**
     * Who is asked.
     *
     * @param service its name in signatures, such as {@code iam}
     * @param region the region in signatures
     * @param address where it is
     */
    record Service(String service, String region, URI address) {}

    /**
     * What becomes of a request that is in the air when the run is cancelled. What makes or changes something could come to be
     * after its reaper has looked for it, so its answer is waited for.
     */
    enum WhenCancelled {
        /** It asks something: it ends at once. */
        CUT,
        /** It has a big body: it ends at once while that is on its way, and is waited for when the body is there. */
        CUT_UNTIL_SENT,
        /** It is waited for. */
        AWAITED
    }

    /**
     * What is sent.
     *
     * @param whenCancelled what becomes of it when the run is cancelled
     * @param path path and query as they are sent, encoded, below the service's address
     * @param length of the body in bytes
     * @param content opens the body, as often as it is sent; null for none
     */
    record Request(
            WhenCancelled whenCancelled,
            SdkHttpMethod method,
            String path,
            Map<String, String> headers,
            long length,
            @Nullable ContentStreamProvider content) {

        /** A request to the service's address itself. */
        static Request post(WhenCancelled whenCancelled, String contentType, String body, Map<String, String> headers) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            Map<String, String> all = new LinkedHashMap<>(headers);
            all.put("Content-Type", contentType);
            return new Request(
                    whenCancelled, SdkHttpMethod.POST, "", all, bytes.length, () -> new ByteArrayInputStream(bytes));
        }
    }

    /** What came back. */
    record Answer(SdkHttpResponse response, String body) {
        private static final int HUNDRED = 100;
        private static final int SUCCESS = 2;

        boolean isSuccess() {
            return status() / HUNDRED == SUCCESS;
        }

        int status() {
            return response.statusCode();
        }

        /** A header's value, or an empty text. */
        String header(String name) {
            return response.firstMatchingHeader(name).orElse("");
        }

        private boolean isPassing() {
            return status() >= HttpURLConnection.HTTP_INTERNAL_ERROR
                    || status() == TOO_MANY_REQUESTS
                    || !isSuccess() && PASSING.matcher(body).find();
        }
    }

    /**
     * Sends a request.
     *
     * @param what what is tried, as the beginning of a sentence
     * @return the answer, which may be a refusal
     * @throws AwsException when the service cannot be reached
     */
    Answer send(String what, Service service, Request request) throws ComponentException {
        int[] tried = {0};
        return Waiting.between(FIRST_PAUSE, LONGEST_PAUSE).until(what, FOR_EVER, cancellation, line -> {}, () -> {
            tried[0]++;
            return attempt(what, service, request, tried[0] >= Math.max(1, tries));
        });
    }

    /** Null for a failure that may pass. */
    private @Nullable Answer attempt(String what, Service service, Request request, boolean last) throws AwsException {
        SentBody body = new SentBody(request, cancellation);
        ExecutableHttpRequest prepared = http.prepareRequest(signed(service, request, body));
        Runnable cut = () -> {
            if (!body.isAwaited()) {
                prepared.abort();
            }
        };
        try (Cancellation.Registration registration = cancellation.onCancel(cut)) {
            HttpExecuteResponse response = prepared.call();
            Answer answer = new Answer(response.httpResponse(), text(response));
            return answer.isPassing() && !last ? null : answer;
        } catch (IOException | UncheckedIOException e) {
            cancellation.check();
            if (last) {
                throw new AwsException(
                        what + " failed: " + service.address() + " cannot be asked: " + e.getMessage(), "", e);
            }
            return null;
        }
    }

    private HttpExecuteRequest signed(Service service, Request request, SentBody body) {
        String base = service.address().toString();
        SdkHttpRequest.Builder unsigned = SdkHttpRequest.builder()
                .method(request.method())
                .uri(URI.create(request.path().isEmpty() ? base : base.replaceFirst("/$", "") + request.path()));
        if (request.content() != null) {
            unsigned.putHeader("Content-Length", Long.toString(request.length()));
        }
        request.headers().forEach(unsigned::putHeader);
        boolean objects = service.service().equals("s3");
        SignedRequest signed = AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(credentials.resolveCredentials())
                        .request(unsigned.build())
                        .payload(request.content())
                        // A key of S3 is what it is: "a//b" and "a/b" are two, and it is encoded once.
                        .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, !objects)
                        .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, !objects)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service.service())
                        .putProperty(AwsV4HttpSigner.REGION_NAME, service.region()));
        return HttpExecuteRequest.builder()
                .request(signed.request())
                .contentStreamProvider(
                        request.content() == null
                                ? null
                                : body.watching(signed.payload().orElse(request.content())))
                .build();
    }

    private static String text(HttpExecuteResponse response) throws IOException {
        try (InputStream in =
                response.responseBody().isPresent() ? response.responseBody().get() : InputStream.nullInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
