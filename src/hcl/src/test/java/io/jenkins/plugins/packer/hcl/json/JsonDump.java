package io.jenkins.plugins.packer.hcl.json;

import io.jenkins.plugins.packer.hcl.Diagnostic;
import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.SourceFile;
import io.jenkins.plugins.packer.hcl.SourcePosition;
import io.jenkins.plugins.packer.hcl.SourceRange;
import io.jenkins.plugins.packer.hcl.eval.EvaluationContext;
import io.jenkins.plugins.packer.hcl.eval.Evaluator;
import io.jenkins.plugins.packer.hcl.eval.StaticExpressions;
import io.jenkins.plugins.packer.hcl.eval.Variables;
import io.jenkins.plugins.packer.hcl.syntax.Attribute;
import io.jenkins.plugins.packer.hcl.syntax.Block;
import io.jenkins.plugins.packer.hcl.syntax.Body;
import io.jenkins.plugins.packer.hcl.syntax.BodyContent;
import io.jenkins.plugins.packer.hcl.syntax.BodySchema;
import io.jenkins.plugins.packer.hcl.syntax.BodySchema.AttributeSchema;
import io.jenkins.plugins.packer.hcl.syntax.BodySchema.BlockSchema;
import io.jenkins.plugins.packer.hcl.syntax.Expression;
import io.jenkins.plugins.packer.hcl.syntax.Traversal;
import io.jenkins.plugins.packer.hcl.testing.SampleVariables;
import io.jenkins.plugins.packer.hcl.testing.ValueDump;
import io.jenkins.plugins.packer.hcl.value.BigNumber;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads JSON by fixed schemas and prints all that there is to know about it, in the form of {@code hcl-json.go}. */
final class JsonDump {
    private static final EvaluationContext VARIABLES = SampleVariables.context();
    private static final List<BodySchema> SCHEMAS = List.of(
            new BodySchema(
                    List.of(
                            new AttributeSchema("a", false),
                            new AttributeSchema("b", false),
                            new AttributeSchema("name", false),
                            new AttributeSchema("type", false),
                            new AttributeSchema("default", false)),
                    List.of(
                            new BlockSchema("block", List.of()),
                            new BlockSchema("build", List.of()),
                            new BlockSchema("variable", List.of("name")),
                            new BlockSchema("provisioner", List.of("type")),
                            new BlockSchema("source", List.of("type", "name")))),
            new BodySchema(
                    List.of(
                            new AttributeSchema("block", false),
                            new AttributeSchema("name", true),
                            new AttributeSchema("variable", false)),
                    List.of(
                            new BlockSchema("a", List.of()),
                            new BlockSchema("b", List.of("x", "y")),
                            new BlockSchema("default", List.of("z")))));

    private final StringBuilder out = new StringBuilder();

    private JsonDump() {}

    /** Answer to a question of the oracle's. */
    static String answer(String mode, byte[] source) {
        SourceFile file = new SourceFile("f", source);
        Diagnostics found = new Diagnostics();
        JsonDump dump = new JsonDump();
        if (mode.equals("json-expr")) {
            Expression expression = JsonParser.parseExpression(file, found);
            if (!found.hasErrors()) {
                dump.expression(expression);
            }
        } else {
            Body body = JsonParser.parseFile(file, found);
            if (!found.hasErrors()) {
                dump.file(body);
            }
        }
        return found.hasErrors() ? "err " + place(found.asList().get(0), "[", "]") : "ok " + dump.out;
    }

    private void file(Body body) {
        for (BodySchema schema : SCHEMAS) {
            body(body, schema, 0);
        }
        Body rest = body.partialContent(SCHEMAS.get(1), new Diagnostics()).remaining();
        body(rest, SCHEMAS.get(0), 0);
    }

    private static String place(Diagnostic diagnostic, String open, String close) {
        SourceRange subject = diagnostic.subject();
        String range = subject == null ? "" : text(subject.start()) + "-" + text(subject.end());
        return diagnostic.summary() + "@" + open + range + close;
    }

    private static String text(SourcePosition position) {
        return position.line() + "," + position.column() + "," + position.offset();
    }

    private void range(SourceRange range) {
        out.append('[')
                .append(text(range.start()))
                .append('-')
                .append(text(range.end()))
                .append(']');
    }

