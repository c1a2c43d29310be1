package io.jenkins.plugins.packer.engine.builtin.http;

import io.jenkins.plugins.packer.engine.config.Option;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Options of the {@code http} data source.
 *
 * @param url what is asked for
 * @param method how
 * @param requestHeaders headers to send
 * @param requestBody what to send
 */
public record HttpDataConfiguration(
        @Option(doc = "The http or https address to ask. It must answer with a 2xx status.", required = true)
        String url,

        @Option(doc = "HEAD, GET, POST, PUT, DELETE, OPTIONS or PATCH.", defaultValue = "GET")
        String method,

        @Option(doc = "Headers to send with the request.") Map<String, String> requestHeaders,

        @Option(doc = "What to send as the body of the request; nothing by default.") @Nullable
        String requestBody) {

    @Override
    public String method() {
        // As in Packer, an empty method is one that is not set.
        return method.isEmpty() ? "GET" : method;
    }
}
