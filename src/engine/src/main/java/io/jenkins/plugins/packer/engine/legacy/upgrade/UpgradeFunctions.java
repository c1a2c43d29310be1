package io.jenkins.plugins.packer.engine.legacy.upgrade;

import io.jenkins.plugins.packer.engine.gotemplate.GoFunction;
import io.jenkins.plugins.packer.engine.gotemplate.GoType;
import io.jenkins.plugins.packer.engine.gotemplate.GoValueException;
import io.jenkins.plugins.packer.hcl.value.Quoted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Packer's template functions, each of which yields the HCL that does the same. What HCL has no counterpart for yields
 * the call itself, and is noted.
 */
final class UpgradeFunctions {
    private static final String DOCS = "https://www.packer.io/docs/templates/hcl_templates/";
    private static final String STRINGS = DOCS + "functions/string/";
    private static final String REPLACE =
            "`replace(string, substring, replacement)` or `regex_replace(string, substring, replacement)`";

    private final UpgradeState state;
    private final Map<String, GoFunction> functions = new HashMap<>();
    private final List<String> unhandled = new ArrayList<>();

    private UpgradeFunctions(UpgradeState state) {
        this.state = state;
    }

    /** A function of texts that yields a text. */
    private record Written(List<GoType> parameters, boolean variadic, Function<List<String>, String> body)
            implements GoFunction {
        @Override
        public Object call(List<@Nullable Object> arguments) throws GoValueException {
            return body.apply(arguments.stream().map(String::valueOf).toList());
        }
    }

    /** The functions for everything but variables. */
    static UpgradeFunctions ofBlocks(UpgradeState state) {
        UpgradeFunctions all = new UpgradeFunctions(state);
        all.addReplaced();
        all.addUnhandled();
        return all;
    }

    /**
     * The functions for variables, whose defaults must be known without evaluating anything but {@code env}.
     *
     * @param needsLocal is told that the value calls something that only a local may
     */
    static UpgradeFunctions ofVariables(UpgradeState state, Runnable needsLocal) {
        UpgradeFunctions all = new UpgradeFunctions(state);
        Function<List<String>, String> local = arguments -> {
            needsLocal.run();
            return "";
        };
        for (String name : List.of(
                "aws_secretsmanager",
                "aws_secretsmanager_raw",
                "consul_key",
                "vault",
                "timestamp",
                "isotime",
                "strftime",
                "user",
                "template_dir",
                "pwd",
                "packer_version",
                "uuid",
                "lower",
                "upper")) {
            all.add(name, true, local, GoType.STRING);
        }
        all.add("split", false, local, GoType.STRING, GoType.STRING, GoType.INT);
        all.add("replace", false, local, GoType.STRING, GoType.STRING, GoType.INT, GoType.STRING);
        all.add("replace_all", false, local, GoType.STRING, GoType.STRING, GoType.STRING);
        all.addEnvironment();
        return all;
    }

    Map<String, GoFunction> byName() {
        return functions;
    }

    /** What was called that has no counterpart, as comments say it. */
    List<String> unhandled() {
        return unhandled;
    }

    private void add(String name, boolean variadic, Function<List<String>, String> body, GoType... parameters) {
        functions.put(name, new Written(List.of(parameters), variadic, body));
    }

    private void addEnvironment() {
        add("env", false, a -> "${env(" + Quoted.of(a.get(0)) + ")}", GoType.STRING);
    }

    private void addReplaced() {
        addEnvironment();
        add("user", false, a -> "${" + (state.isLocal(a.get(0)) ? "local." : "var.") + a.get(0) + "}", GoType.STRING);
        add("build", false, a -> "${build." + a.get(0) + "}", GoType.STRING);
        add("data", false, a -> "${data." + a.get(0) + "}", GoType.STRING);
        add("template_dir", false, a -> "${path.root}");
        add("pwd", false, a -> "${path.cwd}");
        add("packer_version", false, a -> "${packer.version}");
        add("uuid", false, a -> "${uuidv4()}");
        add("build_name", false, a -> "${build.name}");
        add("build_type", false, a -> "${build.type}");
        add("timestamp", false, a -> state.timestamp());
        add("isotime", true, a -> a.isEmpty() ? "${timestamp()}" : state.isotime(a.get(0)), GoType.STRING);
        add("strftime", true, a -> a.isEmpty() ? "${timestamp()}" : state.strftime(a.get(0)), GoType.STRING);
        add("consul_key", false, a -> "${consul_key(" + Quoted.of(a.get(0)) + ")}", GoType.STRING);
        add(
                "vault",
                false,
                a -> "${vault(" + Quoted.of(a.get(0)) + ", " + Quoted.of(a.get(1)) + ")}",
                GoType.STRING,
                GoType.STRING);
        add("aws_secretsmanager", true, state::secret, GoType.STRING);
        add(
                "aws_secretsmanager_raw",
                false,
                a -> "${aws_secretsmanager_raw(" + Quoted.of(a.get(0)) + ")}",
                GoType.STRING);
    }

    private void addUnhandled() {
        addUnhandled("lower", "`lower(var.example)`", STRINGS + "lower", GoType.STRING);
        addUnhandled("upper", "`upper(var.example)`", STRINGS + "upper", GoType.STRING);
        addUnhandled(
                "split", "`split(separator, string)`", STRINGS + "split", GoType.STRING, GoType.STRING, GoType.INT);
        addUnhandled(
                "replace",
                REPLACE,
                STRINGS + "replace or " + STRINGS + "regex_replace",
                GoType.STRING,
                GoType.STRING,
                GoType.INT,
                GoType.STRING);
        addUnhandled(
                "replace_all",
                REPLACE,
                STRINGS + "replace or " + STRINGS + "regex_replace",
                GoType.STRING,
                GoType.STRING,
                GoType.STRING);
        addUnhandled(
                "clean_resource_name",
                "use custom validation rules, " + REPLACE,
                "https://packer.io/docs/templates/hcl_templates/variables#custom-validation-rules , " + STRINGS
                        + "replace or " + STRINGS + "regex_replace",
                GoType.STRING);
    }

    private void addUnhandled(String name, String counterpart, String docs, GoType... parameters) {
        Function<List<String>, String> body = arguments -> {
            unhandled.add("unhandled \"" + name + "\" call:\n# there is no way to automatically upgrade the \"" + name
                    + "\" call.\n# Please manually upgrade to " + counterpart + "\n# Visit " + docs
                    + " for more infos.");
            StringBuilder call = new StringBuilder("{{ ").append(name);
            for (int i = 0; i < arguments.size(); i++) {
                boolean isText = parameters[i] == GoType.STRING;
                call.append(isText ? " `" : " ").append(arguments.get(i)).append(isText ? "`" : "");
            }
            return call.append(" }}").toString();
        };
        add(name, false, body, parameters);
    }
}
