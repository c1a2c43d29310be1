package io.jenkins.plugins.packer.engine.function;

import io.jenkins.plugins.packer.engine.interpolate.InterpolationException;
import io.jenkins.plugins.packer.engine.interpolate.RemoteValues;
import io.jenkins.plugins.packer.hcl.Diagnostic;
import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.SourceFile;
import io.jenkins.plugins.packer.hcl.eval.EvaluationContext;
import io.jenkins.plugins.packer.hcl.eval.Evaluator;
import io.jenkins.plugins.packer.hcl.eval.Function;
import io.jenkins.plugins.packer.hcl.syntax.Expression;
import io.jenkins.plugins.packer.hcl.syntax.HclParser;
import io.jenkins.plugins.packer.hcl.testing.SampleVariables;
import io.jenkins.plugins.packer.hcl.testing.ValueDump;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Evaluates expressions that call functions, over the sample variables. */
final class Calls {
    static final Instant START = Instant.parse("2026-11-23T01:02:03Z");

    private static final Path HERE = Path.of("").toAbsolutePath();
    private static final EvaluationContext SAMPLES = EvaluationContext.of(SampleVariables.all(), functions(HERE));

    private Calls() {}

    /** The functions of a template in a directory. */
    static Map<String, Function> functions(Path directory) {
        return new PackerFunctions(START, directory, Map.of("HOME", "/home/builder"), new FakeRemoteValues())
                .functions(directory);
    }

    /** {@code ok TYPE VALUE} or {@code err DETAIL}. */
    static String evaluated(String source) {
        return evaluated(source, SAMPLES);
    }

    static String evaluated(String source, Path directory) {
        return evaluated(source, EvaluationContext.of(SampleVariables.all(), functions(directory)));
    }

    private static String evaluated(String source, EvaluationContext context) {
        Diagnostics diagnostics = new Diagnostics();
        Expression expression = HclParser.parseExpression(SourceFile.of("f", source), diagnostics);
        if (diagnostics.hasErrors()) {
            return "err " + diagnostics.asList();
        }
        Value value;
        try {
            value = Evaluator.evaluate(expression, context, diagnostics);
        } catch (RuntimeException e) {
            // A user's mistake must never end like this; shown beside the call that did it.
            return "crash " + e + " " + e.getStackTrace()[0] + e.getStackTrace()[1];
        }
        for (Diagnostic diagnostic : diagnostics.asList()) {
            if (diagnostic.isError()) {
                return "err " + diagnostic.detail();
            }
        }
        return "ok " + ValueDump.of(value);
    }

    /** The text that an expression gives. */
    static String text(String source) {
        Diagnostics diagnostics = new Diagnostics();
        Expression expression = HclParser.parseExpression(SourceFile.of("f", source), diagnostics);
        Value value = Evaluator.evaluate(
                expression, EvaluationContext.of(Map.of(), functions(Path.of("").toAbsolutePath())), diagnostics);
        return diagnostics.hasErrors() ? diagnostics.asList().toString() : value.asString();
    }

    private static final class FakeRemoteValues implements RemoteValues {
        @Override
        public String consulKey(String key) throws InterpolationException {
            if (key.equals("missing")) {
                throw new InterpolationException("key does not exist at the given path: missing");
            }
            return "consul:" + key;
        }

        @Override
        public String vault(String path, String key) {
            return path + "#" + key;
        }

        @Override
        public String call(String function, List<String> arguments) throws InterpolationException {
            if (arguments.contains("missing")) {
                throw new InterpolationException("there is no secret missing");
            }
            return function + arguments;
        }
    }
}
