package io.jenkins.plugins.packer.engine.gotemplate;

import io.jenkins.plugins.packer.engine.gotemplate.GoValue.ListSlice;
import io.jenkins.plugins.packer.engine.gotemplate.GoValue.UnsignedByte;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The functions that every template has. {@code and} and {@code or} are evaluated by the executor, since they do not
 * evaluate all of their arguments.
 */
enum Builtin implements GoFunction {
    AND("and", 1, true),
    CALL("call", 1, true),
    HTML("html", 0, true),
    INDEX("index", 1, true),
    SLICE("slice", 1, true),
    JS("js", 0, true),
    LEN("len", 1, false),
    NOT("not", 1, false),
    OR("or", 1, true),
    PRINT("print", 0, true),
    PRINTF("printf", 1, true),
    PRINTLN("println", 0, true),
    URLQUERY("urlquery", 0, true),
    EQ("eq", 1, true),
    GE("ge", 2, false),
    GT("gt", 2, false),
    LE("le", 2, false),
    LT("lt", 2, false),
    NE("ne", 2, false);

    private final String functionName;
    private final List<GoType> parameters;
    private final boolean variadic;

    Builtin(String functionName, int fixed, boolean variadic) {
        this.functionName = functionName;
        this.variadic = variadic;
        this.parameters = parameters(functionName, fixed + (variadic ? 1 : 0));
    }

    private static List<GoType> parameters(String name, int count) {
        if (name.equals("printf")) {
            return List.of(GoType.STRING, GoType.ANY);
        }
        return count == 1 ? List.of(GoType.ANY) : List.of(GoType.ANY, GoType.ANY);
    }

    static @Nullable Builtin named(String name) {
        for (Builtin builtin : values()) {
            if (builtin.functionName.equals(name)) {
                return builtin;
            }
        }
        return null;
    }

    String functionName() {
        return functionName;
    }

    @Override
    public List<GoType> parameters() {
        return parameters;
    }

    @Override
    public boolean variadic() {
        return variadic;
    }

    @Override
    public @Nullable Object call(List<@Nullable Object> arguments) throws GoValueException {
        return switch (this) {
            case AND, OR -> throw new IllegalStateException(functionName + " is evaluated by the executor");
            case CALL -> throw new GoValueException("no value is a function: call the function by its name instead");
            case HTML -> Escaping.html(Escaping.text(arguments));
            case JS -> Escaping.javaScript(Escaping.text(arguments));
            case URLQUERY -> Escaping.query(Escaping.text(arguments));
            case INDEX -> index(arguments);
            case SLICE -> slice(arguments);
            case LEN -> length(arguments.get(0));
            case NOT -> !GoValue.isTrue(arguments.get(0));
            case PRINT -> GoPrinter.print(arguments);
            case PRINTLN -> GoPrinter.println(arguments);
            case PRINTF -> GoFormat.format((String) arguments.get(0), arguments.subList(1, arguments.size()));
            case EQ -> Comparison.equal(arguments);
            case NE -> !Comparison.equal(arguments);
            case LT -> Comparison.less(arguments.get(0), arguments.get(1));
            case GE -> !Comparison.less(arguments.get(0), arguments.get(1));
            case LE -> Comparison.lessOrEqual(arguments.get(0), arguments.get(1));
            case GT -> !Comparison.lessOrEqual(arguments.get(0), arguments.get(1));
        };
    }

    private static long length(@Nullable Object value) throws GoValueException {
        if (value instanceof String text) {
            return GoValue.bytes(text).length;
        } else if (value instanceof List<?> list) {
            return list.size();
        } else if (value instanceof Map<?, ?> map) {
            return map.size();
        }
        throw new GoValueException("len of type " + GoValue.typeName(value));
    }

    private static @Nullable Object index(List<@Nullable Object> arguments) throws GoValueException {
        Object item = arguments.get(0);
        if (GoValue.isNil(item)) {
            throw new GoValueException("index of untyped nil");
        }
        for (int i = 1; i < arguments.size(); i++) {
            Object key = arguments.get(i);
            if (item instanceof List<?> list) {
                item = GoValue.of(list.get(position(key, list.size() - 1)));
            } else if (item instanceof String text) {
                byte[] bytes = GoValue.bytes(text);
                item = new UnsignedByte(bytes[position(key, bytes.length - 1)] & 0xff);
            } else if (item instanceof Map<?, ?> map) {
                if (!(key instanceof String name)) {
                    throw new GoValueException("value has type " + GoValue.typeName(key) + "; should be string");
                }
                item = GoValue.of(map.get(name));
            } else if (item == null) {
                throw new GoValueException("index of nil pointer");
            } else {
                throw new GoValueException("can't index item of type " + GoValue.typeName(item));
            }
        }
        return item;
    }

    private static int position(@Nullable Object index, int maximum) throws GoValueException {
        long position;
        if (index instanceof Long number) {
            position = number;
        } else if (index instanceof UnsignedByte number) {
            position = number.value();
        } else {
            throw new GoValueException("cannot index slice/array with type " + GoValue.typeName(index));
        }
        if (position < 0 || position > maximum) {
            throw new GoValueException("index out of range: " + position);
        }
        return (int) position;
    }

    private static Object slice(List<@Nullable Object> arguments) throws GoValueException {
        Object item = arguments.get(0);
        int indexes = arguments.size() - 1;
        if (indexes > 3) {
            throw new GoValueException("too many slice indexes: " + indexes);
        }
        if (item instanceof String text) {
            if (indexes == 3) {
                throw new GoValueException("cannot 3-index slice a string");
            }
            byte[] bytes = GoValue.bytes(text);
            int[] range = range(arguments, bytes.length, bytes.length);
            byte[] part = new byte[range[1] - range[0]];
            System.arraycopy(bytes, range[0], part, 0, part.length);
            return StringLiteral.decode(part);
        }
        if (item instanceof List<?> list) {
            int[] range = range(arguments, list.size(), ListSlice.capacityOf(list));
            return ListSlice.of(list, range[0], range[1], range[2]);
        }
        throw new GoValueException("can't slice item of type " + GoValue.typeName(item));
    }

    private static int[] range(List<@Nullable Object> arguments, int length, int capacity) throws GoValueException {
        int[] range = {0, length, capacity};
        for (int i = 1; i < arguments.size(); i++) {
            range[i - 1] = position(arguments.get(i), capacity);
        }
        if (range[0] > range[1] || range[1] > range[2]) {
            throw new GoValueException("invalid slice index: " + range[0] + ":" + range[1] + ":" + range[2]);
        }
        return range;
    }
}
