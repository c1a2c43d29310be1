package io.jenkins.plugins.packer.engine.run;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Knows every secret value of a run and takes them out of whatever is printed, logged, reported or thrown. As in
 * Packer, a secret becomes {@code <sensitive>}.
 */
public final class Redactor {
    /** What stands in place of a secret. */
    public static final String REPLACEMENT = "<sensitive>";

    private final Set<String> secrets = new LinkedHashSet<>();
    /** The secrets, longest first, so that one that contains another is taken out whole. */
    private volatile List<String> ordered = List.of();

    /** Adds a secret; an empty or blank one is ignored, since it would take out everything. Of several lines, each is one. */
    public void add(String secret) {
        synchronized (secrets) {
            boolean added = false;
            if (!secret.isBlank()) {
                added = secrets.add(secret) | addWritten(secret);
                for (String line : secret.split("\\R")) {
                    if (line.length() > 3 && !line.isBlank()) {
                        added |= secrets.add(line) | addWritten(line);
                    }
                }
            }
            if (added) {
                ordered = secrets.stream()
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .toList();
            }
        }
    }

    /** As it stands between the quotes of a template, which messages show a line of, where that is something else. */
    private boolean addWritten(String secret) {
        StringBuilder json = new StringBuilder();
        StringBuilder hcl = new StringBuilder();
        for (int i = 0; i < secret.length(); i++) {
            char c = secret.charAt(i);
            String escaped = escaped(c);
            json.append(escaped);
            hcl.append(escaped);
            if ((c == '$' || c == '%') && secret.startsWith("{", i + 1)) {
                hcl.append(c);
            }
        }
        boolean added = !secret.contentEquals(json) && secrets.add(json.toString());
        return (!secret.contentEquals(hcl) && secrets.add(hcl.toString())) | added;
    }

    private static String escaped(char c) {
        return switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> String.valueOf(c);
        };
    }

    public void addAll(Collection<String> all) {
        all.forEach(this::add);
    }

    /** The text without the secrets. */
    public String redact(String text) {
        String result = text;
        for (String secret : ordered) {
            if (result.contains(secret)) {
                result = result.replace(secret, REPLACEMENT);
            }
        }
        return result;
    }
}
