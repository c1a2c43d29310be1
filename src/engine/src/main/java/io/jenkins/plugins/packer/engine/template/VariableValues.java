package io.jenkins.plugins.packer.engine.template;

import io.jenkins.plugins.packer.hcl.Diagnostic;
import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.SimilarName;
import io.jenkins.plugins.packer.hcl.SourceFile;
import io.jenkins.plugins.packer.hcl.SourceRange;
import io.jenkins.plugins.packer.hcl.eval.EvaluationContext;
import io.jenkins.plugins.packer.hcl.eval.Evaluator;
import io.jenkins.plugins.packer.hcl.syntax.Attribute;
import io.jenkins.plugins.packer.hcl.syntax.Block;
import io.jenkins.plugins.packer.hcl.syntax.Body;
import io.jenkins.plugins.packer.hcl.syntax.BodySchema;
import io.jenkins.plugins.packer.hcl.syntax.Expression;
import io.jenkins.plugins.packer.hcl.syntax.HclParser;
import io.jenkins.plugins.packer.hcl.value.ConversionException;
import io.jenkins.plugins.packer.hcl.value.Type;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Collects the values of input variables in Packer's order: the default, {@code PKR_VAR_} variables of the environment,
 * {@code *.auto.pkrvars.hcl} files in the order of their names, {@code -var-file} in the order given, {@code -var}. The
 * last one counts.
 */
final class VariableValues {
    private static final String ENVIRONMENT_PREFIX = "PKR_VAR_";
    private static final BodySchema DECLARATIONS =
            new BodySchema(List.of(), List.of(new BodySchema.BlockSchema("variable", List.of("name"))));

    private final Map<String, VariableDeclaration> declared;
    private final SourceFiles sources;
    private final Diagnostics diagnostics;
    private final Map<String, VariableAssignment> assigned = new HashMap<>();

    VariableValues(Map<String, VariableDeclaration> declared, SourceFiles sources, Diagnostics diagnostics) {
        this.declared = declared;
        this.sources = sources;
        this.diagnostics = diagnostics;
        for (VariableDeclaration declaration : declared.values()) {
            if (declaration.defaultValue() != null) {
                assigned.put(declaration.name(), declaration.defaultValue());
            }
        }
    }

    /** The value that counts, or null where a variable has none. */
    @Nullable
    VariableAssignment of(VariableDeclaration declaration) {
        return assigned.get(declaration.name());
    }

    /** Takes the environment's variables; what is not declared is somebody else's. */
    void readEnvironment(Map<String, String> environment) {
        for (Map.Entry<String, String> entry : new TreeMap<>(environment).entrySet()) {
            if (!entry.getKey().startsWith(ENVIRONMENT_PREFIX)) {
                continue;
            }
            VariableDeclaration declaration = declared.get(entry.getKey().substring(ENVIRONMENT_PREFIX.length()));
            if (declaration != null) {
                readText(declaration, entry.getValue(), VariableAssignment.Origin.ENVIRONMENT);
            }
        }
    }

    /** Takes the values of a variable file. */
    void readFile(Body file, boolean warnOnUndeclared) {
        Diagnostics quiet = new Diagnostics();
        List<Block> blocks = file.partialContent(DECLARATIONS, quiet).content().blocks();
        for (Block block : blocks) {
            String name = block.labels().isEmpty() ? "" : block.labels().get(0);
            diagnostics.error(
                    "Variable declaration in a .pkrvar file",
                    "A .pkrvar file is used to assign values to variables that have already been declared in .pkr"
                            + " files, not to declare new variables. To declare variable \"" + name
                            + "\", place this block in one of your .pkr files, such as variables.pkr.hcl\n\n"
                            + "To set a value for this variable in "
                            + block.typeRange().filename() + ", use the definition syntax instead:\n    " + name
                            + " = <value>",
                    block.typeRange());
        }
        if (!blocks.isEmpty()) {
            // What follows would say the same again, in less helpful words.
            return;
        }
        for (Attribute attribute : file.justAttributes(diagnostics).values()) {
            VariableDeclaration declaration = declared.get(attribute.name());
            if (declaration != null) {
                SourceRange range = attribute.expression().range();
                assign(declaration, evaluate(attribute.expression()), VariableAssignment.Origin.FILE, range);
            } else if (warnOnUndeclared) {
                warnOfUndeclared(attribute);
            }
        }
    }

