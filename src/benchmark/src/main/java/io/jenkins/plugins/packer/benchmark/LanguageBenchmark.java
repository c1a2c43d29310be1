package io.jenkins.plugins.packer.benchmark;

import com.bertramlabs.plugins.hcl4j.HCLParser;
import com.bertramlabs.plugins.hcl4j.HCLParserException;
import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.SourceFile;
import io.jenkins.plugins.packer.hcl.eval.EvaluationContext;
import io.jenkins.plugins.packer.hcl.eval.Evaluator;
import io.jenkins.plugins.packer.hcl.syntax.Attribute;
import io.jenkins.plugins.packer.hcl.syntax.Body;
import io.jenkins.plugins.packer.hcl.syntax.BodySchema;
import io.jenkins.plugins.packer.hcl.syntax.HclParser;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Parsing, and parsing with the evaluation of everything, of templates that hold only what hcl4j understands, too: blocks
 * with texts, numbers, lists, maps and constant expressions. hcl4j cannot do one without the other.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LanguageBenchmark {
    private static final int LINES_OF_A_BLOCK = 10;
    private static final BodySchema SCHEMA =
            new BodySchema(List.of(), List.of(new BodySchema.BlockSchema("source", List.of("type", "name"))));

    /** Length of the template in lines. */
    @Param({"200", "10000"})
    public int lines;

    private String text = "";
    private SourceFile file = SourceFile.of("template.pkr.hcl", "");

    /** Writes the template. */
    @Setup
    public void write() {
        StringBuilder template = new StringBuilder();
        for (int i = 0; i < lines / LINES_OF_A_BLOCK; i++) {
            template.append("""
                    source "null" "s%d" {
                      name    = "image-%d"
                      comment = "An image of the usual kind, with a comment of the usual length"
                      size    = %d
                      zones   = ["a", "b", "c"]
                      tags    = { team = "images", stage = "test" }
                      sum     = 1 + 2
                      on      = true
                    }

                    """.formatted(i, i, i));
        }
        text = template.toString();
        file = SourceFile.of("template.pkr.hcl", text);
    }

    /** Our parser alone. */
    @Benchmark
    public Body parse() {
        return HclParser.parseFile(file, new Diagnostics());
    }

    /** Our parser, and the value of each attribute of each block. */
    @Benchmark
    public void parseAndEvaluate(Blackhole sink) {
        Diagnostics diagnostics = new Diagnostics();
        Body body = HclParser.parseFile(file, diagnostics);
        EvaluationContext context = EvaluationContext.of(Map.of(), Map.of());
        body.content(SCHEMA, diagnostics).blocks().forEach(block -> {
            for (Attribute attribute : block.body().justAttributes(diagnostics).values()) {
                sink.consume(Evaluator.evaluate(attribute.expression(), context, diagnostics));
            }
        });
        if (diagnostics.hasErrors()) {
            throw new IllegalStateException(diagnostics.asList().toString());
        }
    }

    /** hcl4j, which evaluates while it parses. */
    @Benchmark
    public Map<String, Object> hcl4j() throws HCLParserException, IOException {
        return new HCLParser().parse(text);
    }
}
