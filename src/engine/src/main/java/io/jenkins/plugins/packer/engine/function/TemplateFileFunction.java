package io.jenkins.plugins.packer.engine.function;

import io.jenkins.plugins.packer.hcl.Diagnostic;
import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.SourceFile;
import io.jenkins.plugins.packer.hcl.eval.EvaluationContext;
import io.jenkins.plugins.packer.hcl.eval.Evaluator;
import io.jenkins.plugins.packer.hcl.eval.Function;
import io.jenkins.plugins.packer.hcl.eval.FunctionException;
import io.jenkins.plugins.packer.hcl.eval.Variables;
import io.jenkins.plugins.packer.hcl.syntax.Expression;
import io.jenkins.plugins.packer.hcl.syntax.HclParser;
import io.jenkins.plugins.packer.hcl.syntax.Traversal;
import io.jenkins.plugins.packer.hcl.value.Quoted;
import io.jenkins.plugins.packer.hcl.value.Type;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code templatefile}: renders a file that is a template of the language. The template may use all functions except
 * this one.
 *
 * @see <a href="https://developer.hashicorp.com/packer/docs/templates/hcl_templates/functions/file/templatefile">
 *     Packer's templatefile</a>
 */
final class TemplateFileFunction {
    static final String NAME = "templatefile";

    private final GoPaths paths;
    private final Map<String, Function> functions;

    TemplateFileFunction(GoPaths paths, Map<String, Function> functions) {
        this.paths = paths;
        this.functions = functions;
    }

    Function function() {
        return signature().returnsAnything(arguments -> render(arguments.get(0).asString(), arguments.get(1)));
    }

    private static Function.Signature signature() {
        return Function.takes("path", Type.STRING).and("vars", Type.DYNAMIC);
    }

    private Value render(String path, Value variables) {
        if (!variables.type().isMap() && !variables.type().isObject()) {
            throw new FunctionException(1, "invalid vars value: must be a map");
        }
        Map<String, Value> values = variables.entryMap();
        for (String name : values.keySet()) {
            if (!HclParser.isIdentifier(name)) {
                throw new FunctionException(
                        1,
                        "invalid template variable name " + Quoted.of(name) + ": must start with a letter, followed"
                                + " by zero or more letters, digits, and underscores");
            }
        }
        Diagnostics diagnostics = new Diagnostics();
        Expression template =
                HclParser.parseTemplate(SourceFile.of(path, FileFunctions.text(paths, path)), diagnostics);
        requireNoErrors(diagnostics);
        for (Traversal reference : Variables.of(template)) {
            if (!values.containsKey(reference.rootName())) {
                throw new FunctionException(
                        1,
                        "vars map does not contain key " + Quoted.of(reference.rootName()) + ", referenced at "
                                + reference.range());
            }
        }
        Value value =
                Evaluator.evaluate(template, EvaluationContext.of(values, new WithoutItself(functions)), diagnostics);
        requireNoErrors(diagnostics);
        return value;
    }

    private static void requireNoErrors(Diagnostics diagnostics) {
        StringBuilder errors = new StringBuilder();
        for (Diagnostic diagnostic : diagnostics.asList()) {
            if (diagnostic.isError()) {
                errors.append(errors.isEmpty() ? "" : "; ");
                if (diagnostic.subject() != null) {
                    errors.append(diagnostic.subject()).append(": ");
                }
                errors.append(diagnostic.summary()).append("; ").append(diagnostic.detail());
            }
        }
        if (!errors.isEmpty()) {
            // The message becomes a clause of another sentence.
            int end = errors.charAt(errors.length() - 1) == '.' ? errors.length() - 1 : errors.length();
            throw new FunctionException(errors.substring(0, end));
        }
    }

    /** The functions with one in this one's place that refuses to be called. */
    private static final class WithoutItself extends AbstractMap<String, Function> {
        private final Map<String, Function> all;

        WithoutItself(Map<String, Function> all) {
            this.all = all;
        }

        @Override
        public @Nullable Function get(@Nullable Object name) {
            if (!NAME.equals(name)) {
                return all.get(name);
            }
            return signature().returnsAnything(arguments -> {
                throw new FunctionException("cannot recursively call templatefile from inside templatefile call");
            });
        }

        @Override
        public Set<String> keySet() {
            return all.keySet();
        }

        @Override
        public Set<Entry<String, Function>> entrySet() {
            return all.entrySet();
        }
    }
}
