package io.jenkins.plugins.packer.engine.communicator.winrm;

import io.jenkins.plugins.packer.engine.run.Cancellation;
import io.jenkins.plugins.packer.engine.run.CancelledException;
import io.jenkins.plugins.packer.engine.ui.DurationText;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * Posts to one machine, one request at a time, so that all go over one connection as long as that lasts: what NTLM needs.
 * The run's cancellation ends a request at once.
 */
final class HttpConnection {
    private static final String NO_CONNECTION = "no connection: nothing listens there, or a firewall is in between";

    private final WinRmSettings settings;
    private final Duration patience;
    private final Deadline deadline;
    private final HttpClient client;
    private final Cancellation cancellation;

    /**
     * @param environment where proxies are named
     * @param patience how long connecting may take, and how much longer than the machine's own limit an answer, before
     *     the machine counts as gone
     * @param deadline when it counts as gone in any case
     * @param cancellation ends what is going on
     */
    HttpConnection(
            WinRmSettings settings,
            Map<String, String> environment,
            Duration patience,
            Deadline deadline,
            Cancellation cancellation) {
        this.settings = settings;
        this.patience = patience;
        this.deadline = deadline;
        this.cancellation = cancellation;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(patience)
                .proxy(settings.noProxy() ? ProxySelector.of(null) : new WinRmProxies(environment));
        if (settings.https() && settings.insecure()) {
            builder.sslContext(AnyCertificate.context());
        }
        client = builder.build();
    }

    /**
     * An answer.
     *
     * @param status of HTTP
     * @param contentType its header, or empty
     * @param challenges the headers {@code WWW-Authenticate}
     * @param body its bytes
     * @param certificate the machine's, or null without TLS
     */
    record Reply(
            int status,
            String contentType,
            List<String> challenges,
            byte[] body,
            @Nullable Certificate certificate) {}

    /**
     * Sends a request and waits for its answer.
     *
     * @param authorization the header, or null for none
     * @param wait how long the machine may hold the request back; a moment longer is waited for
     * @throws ConnectException when there is no connection, so that the request was not sent
     * @throws IOException when there is no answer
     */
    Reply post(byte[] body, String contentType, @Nullable String authorization, Duration wait) throws IOException {
        cancellation.check();
        HttpRequest.Builder request = HttpRequest.newBuilder(settings.uri())
                .header("Content-Type", contentType)
                .header("User-Agent", "Packer for Jenkins")
                .POST(
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        HttpResponse<byte[]> response = send(request.build(), deadline.bound(wait.plus(patience)));
        return new Reply(
                response.statusCode(),
                response.headers().firstValue("Content-Type").orElse(""),
                response.headers().allValues("WWW-Authenticate"),
                response.body(),
                certificate(response));
    }

    private HttpResponse<byte[]> send(HttpRequest request, Duration limit) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> answer;
        try {
            answer = client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IllegalArgumentException e) {
            throw new ConnectException(e.getMessage());
        }
        try (Cancellation.Registration cancelled = cancellation.onCancel(() -> answer.cancel(true))) {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new HttpTimeoutException("there was no answer within " + DurationText.words(whole(limit)));
        } catch (CancellationException e) {
            cancellation.check();
            throw new IOException("the request was cancelled", e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new CancelledException("interrupted");
        }
    }

    /** The nearest whole seconds, where there are some. */
    private static Duration whole(Duration limit) {
        long seconds = Math.round(limit.toMillis() / 1000.0);
        return seconds > 0 ? Duration.ofSeconds(seconds) : Duration.ofMillis(limit.toMillis());
    }

    private static IOException failure(Throwable cause) {
        if (cause instanceof ConnectException || cause instanceof java.net.http.HttpConnectTimeoutException) {
            ConnectException unreachable =
                    new ConnectException(cause.getMessage() == null ? NO_CONNECTION : cause.getMessage());
            unreachable.initCause(cause);
            return unreachable;
        }
        String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new IOException(words(cause, message), cause);
    }

    /** What the library says about bytes, as what the user can look at. */
    private static String words(Throwable cause, String message) {
        if (message.contains("Unsupported or unrecognized SSL") || message.contains("Unrecognized SSL message")) {
            return "what answers there does not speak TLS: WinRM over HTTP wants winrm_use_ssl = false, and has another"
                    + " port, mostly 5985";
        }
        if (cause instanceof SSLException) {
            return message + "; winrm_insecure = true accepts a certificate that the machine signed itself";
        }
        if (message.contains("header parser received no bytes")) {
            return "the connection was closed without an answer: this may not be the port of WinRM, or it wants TLS";
        }
        return message.startsWith("Invalid status line") ? message + ": this may not be the port of WinRM" : message;
    }

    private static @Nullable Certificate certificate(HttpResponse<byte[]> response) throws SSLPeerUnverifiedException {
        if (response.sslSession().isEmpty()) {
            return null;
        }
        return response.sslSession().get().getPeerCertificates()[0];
    }
}
