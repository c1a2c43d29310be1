package io.jenkins.plugins.packer.components.amazon;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.Filter;

/** Filters of EC2's Describe requests. */
final class Filters {
    private Filters() {}

    static Filter of(String name, String... values) {
        return Filter.builder().name(name).values(values).build();
    }

    /** Whatever carries a tag. */
    static Filter tag(String name, String value) {
        return of("tag:" + name, value);
    }

    /** Filters as templates write them: a value with commas is several, of which one must match. */
    static List<Filter> of(Map<String, String> written) {
        List<Filter> filters = new ArrayList<>();
        written.forEach((name, value) ->
                filters.add(Filter.builder().name(name).values(values(value)).build()));
        return filters;
    }

    /** Comma-separated values, of which one in double quotes may hold commas itself (RFC 4180). */
    private static List<String> values(String text) {
        List<String> values = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '"' && quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                value.append('"');
                i++;
            } else if (character == '"' && (quoted || value.isEmpty())) {
                quoted = !quoted;
            } else if (character == ',' && !quoted) {
                values.add(value.toString());
                value.setLength(0);
            } else if (character != ' ' || quoted || !value.isEmpty()) {
                // Space before a value is no part of it.
                value.append(character);
            }
        }
        values.add(value.toString());
        return values;
    }
}
