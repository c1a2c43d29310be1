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

    /** Length of the longest secret. */
    public int longest() {
        List<String> current = ordered;
        return current.isEmpty() ? 0 : current.get(0).length();
    }

    /**
     * Where a text may be cut so that no secret lies across, and each part can be redacted by itself.
     *
     * @param text has at least as many characters behind the place as the longest secret, or ends
     * @param wanted the place, not 0
     * @return a place before it where there is one, else the first behind it; never 0
     */
    public int boundary(String text, int wanted) {
        int place = wanted;
        int next = across(text, place, false);
        while (next != place) {
            place = next;
            next = across(text, place, false);
        }
        if (place > 0) {
            return place;
        }
        // From its beginning on it is a secret, or several that overlap.
        place = wanted;
        next = across(text, place, true);
        while (next != place) {
            place = next;
            next = across(text, place, true);
        }
        return place;
    }

    /** Where what lies across a place begins or ends; the place itself where nothing does. */
    private int across(String text, int place, boolean end) {
        int result = place;
        for (String secret : ordered) {
            int from = Math.max(0, place - secret.length() + 1);
            int to = Math.min(text.length(), place + secret.length() - 1);
            String around = text.substring(from, to);
            int found = end ? around.lastIndexOf(secret) : around.indexOf(secret);
            if (found >= 0) {
                int edge = from + found + (end ? secret.length() : 0);
                result = end ? Math.max(result, edge) : Math.min(result, edge);
            }
        }
        return result;
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
