package io.jenkins.plugins.packer.hcl.value;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads JSON by RFC 8259. */
final class JsonReader {
    /** Deeper nesting is refused, before the stack runs out. */
    private static final int MOST_LEVELS = 1000;

    private final String json;
    private int position;
    private int level;

    JsonReader(String json) {
        this.json = json;
    }

    Value document() {
        skipSpace();
        Value value = value();
        skipSpace();
        if (position < json.length()) {
            throw error("extraneous data after JSON object");
        }
        return value;
    }

    private ValueJson.SyntaxException error(String message) {
        return new ValueJson.SyntaxException(message, position);
    }

    private ValueJson.SyntaxException unexpected(String where) {
        if (position >= json.length()) {
            return error("unexpected end of JSON input");
        }
        return error("invalid character '" + Character.toString(json.codePointAt(position)) + "' " + where);
    }

    private void skipSpace() {
        while (at(' ') || at('\t') || at('\n') || at('\r')) {
            position++;
        }
    }

    private boolean at(char c) {
        return position < json.length() && json.charAt(position) == c;
    }

    private boolean isDigit() {
        return position < json.length() && json.charAt(position) >= '0' && json.charAt(position) <= '9';
    }

    private void expect(char c, String where) {
        if (!at(c)) {
            throw unexpected(where);
        }
        position++;
    }

    private Value value() {
        if (at('{') || at('[')) {
            if (++level > MOST_LEVELS) {
                throw error("exceeded max depth");
            }
            Value value = at('{') ? object() : array();
            level--;
            return value;
        }
        if (at('"')) {
            return Value.string(string());
        }
        if (at('-') || isDigit()) {
            return number();
        }
        return word();
    }

    private Value word() {
        if (json.startsWith("true", position)) {
            position += 4;
            return Value.TRUE;
        }
        if (json.startsWith("false", position)) {
            position += 5;
            return Value.FALSE;
        }
        if (json.startsWith("null", position)) {
            position += 4;
            return Value.NULL;
        }
        throw unexpected("looking for beginning of value");
    }

    private Value object() {
        position++;
        Map<String, Value> attributes = new HashMap<>();
        skipSpace();
        if (at('}')) {
            position++;
            return Value.EMPTY_OBJECT;
        }
        while (true) {
            skipSpace();
            if (!at('"')) {
                throw unexpected("looking for beginning of object key string");
            }
            String key = string();
            skipSpace();
            expect(':', "after object key");
            skipSpace();
            Value value = value();
            Value earlier = attributes.put(key, value);
            if (earlier != null && !earlier.type().equals(value.type())) {
                throw error("duplicate " + Quoted.of(key) + " property in JSON object");
            }
            skipSpace();
            if (at('}')) {
                position++;
                return Value.object(attributes);
            }
            expect(',', "after object key:value pair");
        }
    }

    private Value array() {
        position++;
        List<Value> elements = new ArrayList<>();
        skipSpace();
        if (at(']')) {
            position++;
            return Value.EMPTY_TUPLE;
        }
        while (true) {
            skipSpace();
            elements.add(value());
            skipSpace();
            if (at(']')) {
                position++;
                return Value.tuple(elements);
            }
            expect(',', "after array element");
        }
    }

    private Value number() {
        int start = position;
        if (at('-')) {
            position++;
        }
        if (at('0')) {
            position++;
        } else {
            digits("in numeric literal");
        }
        if (at('.')) {
            position++;
            digits("after decimal point in numeric literal");
        }
        if (at('e') || at('E')) {
            position++;
            if (at('+') || at('-')) {
                position++;
            }
            digits("in exponent of numeric literal");
        }
        return Value.number(
                BigNumber.parse(json.substring(start, position)).orElseThrow(() -> error("a number is required")));
    }

    private void digits(String where) {
        if (!isDigit()) {
            throw unexpected(where);
        }
        while (isDigit()) {
            position++;
        }
    }

    private String string() {
        position++;
        int end = position;
        while (end < json.length() && json.charAt(end) != '"' && json.charAt(end) != '\\' && json.charAt(end) >= ' ') {
            end++;
        }
        StringBuilder text = new StringBuilder(json.substring(position, end));
        position = end;
        while (!at('"')) {
            if (position >= json.length() || json.charAt(position) < ' ') {
                throw unexpected("in string literal");
            }
            char c = json.charAt(position++);
            text.append(c == '\\' ? escape() : c);
        }
        position++;
        return text.toString();
    }

    private char escape() {
        if (position >= json.length()) {
            throw unexpected("in string escape code");
        }
        char c = json.charAt(position++);
        switch (c) {
            case '"', '\\', '/':
                return c;
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'u':
                return unicode();
            default:
                position--;
                throw unexpected("in string escape code");
        }
    }

    private char unicode() {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = position < json.length() ? Character.digit(json.charAt(position), 16) : -1;
            if (digit < 0 || json.charAt(position) > 'f') {
                throw unexpected("in \\u hexadecimal character escape");
            }
            code = code * 16 + digit;
            position++;
        }
        return (char) code;
    }
}
