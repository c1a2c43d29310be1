package io.jenkins.plugins.packer.engine.builtin.http;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.DataContext;
import io.jenkins.plugins.packer.engine.component.DataSource;
import io.jenkins.plugins.packer.engine.config.ConfigurationCheck;
import io.jenkins.plugins.packer.hcl.value.Type;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads what an HTTP server answers. Behaves as Packer's {@code datasource/http}, oddities included: the output {@code
 * request_headers} holds the headers of the response.
 *
 * @see <a href="https://developer.hashicorp.com/packer/docs/datasources/http">Packer's documentation</a>
 */
public final class HttpDataSource implements DataSource<HttpDataConfiguration> {
    private static final List<String> METHODS = List.of("HEAD", "GET", "POST", "PUT", "DELETE", "OPTIONS", "PATCH");

    /** Headers that belong to the connection; Go drops most of them in silence, Java's client throws. */
    private static final List<String> CONNECTION_HEADERS =
            List.of("connection", "content-length", "expect", "host", "upgrade", "transfer-encoding");

    @Override
    public String type() {
        return "http";
    }

    @Override
    public String summary() {
        return "Reads the answer of an HTTP server: outputs url, body and request_headers, the headers of the response.";
    }

    @Override
    public Class<HttpDataConfiguration> configurationType() {
        return HttpDataConfiguration.class;
    }

    @Override
    public Type.ObjectType outputType() {
        return (Type.ObjectType)
                Type.object(Map.of("url", Type.STRING, "body", Type.STRING, "request_headers", Type.map(Type.STRING)));
    }

    @Override
    public void check(HttpDataConfiguration configuration, ConfigurationCheck check) {
        if (!check.isUnknown("url")) {
            try {
                HttpAddress.parse(configuration.url());
            } catch (ComponentException e) {
                check.error("url", "Invalid URL", String.valueOf(e.getMessage()));
            }
        }
        if (!METHODS.contains(configuration.method())) {
            check.error(
                    "method",
                    "Unknown HTTP method",
                    "The method \"" + configuration.method() + "\" is not one of " + String.join(", ", METHODS) + ".");
        }
        for (String name : configuration.requestHeaders().keySet()) {
            if (CONNECTION_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                check.error(
                        "request_headers",
                        "Header cannot be set",
                        "The header \"" + name + "\" is set by the connection itself. Leave it out.");
            }
        }
    }

    @Override
    public Value read(HttpDataConfiguration configuration, DataContext context) throws ComponentException {
        HttpExchange exchange = new HttpExchange(context);
        HttpResponse<byte[]> response = exchange.send(configuration);
        String asked = configuration.method() + " " + HttpAddress.withoutLogin(configuration.url());
        if (response.statusCode() / 100 != 2) {
            throw new ComponentException(asked + " failed. Response code: " + response.statusCode()
                    + excerpt(response.body()) + ". Check the address and what the server wants in request_headers.");
        }
        String type = response.headers().firstValue("Content-Type").orElse("");
        if (!MediaType.isText(type)) {
            context.warning(
                    "The answer may be no text",
                    asked + " has the content type \"" + type + "\", which is not known as text in UTF-8."
                            + " If it is binary data, the output \"body\" does not hold it unchanged.");
        }
        return Value.object(Map.of(
                "url",
                Value.string(configuration.url()),
                "body",
                Value.string(new String(response.body(), StandardCharsets.UTF_8)),
                "request_headers",
                Value.map(Type.STRING, ResponseHeaders.of(response.headers()))));
    }

    private static String excerpt(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8).strip();
        if (text.isEmpty()) {
            return "";
        }
        return ", and the server says: " + (text.length() > 300 ? text.substring(0, 300) + "..." : text);
    }
}
