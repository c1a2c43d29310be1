package io.jenkins.plugins.packer.engine.function;

import io.jenkins.plugins.packer.hcl.eval.Function;
import io.jenkins.plugins.packer.hcl.eval.FunctionException;
import io.jenkins.plugins.packer.hcl.eval.Parameter;
import io.jenkins.plugins.packer.hcl.value.Type;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * Functions of text.
 *
 * @see <a href="https://github.com/zclconf/go-cty/blob/main/cty/function/stdlib/string.go">cty's string.go</a>
 */
final class TextFunctions {
    private TextFunctions() {}

    static Function create(String name) {
        return switch (name) {
            case "chomp" -> ofText().returns(Type.STRING, arguments -> text(chomped(text(arguments, 0))));
            case "title" -> ofText().returns(Type.STRING, arguments -> text(LetterCase.title(text(arguments, 0))));
            case "trimspace" -> ofText().returns(Type.STRING, arguments -> text(trimmedSpace(text(arguments, 0))));
            case "upper" -> ofAnyText().returns(Type.STRING, arguments -> text(LetterCase.upper(text(arguments, 0))));
            case "lower" -> ofAnyText().returns(Type.STRING, arguments -> text(LetterCase.lower(text(arguments, 0))));
            case "trim" ->
                ofText("cutset")
                        .returns(Type.STRING, arguments -> text(trimmed(text(arguments, 0), text(arguments, 1))));
            case "trimprefix" -> ofText("prefix").returns(Type.STRING, TextFunctions::withoutPrefix);
            case "trimsuffix" -> ofText("suffix").returns(Type.STRING, TextFunctions::withoutSuffix);
            case "startswith" ->
                ofText("prefix")
                        .returns(
                                Type.BOOL,
                                arguments -> Value.bool(text(arguments, 0).startsWith(text(arguments, 1))));
            case "endswith" ->
                ofText("suffix")
                        .returns(
                                Type.BOOL,
                                arguments -> Value.bool(text(arguments, 0).endsWith(text(arguments, 1))));
            case "strcontains" ->
                ofText("substr")
                        .returns(
                                Type.BOOL,
                                arguments -> Value.bool(text(arguments, 0).contains(text(arguments, 1))));
            case "replace" -> ofText("substr").and("replace", Type.STRING).returns(Type.STRING, TextFunctions::replace);
            case "indent" ->
                Function.takes("spaces", Type.NUMBER)
                        .and("str", Type.STRING)
                        .returns(Type.STRING, TextFunctions::indent);
            case "join" ->
                Function.takes("separator", Type.STRING)
                        .andAny("lists", Type.list(Type.STRING))
                        .returns(Type.STRING, TextFunctions::join);
            case "split" ->
                Function.takes("separator", Type.STRING)
                        .and("str", Type.STRING)
                        .returns(Type.list(Type.STRING), arguments -> split(text(arguments, 0), text(arguments, 1)));
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Function.Signature ofText() {
        return Function.takes("str", Type.STRING);
    }

    private static Function.Signature ofText(String second) {
        return ofText().and(second, Type.STRING);
    }

    private static Function.Signature ofAnyText() {
        return Function.takes(Parameter.of("str", Type.STRING).allowingDynamicType());
    }

    private static String text(List<Value> arguments, int index) {
        return arguments.get(index).asString();
    }

    private static Value text(String text) {
        return Value.string(text);
    }

    private static String chomped(String text) {
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return text.substring(0, end);
    }

    private static String trimmedSpace(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && LetterCase.isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && LetterCase.isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static String trimmed(String text, String cutset) {
        int start = 0;
        int end = text.length();
        while (start < end && cutset.indexOf(text.codePointAt(start)) >= 0) {
            start += Character.charCount(text.codePointAt(start));
        }
        while (end > start && cutset.indexOf(text.codePointBefore(end)) >= 0) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        return text.substring(start, end);
    }

    private static Value withoutPrefix(List<Value> arguments) {
        String text = text(arguments, 0);
        String prefix = text(arguments, 1);
        return text(text.startsWith(prefix) ? text.substring(prefix.length()) : text);
    }

    private static Value withoutSuffix(List<Value> arguments) {
        String text = text(arguments, 0);
        String suffix = text(arguments, 1);
        return text(text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text);
    }

    private static Value replace(List<Value> arguments) {
        String text = text(arguments, 0);
        String wanted = text(arguments, 1);
        String replacement = text(arguments, 2);
        StringBuilder out = new StringBuilder(text.length());
        int position = 0;
        if (wanted.isEmpty()) {
            // An empty text is found before every character and at the end.
            while (position < text.length()) {
                int next = text.offsetByCodePoints(position, 1);
                out.append(replacement).append(text, position, next);
                Arguments.requireRoom(out.length());
                position = next;
            }
            return text(out.append(replacement).toString());
        }
        for (int found = text.indexOf(wanted); found >= 0; found = text.indexOf(wanted, position)) {
            out.append(text, position, found).append(replacement);
            Arguments.requireRoom(out.length());
            position = found + wanted.length();
        }
        return text(out.append(text, position, text.length()).toString());
    }

    private static Value indent(List<Value> arguments) {
        long spaces = Arguments.wholeNumber(arguments.get(0));
        if (spaces < 0) {
            throw new FunctionException(0, "the number of spaces must not be negative");
        }
        Arguments.requireRoom(spaces);
        String text = text(arguments, 1);
        String padding = " ".repeat((int) spaces);
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            out.append(text.charAt(i));
            if (text.charAt(i) == '\n') {
                out.append(padding);
                Arguments.requireRoom(out.length());
            }
        }
        return text(out.toString());
    }

    private static Value join(List<Value> arguments) {
        if (arguments.size() < 2) {
            throw new FunctionException("at least one list is required");
        }
        List<Value> lists = arguments.subList(1, arguments.size());
        for (Value list : lists) {
            if (!list.isWhollyKnown()) {
                return Value.unknown(Type.STRING);
            }
        }
        List<String> items = new ArrayList<>();
        for (int i = 0; i < lists.size(); i++) {
            for (Value element : lists.get(i).elements()) {
                if (element.isNull()) {
                    int index = lists.get(i).elements().indexOf(element);
                    throw new FunctionException(
                            i + 1,
                            "element " + index + (lists.size() > 1 ? " of list " + (i + 1) : "")
                                    + " is null; cannot concatenate null values");
                }
                items.add(element.asString());
            }
        }
        return text(String.join(text(arguments, 0), items));
    }

    private static Value split(String separator, String text) {
        List<Value> parts = new ArrayList<>();
        int position = 0;
        if (separator.isEmpty()) {
            while (position < text.length()) {
                int next = text.offsetByCodePoints(position, 1);
                parts.add(text(text.substring(position, next)));
                position = next;
            }
            return Value.list(Type.STRING, parts);
        }
        for (int found = text.indexOf(separator); found >= 0; found = text.indexOf(separator, position)) {
            parts.add(text(text.substring(position, found)));
            position = found + separator.length();
        }
        parts.add(text(text.substring(position)));
        return Value.list(Type.STRING, parts);
    }
}
