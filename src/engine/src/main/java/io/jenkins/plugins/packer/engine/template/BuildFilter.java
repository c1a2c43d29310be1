package io.jenkins.plugins.packer.engine.template;

import io.jenkins.plugins.packer.hcl.Diagnostics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code -only} and {@code -except} of the command line: patterns for the names of builds; {@code -except} is for
 * post-processors as well. Notes which patterns are of use.
 */
final class BuildFilter {
    private final Map<String, Glob> only;
    private final Map<String, Glob> except;
    private final List<String> unusedOnly;
    private final List<String> unusedExcept;
    private final List<String> names = new ArrayList<>();
    private final boolean exact;

    /**
     * A filter.
     *
     * @param exact whether names are meant as they are, which they are for legacy JSON templates
     */
    BuildFilter(List<String> only, List<String> except, boolean exact, Diagnostics diagnostics) {
        this.exact = exact;
        this.only = exact ? literal(only) : compile("only", only, diagnostics);
        this.except = exact ? literal(except) : compile("except", except, diagnostics);
        this.unusedOnly = new ArrayList<>(this.only.keySet());
        this.unusedExcept = new ArrayList<>(this.except.keySet());
    }

    private static Map<String, Glob> literal(List<String> names) {
        Map<String, Glob> globs = new LinkedHashMap<>();
        names.forEach(name -> globs.put(name, Glob.literal(name)));
        return globs;
    }

    private static Map<String, Glob> compile(String option, List<String> patterns, Diagnostics diagnostics) {
        Map<String, Glob> globs = new LinkedHashMap<>();
        for (String pattern : patterns) {
            try {
                globs.put(pattern, Glob.compile(pattern));
            } catch (IllegalArgumentException e) {
                diagnostics.error(
                        "Invalid -" + option + " pattern " + pattern + ": " + e.getMessage(),
                        "Put a backslash before a character that is meant as it is.",
                        null);
            }
        }
        return globs;
    }

    /** Whether a build is wanted. */
    boolean includes(String build) {
        names.add(build);
        boolean wanted = only.isEmpty();
        for (Map.Entry<String, Glob> pattern : only.entrySet()) {
            if (pattern.getValue().matches(build)) {
                unusedOnly.remove(pattern.getKey());
                wanted = true;
            }
        }
        return wanted && !excludes(build);
    }

    /** Whether {@code -except} names a build or post-processor. */
    boolean excludes(String name) {
        boolean excluded = false;
        for (Map.Entry<String, Glob> pattern : except.entrySet()) {
            if (pattern.getValue().matches(name)) {
                unusedExcept.remove(pattern.getKey());
                excluded = true;
            }
        }
        return excluded;
    }

    /** Warns of patterns that did not match anything. */
    void warnOfUnused(Diagnostics diagnostics) {
        String possible = "Possible build names: " + names + "."
                + (exact ? "" : "\nThese could also be matched with a glob pattern like: 'happycloud.*'");
        if (!unusedOnly.isEmpty()) {
            diagnostics.warning(
                    "an 'only' option was passed, but not all matches were found for the given build.",
                    "Nothing matches: " + String.join(", ", unusedOnly) + ".\n" + possible,
                    null);
        }
        if (!unusedExcept.isEmpty()) {
            diagnostics.warning(
                    "an 'except' option was passed, but did not match any build.",
                    "Nothing matches: " + String.join(", ", unusedExcept) + ".\n" + possible,
                    null);
        }
    }
}