    private void warnOfUndeclared(Attribute attribute) {
        String name = attribute.name();
        diagnostics.add(Diagnostic.warning(
                "Undefined variable",
                "The variable \"" + name + "\" was set but was not declared as an input variable.\n"
                        + "To declare variable \"" + name
                        + "\" place this block in one of your .pkr.hcl files, such as variables.pkr.hcl\n\nvariable \""
                        + name + "\" {\n  type    = string\n  default = null\n}",
                attribute.range()));
    }

    /** Takes the values of {@code -var}. */
    void readArguments(Map<String, String> arguments) {
        for (Map.Entry<String, String> entry : arguments.entrySet()) {
            String name = entry.getKey();
            VariableDeclaration declaration = declared.get(name);
            if (declaration != null) {
                readText(declaration, entry.getValue(), VariableAssignment.Origin.ARGUMENT);
                continue;
            }
            diagnostics.error(
                    "Undefined -var variable",
                    "A \"" + name
                            + "\" variable was passed in the command line but was not found in known variables. To"
                            + " declare variable \"" + name
                            + "\", place this block in one of your .pkr files, such as variables.pkr.hcl"
                            + SimilarName.to(name, declared.keySet())
                                    .map(suggestion -> "\n\nDid you mean \"" + suggestion + "\"?")
                                    .orElse(""),
                    null);
        }
    }

    /** A text is taken as it is by a variable that wants a text or number, and is an expression for all others. */
    private void readText(VariableDeclaration declaration, String text, VariableAssignment.Origin origin) {
        Type type = declaration.type();
        if (type.equals(Type.STRING) || type.equals(Type.NUMBER) || type.isDynamic()) {
            assign(declaration, Value.string(text), origin, null);
            return;
        }
        String from = origin == VariableAssignment.Origin.ENVIRONMENT ? "env" : "arguments";
        SourceFile source = SourceFile.of("<value for var." + declaration.name() + " from " + from + ">", text);
        if (!declaration.sensitive()) {
            // A snippet would show the value.
            sources.add(source);
        }
        Diagnostics found = new Diagnostics();
        Expression expression = HclParser.parseExpression(source, found);
        diagnostics.addAll(found.asList());
        if (found.hasErrors()) {
            assigned.put(declaration.name(), new VariableAssignment(origin, Value.DYNAMIC, null));
            return;
        }
        assign(declaration, evaluate(expression), origin, expression.range());
    }

    private Value evaluate(Expression expression) {
        Diagnostics found = new Diagnostics();
        Value value = Evaluator.evaluate(expression, EvaluationContext.EMPTY, found);
        diagnostics.addAll(found.asList());
        return found.hasErrors() ? Value.DYNAMIC : value;
    }

    private void assign(
            VariableDeclaration declaration,
            Value value,
            VariableAssignment.Origin origin,
            @Nullable SourceRange range) {
        Value converted;
        try {
            converted = declaration.constraint().convert(value);
        } catch (ConversionException e) {
            boolean argument = origin == VariableAssignment.Origin.ARGUMENT;
            diagnostics.error(
                    argument ? "Invalid argument value for -var variable" : "Invalid value for variable",
                    (argument ? "The received arg value for " : "The value for ") + declaration.name()
                            + " is not compatible with the variable's type constraint: " + e.getMessage() + ".",
                    range);
            converted = Value.DYNAMIC;
        }
        assigned.put(declaration.name(), new VariableAssignment(origin, converted, range));
    }
}
