package io.jenkins.plugins.packer.pipeline;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.jenkinsci.plugins.credentialsbinding.masking.SecretPatterns;

/** Takes secrets out of the log, in all the forms that the Credentials Binding plugin knows. */
final class Masking {
    private static final String MASK = "****";
    /** Shorter lines of a secret with several would take out too much. */
    private static final int SHORTEST_LINE = 8;

    private final Pattern pattern;
    private final boolean empty;

    Masking(Collection<String> secrets) {
        List<String> all = new ArrayList<>();
        for (String secret : secrets) {
            if (!secret.isBlank()) {
                all.add(secret);
                if (secret.strip().contains("\n")) {
                    secret.lines()
                            .map(String::strip)
                            .filter(line -> line.length() >= SHORTEST_LINE)
                            .forEach(all::add);
                }
            }
        }
        empty = all.isEmpty();
        pattern = empty ? Pattern.compile("") : SecretPatterns.getAggregateSecretPattern(all);
    }

    String mask(String text) {
        return empty ? text : pattern.matcher(text).replaceAll(MASK);
    }
}
