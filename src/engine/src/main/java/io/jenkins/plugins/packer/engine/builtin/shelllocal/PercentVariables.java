package io.jenkins.plugins.packer.engine.builtin.shelllocal;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Variables in the values of others, as {@code %PATH%} is one: on Windows Packer sets variables with commands of {@code
 * cmd.exe}, which replaces those that it knows when it reads its line, and leaves the others as they stand.
 */
final class PercentVariables {
    private static final Pattern VARIABLE = Pattern.compile("%([^%=:]+)%");

    private PercentVariables() {}

    /**
     * A value with the variables in it replaced.
     *
     * @param environment what is known; Windows does not look at letter case
     */
    static String expanded(String value, Map<String, String> environment) {
        if (value.indexOf('%') < 0) {
            return value;
        }
        Map<String, String> known = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        known.putAll(environment);
        StringBuilder result = new StringBuilder();
        Matcher variable = VARIABLE.matcher(value);
        int from = 0;
        while (variable.find(from)) {
            String content = known.get(variable.group(1));
            // The sign at the end of what is none may begin the next.
            int to = content == null ? variable.end() - 1 : variable.end();
            result.append(value, from, variable.start());
            result.append(content == null ? value.substring(variable.start(), to) : content);
            from = to;
        }
        return result.append(value, from, value.length()).toString();
    }
}
