package io.jenkins.plugins.packer.engine.builtin.http;

import java.util.Locale;

/** Tells texts from other content by the header {@code Content-Type}. */
final class MediaType {
    private MediaType() {}

    /** Whether the content is a text in UTF-8, or one whose encoding is not told. */
    static boolean isText(String contentType) {
        String[] parts = contentType.toLowerCase(Locale.ROOT).split(";");
        String type = parts[0].strip();
        if (!(type.startsWith("text/") && type.length() > "text/".length())
                && !type.equals("application/json")
                && !type.startsWith("application/samlmetadata+xml")) {
            return false;
        }
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip();
            if (parameter.startsWith("charset=")) {
                String charset = parameter.substring("charset=".length()).replace("\"", "");
                return charset.isEmpty() || charset.equals("utf-8") || charset.equals("us-ascii");
            }
        }
        return true;
    }
}
