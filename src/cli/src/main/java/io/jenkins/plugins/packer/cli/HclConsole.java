package io.jenkins.plugins.packer.cli;

import io.jenkins.plugins.packer.engine.run.Redactor;
import io.jenkins.plugins.packer.engine.template.Template;
import io.jenkins.plugins.packer.hcl.DiagnosticPrinter;
import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.SourceFile;
import io.jenkins.plugins.packer.hcl.eval.Evaluator;
import io.jenkins.plugins.packer.hcl.syntax.Expression;
import io.jenkins.plugins.packer.hcl.syntax.HclParser;
import io.jenkins.plugins.packer.hcl.syntax.NativeBlockHeaders;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.util.Map;

/** Evaluates expressions with the variables, locals and data sources of a template. */
final class HclConsole implements ConsoleMode {
    private static final String HELP = """
            Packer console HCL2 Mode.
            The Packer console allows you to experiment with Packer interpolations.
            You may access variables and functions in the Packer config you called the
            console with.

            Type in the interpolation to test and hit <enter> to see the result.

            "upper(var.foo.id)" would evaluate to the ID of "foo" and uppercase is, if it
            exists in your config file.

            "variables" will dump all available variables and their values.

            To exit the console, type "exit" and hit <enter>, or use Control-C.

            /!\\ It is not possible to use go templating interpolation like "{{timestamp}}"
            with in HCL2 mode.""";

    private final Template template;
    private final Redactor secrets;

    HclConsole(Template template, Redactor secrets) {
        this.template = template;
        this.secrets = secrets;
    }

    @Override
    public String help() {
        return HELP;
    }

    @Override
    public String variables() {
        return secrets.redact(TemplateOutline.variables(template));
    }

    @Override
    public Answer evaluate(String line) {
        SourceFile source = SourceFile.of("<console-input>", line);
        Diagnostics found = new Diagnostics();
        Expression expression = HclParser.parseExpression(source, found);
        String text = "";
        if (!found.hasErrors()) {
            Value value = Evaluator.evaluate(expression, template.scope().context(Map.of()), found);
            text = found.hasErrors() ? "" : secrets.redact(ValueText.of(value));
        }
        if (found.isEmpty()) {
            return Answer.of(text);
        }
        DiagnosticPrinter printer =
                new DiagnosticPrinter(name -> source, new NativeBlockHeaders(), TemplateMessages.WIDTH, false);
        return new Answer(text, secrets.redact(printer.print(found.asList())));
    }
}
