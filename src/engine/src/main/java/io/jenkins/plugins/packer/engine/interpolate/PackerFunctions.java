package io.jenkins.plugins.packer.engine.interpolate;

import io.jenkins.plugins.packer.engine.gotemplate.GoFunction;
import io.jenkins.plugins.packer.engine.gotemplate.GoType;
import io.jenkins.plugins.packer.engine.gotemplate.GoValueException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Packer's template functions for one context.
 *
 * @see <a href="https://github.com/hashicorp/packer-plugin-sdk/blob/main/template/interpolate/funcs.go">funcs.go</a>
 */
final class PackerFunctions {
    /** How the message begins when a variable that is asked for has no value; the text is Packer's. */
    static final String UNSET_VARIABLE = "Error: variable not set: ";

    private static final int MAXIMUM_LENGTH = 16 << 20;

    private final InterpolationContext context;
    private final RemoteValues remoteValues;
    private final Expansion variables;

    PackerFunctions(InterpolationContext context, RemoteValues remoteValues, Expansion variables) {
        this.context = context;
        this.remoteValues = remoteValues;
        this.variables = variables;
    }

    /** What becomes of the text of a user variable. */
    @FunctionalInterface
    interface Expansion {
        String expand(String text) throws InterpolationException;
    }

    /** The functions by name. */
    Map<String, GoFunction> byName() {
        Map<String, GoFunction> functions = new HashMap<>();
        for (PackerFunction function : PackerFunction.values()) {
            functions.put(function.functionName(), new Bound(function));
        }
        return functions;
    }

    /** A function in this context. */
    private final class Bound implements GoFunction {
        private final PackerFunction function;

        Bound(PackerFunction function) {
            this.function = function;
        }

        @Override
        public List<GoType> parameters() {
            return function.parameters();
        }

        @Override
        public boolean variadic() {
            return function.variadic();
        }

        @Override
        public @Nullable Object call(List<@Nullable Object> arguments) throws GoValueException {
            return PackerFunctions.this.call(function, arguments);
        }
    }

    private @Nullable Object call(PackerFunction function, List<@Nullable Object> arguments) throws GoValueException {
        return switch (function) {
            case BUILD_NAME -> known(context.buildName(), "build_name not available");
            case BUILD_TYPE -> known(context.builderType(), "build_type not available");
            case PACKER_VERSION -> known(context.packerVersion(), "packer_version not available");
            case TEMPLATE_DIR -> templateDirectory();
            case PWD -> context.workingDirectory().toAbsolutePath().toString();
            case TIMESTAMP -> Long.toString(context.startTime().getEpochSecond());
            case ISOTIME -> isotime(arguments);
            case STRFTIME -> Strftime.format(text(arguments, 0), context.startTime());
            case UUID -> uuid();
            case USER -> user(text(arguments, 0));
            case ENV -> environment(text(arguments, 0));
            case BUILD -> build(text(arguments, 0));
            case SPLIT -> split(text(arguments, 0), text(arguments, 1), number(arguments, 2));
            case REPLACE -> replace(text(arguments, 0), text(arguments, 1), number(arguments, 2), text(arguments, 3));
            case REPLACE_ALL -> replace(text(arguments, 0), text(arguments, 1), -1, text(arguments, 2));
            case UPPER -> upper(text(arguments, 0));
            case LOWER -> lower(text(arguments, 0));
            case SED ->
                throw new GoValueException(
                        "template function `sed` is deprecated: use `replace` or" + " `replace_all` instead");
            case CONSUL_KEY, VAULT -> remote(function, arguments);
            case AWS_SECRETSMANAGER, AWS_SECRETSMANAGER_RAW -> secret(function, arguments);
        };
    }

    private static String text(List<@Nullable Object> arguments, int index) {
        return (String) arguments.get(index);
    }

    private static long number(List<@Nullable Object> arguments, int index) {
        return (Long) arguments.get(index);
    }

