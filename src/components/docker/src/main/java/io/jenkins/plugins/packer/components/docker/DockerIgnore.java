package io.jenkins.plugins.packer.components.docker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The rules of a {@code .dockerignore} file (https://docs.docker.com/build/concepts/context/#dockerignore-files): shell
 * patterns with {@code **}, exceptions with {@code !}, the last rule that matches a path or one of its parents decides.
 */
final class DockerIgnore implements Predicate<String> {
    private final List<Rule> rules;

    private record Rule(Pattern pattern, boolean exception) {
        boolean matches(String path) {
            for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
                if (pattern.matcher(path.substring(0, end)).matches()) {
                    return true;
                }
            }
            return pattern.matcher(path).matches();
        }
    }

    DockerIgnore(List<String> lines) {
        List<Rule> parsed = new ArrayList<>();
        for (String line : lines) {
            String text = line.startsWith("#") ? "" : line.strip();
            boolean exception = text.startsWith("!");
            String pattern = clean(exception ? text.substring(1).strip() : text);
            if (!pattern.isEmpty() && !pattern.equals(".")) {
                parsed.add(new Rule(Pattern.compile(regex(pattern)), exception));
            }
        }
        rules = List.copyOf(parsed);
    }

    /** The rules of a context; none where it has no such file. */
    static DockerIgnore of(Path context) throws IOException {
        Path file = context.resolve(".dockerignore");
        return new DockerIgnore(Files.exists(file) ? Files.readAllLines(file, StandardCharsets.UTF_8) : List.of());
    }

    /** Whether an excluded directory can have something in it that is not. */
    boolean hasExceptions() {
        return rules.stream().anyMatch(Rule::exception);
    }

    /** Whether a path, relative and with slashes, stays out of the context. */
    @Override
    public boolean test(String path) {
        boolean excluded = false;
        for (Rule rule : rules) {
            if (rule.exception() == excluded && rule.matches(path)) {
                excluded = !rule.exception();
            }
        }
        return excluded;
    }

    /** Go's {@code filepath.Clean}, and without slashes at the ends. */
    private static String clean(String pattern) {
        List<String> parts = new ArrayList<>();
        for (String part : pattern.split("/")) {
            if (part.equals("..") && !parts.isEmpty()) {
                parts.remove(parts.size() - 1);
            } else if (!part.isEmpty() && !part.equals(".") && !part.equals("..")) {
                parts.add(part);
            }
        }
        return String.join("/", parts);
    }

    private static String regex(String pattern) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (pattern.startsWith("**", i)) {
                boolean slash = pattern.startsWith("**/", i);
                regex.append(slash ? "(?:.*/)?" : ".*");
                i += slash ? 2 : 1;
            } else if (c == '*') {
                regex.append("[^/]*");
            } else if (c == '?') {
                regex.append("[^/]");
            } else if (c == '[' && pattern.indexOf(']', i + 1) > 0) {
                int end = pattern.indexOf(']', i + 1);
                regex.append(pattern, i, end + 1);
                i = end;
            } else if (c == '\\' && i + 1 < pattern.length()) {
                regex.append(Pattern.quote(pattern.substring(++i, i + 1)));
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return regex.toString();
    }
}
