package io.jenkins.plugins.packer.engine.function;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.jenkins.plugins.packer.hcl.eval.Function;
import io.jenkins.plugins.packer.hcl.eval.FunctionException;
import io.jenkins.plugins.packer.hcl.value.Type;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Functions of regular expressions, which are RE2's: linear in the text, without back references. What a match gives
 * depends on the pattern's groups: the whole match, a tuple of unnamed groups or an object of named ones.
 *
 * @see <a href="https://github.com/zclconf/go-cty/blob/main/cty/function/stdlib/regexp.go">cty's regexp.go</a>
 */
final class RegexFunctions {
    private RegexFunctions() {}

    static Function create(String name) {
        return switch (name) {
            case "regex" ->
                ofPattern().returns(RegexFunctions::typeOfMatch, (arguments, type) -> first(arguments, type));
            case "regexall" ->
                ofPattern()
                        .returns(
                                arguments -> Type.list(typeOfMatch(arguments)),
                                (arguments, type) -> all(arguments, type));
            case "regex_replace" ->
                Function.takes("str", Type.STRING)
                        .and("pattern", Type.STRING)
                        .and("replace", Type.STRING)
                        .returns(Type.STRING, RegexFunctions::replace);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Function.Signature ofPattern() {
        return Function.takes("pattern", Type.STRING).and("string", Type.STRING);
    }

    private static Pattern compile(Value pattern, int argument) {
        try {
            return Pattern.compile(pattern.asString());
        } catch (PatternSyntaxException e) {
            throw new FunctionException(
                    argument, "invalid regexp pattern: " + e.getDescription() + " in " + e.getPattern());
        }
    }

    private static Type typeOfMatch(List<Value> arguments) {
        if (!arguments.get(0).isKnown()) {
            return Type.DYNAMIC;
        }
        Pattern pattern = compile(arguments.get(0), 0);
        int named = pattern.namedGroups().size();
        if (pattern.groupCount() == 0) {
            return Type.STRING;
        }
        if (named == 0) {
            return Type.tuple(Collections.nCopies(pattern.groupCount(), Type.STRING));
        }
        if (named < pattern.groupCount()) {
            throw new FunctionException(0, "invalid regexp pattern: cannot mix both named and unnamed capture groups");
        }
        Map<String, Type> attributes = new HashMap<>();
        for (String group : pattern.namedGroups().keySet()) {
            attributes.put(group, Type.STRING);
        }
        return Type.object(attributes);
    }

    private static Value first(List<Value> arguments, Type type) {
        Pattern pattern = compile(arguments.get(0), 0);
        Matcher matcher = pattern.matcher(arguments.get(1).asString());
        if (!matcher.find()) {
            throw new FunctionException("pattern did not match any part of the given string");
        }
        return match(pattern, matcher, type);
    }

    private static Value all(List<Value> arguments, Type type) {
        Pattern pattern = compile(arguments.get(0), 0);
        String text = arguments.get(1).asString();
        Matcher matcher = pattern.matcher(text);
        List<Value> matches = new ArrayList<>();
        int end = -1;
        while (matcher.find()) {
            if (counts(matcher, text, end)) {
                matches.add(match(pattern, matcher, type.elementType()));
                end = matcher.end();
            }
        }
        return Value.list(type.elementType(), matches);
    }

    /** Go does not count an empty match that adjoins the match before it, nor one within a character. */
    private static boolean counts(Matcher matcher, String text, int previousEnd) {
        int start = matcher.start();
        if (start != matcher.end()) {
            return true;
        }
        boolean inside = start > 0
                && start < text.length()
                && Character.isSurrogatePair(text.charAt(start - 1), text.charAt(start));
        return start != previousEnd && !inside;
    }

    private static Value match(Pattern pattern, Matcher matcher, Type type) {
        if (type == Type.STRING) {
            return Value.string(matcher.group());
        }
        if (type.isTuple()) {
            List<Value> groups = new ArrayList<>();
            for (int i = 1; i <= matcher.groupCount(); i++) {
                groups.add(group(matcher, i));
            }
            return Value.tuple(groups);
        }
        Map<String, Value> groups = new HashMap<>();
        for (Map.Entry<String, Integer> group : pattern.namedGroups().entrySet()) {
            groups.put(group.getKey(), group(matcher, group.getValue()));
        }
        return Value.object(groups);
    }

    private static Value group(Matcher matcher, int index) {
        String text = matcher.group(index);
        return text == null ? Value.nullOf(Type.STRING) : Value.string(text);
    }

    private static Value replace(List<Value> arguments) {
        String text = arguments.get(0).asString();
        Pattern pattern = compile(arguments.get(1), 1);
        String replacement = arguments.get(2).asString();
        Matcher matcher = pattern.matcher(text);
        StringBuilder out = new StringBuilder();
        int copied = 0;
        int end = -1;
        while (matcher.find()) {
            if (counts(matcher, text, end)) {
                out.append(text, copied, matcher.start());
                expand(replacement, pattern, matcher, out);
                Arguments.requireRoom(out.length());
                end = matcher.end();
                copied = end;
            }
        }
        return Value.string(out.append(text, copied, text.length()).toString());
    }

    /** Writes a replacement with its {@code $1}, {@code $name} and <code>${name}</code>; other dollars stay. */
    private static void expand(String replacement, Pattern pattern, Matcher matcher, StringBuilder out) {
        int position = 0;
        while (position < replacement.length()) {
            int dollar = replacement.indexOf('$', position);
            if (dollar < 0) {
                break;
            }
            out.append(replacement, position, dollar);
            position = dollar + 1;
            if (replacement.startsWith("$", position)) {
                out.append('$');
                position++;
                continue;
            }
            boolean braced = replacement.startsWith("{", position);
            int start = braced ? position + 1 : position;
            int end = start;
            while (end < replacement.length() && isWord(replacement.codePointAt(end))) {
                end += Character.charCount(replacement.codePointAt(end));
            }
            if (end == start || braced && !replacement.startsWith("}", end)) {
                out.append('$');
                continue;
            }
            appendGroup(replacement.substring(start, end), pattern, matcher, out);
            position = braced ? end + 1 : end;
        }
        out.append(replacement, Math.min(position, replacement.length()), replacement.length());
    }

    private static boolean isWord(int c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    private static void appendGroup(String name, Pattern pattern, Matcher matcher, StringBuilder out) {
        int index = number(name);
        if (index < 0) {
            index = pattern.namedGroups().getOrDefault(name, Integer.MAX_VALUE);
        }
        String group = index <= matcher.groupCount() ? matcher.group(index) : null;
        if (group != null) {
            out.append(group);
        }
    }

    /** The number that a group's name is, or -1. One with a leading zero is a name, as in Go. */
    private static int number(String name) {
        if (name.length() > 8 || name.length() > 1 && name.charAt(0) == '0') {
            return -1;
        }
        int number = 0;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            number = number * 10 + (c - '0');
        }
        return number;
    }
}