    private void word(String word) {
        if (out.length() > 0) {
            out.append(' ');
        }
        out.append(word);
    }

    private void string(String text) {
        out.append('"');
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (b >= 0x20 && b < 0x7F && b != '"' && b != '\\') {
                out.append((char) b);
            } else {
                out.append('\\').append(Character.forDigit(b >> 4 & 0xF, 16)).append(Character.forDigit(b & 0xF, 16));
            }
        }
        out.append('"');
    }

    private void diagnostics(Diagnostics found, String open, String close) {
        TreeSet<String> texts = new TreeSet<>();
        for (Diagnostic diagnostic : found.asList()) {
            texts.add(place(diagnostic, open, close));
        }
        for (String text : texts) {
            word("!" + text);
        }
    }

    private void body(Body body, BodySchema schema, int depth) {
        Diagnostics found = new Diagnostics();
        BodyContent content = body.content(schema, found);
        word("body");
        range(content.missingItemRange());
        out.append('(');
        diagnostics(found, "[", "]");
        attributes(content.attributes());
        for (Block block : content.blocks()) {
            word("block ");
            string(block.type());
            range(block.typeRange());
            for (int i = 0; i < block.labels().size(); i++) {
                string(block.labels().get(i));
                range(block.labelRanges().get(i));
            }
            if (depth < 3) {
                body(block.body(), schema, depth + 1);
            }
            Diagnostics wrong = new Diagnostics();
            Map<String, Attribute> all = block.body().justAttributes(wrong);
            word("all");
            diagnostics(wrong, "[", "]");
            attributes(all);
        }
        out.append(')');
    }

    private void attributes(Map<String, Attribute> attributes) {
        for (Map.Entry<String, Attribute> entry : inByteOrder(attributes).entrySet()) {
            word("attr ");
            string(entry.getKey());
            range(entry.getValue().nameRange());
            range(entry.getValue().range());
            expression(entry.getValue().expression());
        }
    }

    private static Map<String, Attribute> inByteOrder(Map<String, Attribute> attributes) {
        Map<String, Attribute> sorted = new TreeMap<>((left, right) -> java.util.Arrays.compareUnsigned(
                left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8)));
        sorted.putAll(attributes);
        return sorted;
    }

    private void expression(Expression expression) {
        word("expr");
        range(expression.range());
        range(expression.startRange());
        value(expression, EvaluationContext.EMPTY);
        value(expression, VARIABLES);
        word("variables");
        for (Traversal traversal : Variables.of(expression)) {
            traversal(traversal, true);
        }
        StaticExpressions.asTraversal(expression).ifPresent(traversal -> {
            word("traversal");
            traversal(traversal, false);
        });
        StaticExpressions.asCall(expression).ifPresent(call -> {
            word("call ");
            string(call.name());
            out.append(call.arguments().size());
        });
        StaticExpressions.asList(expression).ifPresent(list -> word("list " + list.size()));
        StaticExpressions.asMap(expression).ifPresent(items -> {
            word("map");
            for (Expression.ObjectConstructor.Item item : items) {
                range(item.key().range());
                string(StaticExpressions.keyword(item.key()).orElse(""));
            }
        });
    }

    private void value(Expression expression, EvaluationContext context) {
        Diagnostics found = new Diagnostics();
        Value value = Evaluator.evaluate(expression, context, found);
        if (found.hasErrors()) {
            diagnostics(found, "{", "}");
        } else {
            word(ValueDump.of(value));
        }
    }

    private void traversal(Traversal traversal, boolean ranges) {
        for (Traversal.Step step : traversal.steps()) {
            if (step instanceof Traversal.Root root) {
                word("root ");
                string(root.name());
            } else if (step instanceof Traversal.GetAttribute get) {
                word("get ");
                string(get.name());
            } else if (step instanceof Traversal.GetIndex index) {
                word("at ");
                key(index.key());
            }
            if (ranges) {
                out.append('{')
                        .append(text(step.range().start()))
                        .append('-')
                        .append(text(step.range().end()))
                        .append('}');
            }
        }
    }

    private void key(Object key) {
        if (key instanceof String text) {
            string(text);
        } else if (key instanceof BigDecimal number) {
            out.append(BigNumber.of(number).toGeneralText(30));
        } else {
            out.append(key);
        }
    }
}
