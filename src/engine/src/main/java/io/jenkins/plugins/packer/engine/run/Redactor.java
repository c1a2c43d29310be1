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
                added = secrets.add(secret);
                for (String line : secret.split("\\R")) {
                    if (line.length() > 3 && !line.isBlank()) {
                        added |= secrets.add(line);
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
