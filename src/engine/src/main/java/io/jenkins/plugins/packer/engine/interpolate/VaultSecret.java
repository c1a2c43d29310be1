package io.jenkins.plugins.packer.engine.interpolate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Vault's answer to a read of its key/value store: version 2 has the fields in {@code data.data}, version 1 in {@code data}. */
final class VaultSecret {
    private VaultSecret() {}

    static String field(String json, String path, String key) throws InterpolationException {
        Object answer;
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            parser.nextToken();
            answer = value(parser);
        } catch (IOException e) {
            // The answer may hold the secret, so that neither it nor the parser's message is shown.
            throw new InterpolationException("Vault's answer for " + path + " is not JSON: is VAULT_ADDR a Vault?");
        }
        Object data = member(answer, "data");
        boolean versioned = data instanceof Map<?, ?> fields && fields.containsKey("data");
        Object value = member(versioned ? member(data, "data") : data, key);
        if (value instanceof String text) {
            return text;
        }
        if (value != null) {
            throw new InterpolationException("the value of " + key + " at Vault path " + path + " is not a string");
        }
        throw new InterpolationException(
                versioned
                        ? "Vault path does not contain the requested key: " + key + " at " + path
                        : "Vault data was empty at the given path: " + path + " has no " + key
                                + "; a path of a version 2 store has data/ after its mount");
    }

    private static @Nullable Object member(@Nullable Object object, String name) {
        return object instanceof Map<?, ?> map ? map.get(name) : null;
    }

    /** Objects as maps, strings as they are, anything else as something that is neither. */
    private static @Nullable Object value(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        if (token != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return Boolean.TRUE;
        }
        Map<String, @Nullable Object> members = new HashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            members.put(name, value(parser));
        }
        return members;
    }
}