    /** Character by character as in Go; Java's own would make SS of an ß. */
    private static String upper(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
            out.appendCodePoint(Character.toUpperCase(text.codePointAt(i)));
        }
        return out.toString();
    }

    private static String lower(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
            out.appendCodePoint(Character.toLowerCase(text.codePointAt(i)));
        }
        return out.toString();
    }

    private static String known(String value, String otherwise) throws GoValueException {
        if (value.isEmpty()) {
            throw new GoValueException(otherwise + " here");
        }
        return value;
    }

    private String templateDirectory() throws GoValueException {
        Path directory = context.templateDirectory();
        if (directory == null && context.userVariables() == null) {
            throw new GoValueException(
                    "template path not available: in HCL2 write ${path.root} instead of {{template_dir}}");
        }
        if (directory == null) {
            throw new GoValueException("template path not available: the template was not read from a file");
        }
        return directory.toAbsolutePath().normalize().toString();
    }

    private String isotime(List<@Nullable Object> arguments) throws GoValueException {
        if (arguments.size() > 1) {
            throw new GoValueException("too many values, 1 needed: isotime takes one layout");
        }
        String layout = arguments.isEmpty() ? GoTimeLayout.RFC3339 : text(arguments, 0);
        return GoTimeLayout.format(layout, context.startTime());
    }

    /** Ordered by time: 32 bits of the second, 96 of chance, in the form that Packer writes. */
    private static String uuid() {
        byte[] random = new byte[12];
        Chance.SOURCE.nextBytes(random);
        StringBuilder digits = new StringBuilder(36);
        appendHex(digits, (int) Instant.now().getEpochSecond(), 4);
        for (int i = 0; i < random.length; i++) {
            if (i == 0 || i == 2 || i == 4 || i == 6) {
                digits.append('-');
            }
            appendHex(digits, random[i], 1);
        }
        return digits.toString();
    }

    /** Loaded when the first template asks for a uuid, since it is slow to start. */
    private static final class Chance {
        static final SecureRandom SOURCE = new SecureRandom();

        private Chance() {}
    }

    private static void appendHex(StringBuilder out, int value, int bytes) {
        for (int shift = bytes * 8 - 4; shift >= 0; shift -= 4) {
            out.append(Character.forDigit(value >> shift & 0xf, 16));
        }
    }

    private String user(String name) throws GoValueException {
        Map<String, String> known = context.userVariables();
        if (known == null) {
            throw new GoValueException(
                    "user variables are those of JSON templates: in HCL2 write ${var." + name + "} instead");
        }
        String value = known.get(name);
        if (value == null && context.allowEnvironment()) {
            throw new GoValueException(UNSET_VARIABLE + name);
        }
        try {
            return value == null ? "" : variables.expand(value);
        } catch (InterpolationException e) {
            throw new GoValueException("variable " + name + ": " + e.getMessage(), e);
        }
    }

    private String environment(String name) throws GoValueException {
        if (!context.allowEnvironment()) {
            throw new GoValueException("env vars are not allowed here: give a variable the default {{env `" + name
                    + "`}} and use the variable");
        }
        return context.environment().getOrDefault(name, "");
    }

    private Object build(String name) throws GoValueException {
        Map<String, @Nullable Object> data = context.generatedData();
        if (data == null) {
            return pending(name);
        }
        if (!data.containsKey(name)) {
            throw new GoValueException("loaded data, but couldn't find " + name + " in it: the builder sets "
                    + String.join(", ", new TreeSet<>(data.keySet())));
        }
        Object value = data.get(name);
        return value == null ? pending(name) : value;
    }

    private static String pending(String name) {
        return "{{." + name + "}}";
    }

    private static String split(String text, String separator, long index) throws GoValueException {
        if (index < 0) {
            throw new GoValueException("the substring " + index + " does not exist: count from 0");
        }
        int start = 0;
        for (long count = 0; ; count++) {
            int end = next(text, separator, start);
            if (count == index && (end >= 0 || !separator.isEmpty() || start < text.length())) {
                return end < 0 ? text.substring(start) : text.substring(start, end);
            }
            if (end < 0) {
                long found = separator.isEmpty() && start == text.length() ? count : count + 1;
                throw new GoValueException("the substring " + index + " was unavailable using the separator value, "
                        + separator + ", only " + found + " values were found");
            }
            start = end + separator.length();
        }
    }

    /** Where the next separator is, or -1; an empty one is after every character, as in Go. */
    private static int next(String text, String separator, int from) {
        if (separator.isEmpty()) {
            return from < text.length() ? text.offsetByCodePoints(from, 1) : -1;
        }
        return text.indexOf(separator, from);
    }

    /** Replaces as many as {@code count}, all if negative; an empty {@code old} is around every character. */
    private static String replace(String old, String replacement, long count, String text) throws GoValueException {
        StringBuilder out = new StringBuilder();
        int start = 0;
        long left = count < 0 ? Long.MAX_VALUE : count;
        boolean first = true;
        while (left > 0) {
            int found;
            if (old.isEmpty()) {
                found = first ? 0 : start < text.length() ? text.offsetByCodePoints(start, 1) : -1;
            } else {
                found = text.indexOf(old, start);
            }
            if (found < 0) {
                break;
            }
            out.append(text, start, found).append(replacement);
            if (out.length() > MAXIMUM_LENGTH) {
                throw new GoValueException("the result is too long: more than " + MAXIMUM_LENGTH + " characters");
            }
            start = found + old.length();
            first = false;
            left--;
        }
        return out.append(text, start, text.length()).toString();
    }

    private String remote(PackerFunction function, List<@Nullable Object> arguments) throws GoValueException {
        boolean consul = function == PackerFunction.CONSUL_KEY;
        if (!context.allowEnvironment()) {
            throw new GoValueException(
                    consul
                            ? "consul_key is not allowed here: use it in the default of a variable"
                            : "Vault vars are only allowed in the variables section");
        }
        try {
            return consul
                    ? remoteValues.consulKey(text(arguments, 0))
                    : remoteValues.vault(text(arguments, 0), text(arguments, 1));
        } catch (InterpolationException e) {
            throw new GoValueException(e.getMessage(), e);
        }
    }

    /** The key of a secret is optional. */
    private String secret(PackerFunction function, List<@Nullable Object> arguments) throws GoValueException {
        if (!context.allowEnvironment()) {
            throw new GoValueException("AWS Secrets Manager is only allowed in the variables section");
        }
        boolean raw = function == PackerFunction.AWS_SECRETSMANAGER_RAW;
        if (arguments.isEmpty()) {
            throw new GoValueException("secret name must be provided");
        }
        if (arguments.size() > 2) {
            throw new GoValueException("only secret name and optional secret key can be provided.");
        }
        List<@Nullable String> texts = new ArrayList<>();
        texts.add(text(arguments, 0));
        if (!raw) {
            texts.add(arguments.size() == 2 ? text(arguments, 1) : null);
        }
        try {
            return remoteValues.call(function.functionName(), texts);
        } catch (InterpolationException e) {
            throw new GoValueException(e.getMessage(), e);
        }
    }
}
