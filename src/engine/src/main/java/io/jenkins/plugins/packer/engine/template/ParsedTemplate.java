package io.jenkins.plugins.packer.engine.template;

import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.eval.DynamicBlocks;
import io.jenkins.plugins.packer.hcl.eval.EvaluationContext;
import io.jenkins.plugins.packer.hcl.eval.Function;
import io.jenkins.plugins.packer.hcl.syntax.Block;
import io.jenkins.plugins.packer.hcl.value.Mark;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A template whose files are read and whose variables have their values; nothing else is evaluated yet. */
public final class ParsedTemplate implements UnevaluatedTemplate {
    private final TemplateRequest request;
    private final String root;
    private final Map<String, Function> functions;
    private final List<Block> blocks;
    private final Map<String, VariableDeclaration> variables;
    private final VariableValues values;
    private final Map<String, LocalDeclaration> locals;
    private final List<PluginRequirement> plugins;
    private final boolean hasData;

    ParsedTemplate(
            TemplateRequest request,
            String root,
            Map<String, Function> functions,
            List<Block> blocks,
            Map<String, VariableDeclaration> variables,
            VariableValues values,
            Map<String, LocalDeclaration> locals,
            List<PluginRequirement> plugins,
            boolean hasData) {
        this.request = request;
        this.root = root;
        this.functions = functions;
        this.blocks = blocks;
        this.variables = variables;
        this.values = values;
        this.locals = locals;
        this.plugins = plugins;
        this.hasData = hasData;
    }

    /**
     * Checks the values of variables, evaluates locals and reads sources and builds.
     *
     * @return the template; where the diagnostics have errors, what could be made of it
     */
    @Override
    public Template evaluate(Diagnostics diagnostics) {
        List<InputVariable> inputs = new ArrayList<>();
        Map<String, Value> inputValues = new LinkedHashMap<>();
        VariableRules rules = new VariableRules(functions, diagnostics);
        for (VariableDeclaration declaration : variables.values()) {
            rules.check(declaration, values.of(declaration));
            InputVariable input = input(declaration);
            inputs.add(input);
            inputValues.put(input.name(), input.value());
        }
        TemplateScope scope = new TemplateScope(
                Map.copyOf(inputValues),
                Map.of(),
                hasData ? Value.DYNAMIC : Value.EMPTY_OBJECT,
                request.directory().toString(),
                root,
                functions);
        Map<String, Value> localValues = new LocalEvaluation(locals, scope, diagnostics).evaluate();
        List<LocalVariable> localVariables = new ArrayList<>();
        for (LocalDeclaration local : locals.values()) {
            localVariables.add(new LocalVariable(
                    local.name(),
                    localValues.get(local.name()),
                    local.expression().range()));
        }
        return blocks(inputs, localVariables, scope.withLocals(localValues), diagnostics);
    }

    private InputVariable input(VariableDeclaration declaration) {
        VariableAssignment assignment = values.of(declaration);
        Value value = assignment == null ? Value.unknown(declaration.type()) : assignment.value();
        return new InputVariable(
                declaration.name(),
                declaration.type(),
                declaration.description(),
                declaration.sensitive(),
                declaration.sensitive() ? value.withMark(Mark.SENSITIVE) : value,
                declaration.definition());
    }

    private Template blocks(
            List<InputVariable> inputs,
            List<LocalVariable> localVariables,
            TemplateScope scope,
            Diagnostics diagnostics) {
        Map<String, SourceBlock> sources = new LinkedHashMap<>();
        List<BuildBlock> builds = new ArrayList<>();
        EvaluationContext context = scope.context(Map.of());
        BuildReader buildReader = new BuildReader(scope, diagnostics);
        for (Block block : blocks) {
            switch (block.type()) {
                case "source":
                    addSource(block, context, sources, diagnostics);
                    break;
                case "build":
                    builds.add(buildReader.read(expanded(block, context)));
                    break;
                case "hcp_packer_registry":
                    RegistryBlocks.warn(block, diagnostics);
                    break;
                case "communicator":
                    diagnostics.warning(
                            "The communicator block does nothing",
                            "Nothing can refer to it. Write the communicator's options in the source.",
                            block.definitionRange());
                    break;
                default:
                    break;
            }
        }
        return new Template(inputs, localVariables, sources, builds, plugins, scope);
    }

    private static Block expanded(Block block, EvaluationContext context) {
        return block.withBody(DynamicBlocks.expand(block.body(), context));
    }

    private static void addSource(
            Block block, EvaluationContext context, Map<String, SourceBlock> sources, Diagnostics diagnostics) {
        SourceBlock source = new SourceBlock(
                block.labels().get(0),
                block.labels().get(1),
                expanded(block, context).body(),
                block.definitionRange(),
                block.labelRanges().get(0));
        SourceBlock first = sources.putIfAbsent(source.reference(), source);
        if (first != null) {
            diagnostics.error(
                    "Duplicate source block",
                    "This source block has the same builder type and name as a previous block declared at "
                            + first.definition() + ". Each source must have a unique name per builder type.",
                    source.definition());
        }
    }
}
