package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.hcl.value.Type;
import io.jenkins.plugins.packer.hcl.value.Value;
import io.jenkins.plugins.packer.hcl.value.ValueJson;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The text of a secret, which may be a JSON object of several values: so the console and many programs store them. What is not
 * JSON is one value.
 *
 * @param name the secret's, for messages
 * @param values the values of the object; empty where the text is no JSON
 */
record SecretText(String name, String text, Optional<SortedMap<String, Value>> values) {

    static SecretText of(String name, String text) throws ComponentException {
        Value json;
        try {
            json = ValueJson.decode(text);
        } catch (ValueJson.SyntaxException e) {
            return new SecretText(name, text, Optional.empty());
        }
        if (!json.type().isObject()) {
            throw new ComponentException("The secret " + name + " is JSON, but not an object with values by name."
                    + " aws_secretsmanager_raw gives its text.");
        }
        return new SecretText(name, text, Optional.of(json.entryMap()));
    }

    /** The value of a key; empty where there is none. */
    Optional<String> value(String key) throws ComponentException {
        Value value = values.isEmpty() ? null : values.get().get(key);
        return value == null ? Optional.empty() : Optional.of(text(key, value));
    }

    /** The first value by the order of the names; empty where there is none. */
    Optional<String> first() throws ComponentException {
        return values.isEmpty() || values.get().isEmpty()
                ? Optional.empty()
                : value(values.get().firstKey());
    }

    /** How many values there are. */
    int size() {
        return values.map(SortedMap::size).orElse(1);
    }

    /** Numbers are whole ones, as Packer writes them. */
    private String text(String key, Value value) throws ComponentException {
        if (value.type() == Type.STRING && !value.isNull()) {
            return value.asString();
        }
        if (value.type() == Type.NUMBER && !value.isNull()) {
            return new BigDecimal(value.asNumber().doubleValue())
                    .setScale(0, RoundingMode.HALF_EVEN)
                    .toPlainString();
        }
        throw new ComponentException("The value " + key + " of the secret " + name
                + " is neither a text nor a number. jsondecode of the secret's text gives every kind of value.");
    }
}
