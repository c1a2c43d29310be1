package io.jenkins.plugins.packer.engine.builtin.http;

import io.jenkins.plugins.packer.hcl.value.Value;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The headers of a response as Go's client gives them: names in canonical form, repeated ones joined by commas. */
final class ResponseHeaders {
    private ResponseHeaders() {}

    static Map<String, Value> of(HttpHeaders headers) {
        Map<String, Value> values = new TreeMap<>();
        for (Map.Entry<String, List<String>> header : headers.map().entrySet()) {
            // It belongs to the connection; ":status" and its like are no headers.
            if (!header.getKey().equalsIgnoreCase("Transfer-Encoding")
                    && !header.getKey().startsWith(":")) {
                values.put(canonical(header.getKey()), Value.string(String.join(", ", header.getValue())));
            }
        }
        return values;
    }

    /** {@code content-type} becomes {@code Content-Type}. */
    static String canonical(String name) {
        StringBuilder text = new StringBuilder();
        boolean first = true;
        for (char c : name.toCharArray()) {
            text.append(first ? upper(c) : lower(c));
            first = c == '-';
        }
        return text.toString();
    }

    private static char upper(char c) {
        return c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c;
    }

    private static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c - 'A' + 'a') : c;
    }
}
