package io.jenkins.plugins.packer.engine.builtin.http;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.DataContext;
import io.jenkins.plugins.packer.engine.run.Cancellation;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Sends a request and follows redirects by the rules of Go's client, which Packer uses: ten at most, a changed method
 * where the status says so, and no login for another host.
 *
 * @see <a href="https://pkg.go.dev/net/http#Client">net/http</a>
 */
final class HttpExchange {
    private static final int MOST_REDIRECTS = 10;
    private static final Set<String> LOGIN_HEADERS =
            Set.of("authorization", "www-authenticate", "cookie", "cookie2", "proxy-authorization");

    private final DataContext context;
    private final HttpClient client;

    HttpExchange(DataContext context) {
        this.context = context;
        this.client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(new EnvironmentProxies(context.environment()))
                .build();
    }

    /** What is sent next. */
    private record Hop(
            HttpAddress address, String method, @Nullable String body, Map<String, String> headers) {}

    HttpResponse<byte[]> send(HttpDataConfiguration configuration) throws ComponentException {
        Hop hop = new Hop(
                HttpAddress.parse(configuration.url()),
                configuration.method(),
                configuration.requestBody(),
                configuration.requestHeaders());
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            HttpResponse<byte[]> response = send(hop);
            Optional<String> location = response.headers().firstValue("Location");
            if (!isRedirect(response.statusCode()) || location.isEmpty()) {
                return response;
            }
            hop = next(hop, response.statusCode(), location.get());
        }
        throw new ComponentException(configuration.method() + " " + HttpAddress.withoutLogin(configuration.url())
                + " was redirected more than " + MOST_REDIRECTS + " times, last to "
                + hop.address().uri() + ". Check the server, or name the final address.");
    }

    private static boolean isRedirect(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    private static Hop next(Hop hop, int status, String location) throws ComponentException {
        HttpAddress address;
        try {
            address = HttpAddress.parse(hop.address().uri().resolve(location).toString());
        } catch (IllegalArgumentException e) {
            throw new ComponentException(
                    hop.address().uri() + " redirects to \"" + location + "\", which is no address.", e);
        }
        boolean same = status == 307 || status == 308;
        boolean reads = hop.method().equals("GET") || hop.method().equals("HEAD");
        Map<String, String> headers = new LinkedHashMap<>(hop.headers());
        String authorization = address.authorization();
        if (isWithin(address.uri(), hop.address().uri())) {
            authorization = authorization == null ? hop.address().authorization() : authorization;
        } else {
            headers.keySet().removeIf(name -> LOGIN_HEADERS.contains(name.toLowerCase(Locale.ROOT)));
        }
        return new Hop(
                new HttpAddress(address.uri(), authorization),
                same || reads ? hop.method() : "GET",
                same ? hop.body() : null,
                headers);
    }

    /** Whether an address is on the same host or on one beneath it. */
    private static boolean isWithin(URI address, URI former) {
        String host = address.getHost().toLowerCase(Locale.ROOT);
        String formerHost = former.getHost().toLowerCase(Locale.ROOT);
        return host.equals(formerHost) || host.endsWith("." + formerHost);
    }

    private HttpResponse<byte[]> send(Hop hop) throws ComponentException {
        CompletableFuture<HttpResponse<byte[]>> future =
                client.sendAsync(request(hop), HttpResponse.BodyHandlers.ofByteArray());
        try (Cancellation.Registration ignored = context.cancellation().onCancel(() -> future.cancel(true))) {
            return future.get();
        } catch (CancellationException e) {
            context.cancellation().check();
            throw e;
        } catch (ExecutionException e) {
            context.cancellation().check();
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new ComponentException(
                    hop.method() + " " + hop.address().uri() + " failed: " + reason(cause)
                            + ". Check the address, the network, and HTTP_PROXY, HTTPS_PROXY and NO_PROXY.",
                    cause);
        } catch (InterruptedException e) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw new ComponentException(hop.method() + " " + hop.address().uri() + " was interrupted.", e);
        }
    }

    /** Java's client says what happened by the kind of exception alone where it cannot connect. */
    private static String reason(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException) {
                return "the name of the host is not known";
            }
        }
        if (failure instanceof ConnectException) {
            return "nothing answers at this host and port";
        }
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }

    private static HttpRequest request(Hop hop) throws ComponentException {
        String body = hop.body();
        HttpRequest.Builder request = HttpRequest.newBuilder(hop.address().uri())
                .method(
                        hop.method(),
                        body == null || body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        String authorization = hop.address().authorization();
        if (authorization != null) {
            request.setHeader("Authorization", authorization);
        }
        for (Map.Entry<String, String> header : hop.headers().entrySet()) {
            try {
                request.setHeader(header.getKey(), header.getValue());
            } catch (IllegalArgumentException e) {
                throw new ComponentException(
                        "The header \"" + header.getKey() + "\" in request_headers cannot be sent: its name or its"
                                + " value has characters that HTTP does not allow.",
                        e);
            }
        }
        return request.build();
    }
}
