package io.jenkins.plugins.packer.engine.template;

import io.jenkins.plugins.packer.hcl.eval.EvaluationContext;
import io.jenkins.plugins.packer.hcl.eval.Function;
import io.jenkins.plugins.packer.hcl.value.Type;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the expressions of a template may use: {@code var}, {@code local}, {@code path}, {@code packer}, {@code source},
 * {@code build}, {@code data} and the functions.
 *
 * @param variables values of input variables by name
 * @param locals values of locals by name
 * @param data value of {@code data}
 * @param directory the working directory, {@code path.cwd}
 * @param root the template's directory as given, {@code path.root}
 * @param functions functions by name
 * @param legacy what is known of a legacy JSON template, in which there are no expressions; null for HCL2
 */
public record TemplateScope(
        Map<String, Value> variables,
        Map<String, Value> locals,
        Value data,
        String directory,
        String root,
        Map<String, Function> functions,
        @Nullable LegacyScope legacy) {

    /** The scope of an HCL2 template. */
    public TemplateScope(
            Map<String, Value> variables,
            Map<String, Value> locals,
            Value data,
            String directory,
            String root,
            Map<String, Function> functions) {
        this(variables, locals, data, directory, root, functions, null);
    }

    /** The same, with these locals. */
    public TemplateScope withLocals(Map<String, Value> values) {
        return new TemplateScope(variables, Map.copyOf(values), data, directory, root, functions, legacy);
    }

    /** The same, with these data sources. */
    public TemplateScope withData(Value value) {
        return new TemplateScope(variables, locals, value, directory, root, functions);
    }

    /**
     * A context for evaluation.
     *
     * @param more variables that hide those of the same name, such as {@code source} and {@code build} of one build;
     *     without them both are unknown
     */
    public EvaluationContext context(Map<String, Value> more) {
        Map<String, Value> all = new HashMap<>();
        all.put("var", Value.object(variables));
        all.put("local", Value.object(locals));
        all.put("data", data);
        all.put("source", Value.object(Map.of("type", Value.unknown(Type.STRING), "name", Value.unknown(Type.STRING))));
        all.put("build", Value.unknown(Type.EMPTY_OBJECT));
        all.put(
                "path",
                Value.object(Map.of("cwd", Value.string(slashes(directory)), "root", Value.string(slashes(root)))));
        all.put(
                "packer",
                Value.object(Map.of(
                        "version", Value.string(LanguageVersion.TEXT),
                        "iterationID", Value.unknown(Type.STRING),
                        "versionFingerprint", Value.unknown(Type.STRING))));
        all.putAll(more);
        return EvaluationContext.of(all, functions);
    }

    private static String slashes(String path) {
        return path.replace('\\', '/');
    }
}
