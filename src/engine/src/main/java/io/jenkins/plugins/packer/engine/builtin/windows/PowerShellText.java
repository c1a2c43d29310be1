package io.jenkins.plugins.packer.engine.builtin.windows;

import java.nio.charset.StandardCharsets;

/** Text within strings of PowerShell. */
final class PowerShellText {
    private PowerShellText() {}

    /**
     * Text between double quotes that stands for itself, as Packer escapes it for environment variables: a backtick
     * before dollar sign, backtick and both kinds of quotes. PowerShell takes typographic quotes for plain ones.
     */
    static String escaped(String text) {
        StringBuilder result = new StringBuilder(text.length() + 8);
        for (char c : text.toCharArray()) {
            if ("$\"`'\u201c\u201d\u201e".indexOf(c) >= 0) {
                result.append('`');
            }
            result.append(c);
        }
        return result.toString();
    }

    /** A script as a file; one that is not in ASCII starts with a mark, without which Windows PowerShell misreads it. */
    static byte[] file(String script) {
        boolean ascii = script.chars().allMatch(c -> c < 0x80);
        return (ascii ? script : "\uFEFF" + script).getBytes(StandardCharsets.UTF_8);
    }

    /** Text in single quotes, in which nothing but quotes has a meaning. */
    static String quoted(String text) {
        StringBuilder result = new StringBuilder("'");
        for (char c : text.toCharArray()) {
            if ("'\u2018\u2019\u201a\u201b".indexOf(c) >= 0) {
                result.append(c);
            }
            result.append(c);
        }
        return result.append('\'').toString();
    }

    /** A path of the template in double quotes: variables such as {@code $env:TEMP} in it are replaced. */
    static String path(String path) {
        return "\"" + path.replace("\"", "`\"") + "\"";
    }
}
