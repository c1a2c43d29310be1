package io.jenkins.plugins.packer.engine.gotemplate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The data and functions of the oracle's templates, the same as in gotemplate-oracle.go. */
final class OracleData {
    private OracleData() {}

    static Map<String, Object> data() {
        return map(
                "S",
                "hello",
                "Empty",
                "",
                "U",
                "h\u00e9llo \u4e16\u754c \uD83C\uDF89",
                "H",
                "<a href=\"x\">'&=\\</a>\u00a0\u200b",
                "I",
                42L,
                "N",
                -7L,
                "Zero",
                0L,
                "F",
                3.5,
                "Big",
                1e21,
                "Small",
                0.000001,
                "T",
                true,
                "B",
                false,
                "Null",
                null,
                "L",
                Arrays.asList("a", 1L, true, null, 2.5),
                "EL",
                List.of(),
                "EM",
                Map.of(),
                "NL",
                List.of(List.of(1L, 2L), List.of(3L)),
                "M",
                map(
                        "x",
                        1L,
                        "y",
                        "two",
                        "n",
                        map("deep", "end", "null", null),
                        "Z",
                        0.1,
                        "\u00e9",
                        "e",
                        "\uD83C\uDF89",
                        "p",
                        "\uff5e",
                        "t"),
                "Text",
                "line1\nline2\ttab");
    }

    private static Map<String, Object> map(Object... pairs) {
        Map<String, Object> map = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }

    static Map<String, GoFunction> functions() {
        return Map.of(
                "upper", function(a -> ((String) a.get(0)).toUpperCase(Locale.ROOT), false, GoType.STRING),
                "add", function(a -> (Long) a.get(0) + (Long) a.get(1), false, GoType.INT, GoType.INT),
                "concat", function(OracleData::concat, true, GoType.STRING),
                "same", function(a -> a.get(0), false, GoType.ANY),
                "fail",
                        function(
                                a -> {
                                    throw new GoValueException((String) a.get(0));
                                },
                                false,
                                GoType.STRING));
    }

    private static Object concat(List<Object> arguments) {
        List<String> parts = new ArrayList<>();
        arguments.forEach(argument -> parts.add((String) argument));
        return String.join("+", parts);
    }

    interface Body {
        Object call(List<Object> arguments) throws GoValueException;
    }

    static GoFunction function(Body body, boolean variadic, GoType... parameters) {
        return new GoFunction() {
            @Override
            public List<GoType> parameters() {
                return List.of(parameters);
            }

            @Override
            public boolean variadic() {
                return variadic;
            }

            @Override
            public Object call(List<Object> arguments) throws GoValueException {
                return body.call(arguments);
            }
        };
    }
}
