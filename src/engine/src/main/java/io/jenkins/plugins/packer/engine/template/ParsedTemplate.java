package io.jenkins.plugins.packer.engine.template;

import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.SourceRange;
import io.jenkins.plugins.packer.hcl.eval.DynamicBlocks;
import io.jenkins.plugins.packer.hcl.eval.EvaluationContext;
import io.jenkins.plugins.packer.hcl.eval.Function;
import io.jenkins.plugins.packer.hcl.eval.Literals;
import io.jenkins.plugins.packer.hcl.syntax.Block;
import io.jenkins.plugins.packer.hcl.syntax.Traversal;
import io.jenkins.plugins.packer.hcl.value.Mark;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A template whose files are read and whose variables have their values; nothing else is evaluated yet. */
public final class ParsedTemplate implements UnevaluatedTemplate {
    private final TemplateRequest request;
    private final String root;
    private final Map<String, Function> functions;
    private final List<Block> blocks;
    private final Map<String, VariableDeclaration> variables;
    private final VariableValues values;
    private final DeclarationGraph declarations;
    private final List<PluginRequirement> plugins;

    ParsedTemplate(
            TemplateRequest request,
            String root,
            Map<String, Function> functions,
            List<Block> blocks,
            Map<String, VariableDeclaration> variables,
            VariableValues values,
            DeclarationGraph declarations,
            List<PluginRequirement> plugins) {
        this.request = request;
        this.root = root;
        this.functions = functions;
        this.blocks = blocks;
        this.variables = variables;
        this.values = values;
        this.declarations = declarations;
        this.plugins = plugins;
    }

    @Override
    public List<PluginRequirement> plugins() {
        return plugins;
    }

    @Override
    public Set<String> writtenSecrets() {
        Set<String> written = new HashSet<>();
        for (VariableDeclaration variable : variables.values()) {
            if (variable.sensitive()) {
                written.addAll(variable.written());
            }
        }
        for (LocalDeclaration local : declarations.locals().values()) {
            if (local.sensitive()) {
                written.addAll(Literals.of(local.expression()));
            }
        }
        return written;
    }

    @Override
    public Template evaluate(DataSources sources, DataReading reading, Diagnostics diagnostics) {
        Set<String> wanted = switch (reading.extent()) {
            case NONE -> Set.of();
            case ALL -> declarations.data().keySet();
            case NEEDED -> needed(sources, reading);
        };
        return evaluate(new DataEvaluation(sources, wanted), reading.sequential(), diagnostics);
    }

    private Template evaluate(DataEvaluation data, boolean sequential, Diagnostics diagnostics) {
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
                Value.EMPTY_OBJECT,
                request.directory().toString(),
                root,
                functions);
        TemplateScope evaluated = new DeclaredValues(declarations, scope, data, sequential, diagnostics).evaluate();
        List<LocalVariable> localVariables = new ArrayList<>();
        for (LocalDeclaration local : declarations.locals().values()) {
            localVariables.add(
                    new LocalVariable(local.name(), evaluated.locals().get(local.name()), local.range()));
        }
        return blocks(inputs, localVariables, evaluated, diagnostics);
    }

    /** What the builds that are to run refer to, directly and indirectly. */
    private Set<String> needed(DataSources sources, DataReading reading) {
        if (declarations.data().isEmpty()) {
            return Set.of();
        }
        List<Traversal> references = new ArrayList<>();
        Set<SourceRange> skipped = skipped(sources, reading);
        for (Block block : blocks) {
            boolean isRoot = block.type().equals("source") || block.type().equals("build");
            if (isRoot && !skipped.contains(block.definitionRange())) {
                references.addAll(WrittenReferences.in(block.body()));
            }
        }
        return declarations.reachable(references);
    }

    /**
     * The blocks of builds that {@code -only} and {@code -except} leave out. Which these are is found out by evaluating
     * everything without data; a build of which that does not tell the sources is not left out.
     */
    private Set<SourceRange> skipped(DataSources sources, DataReading reading) {
        if (reading.only().isEmpty() && reading.except().isEmpty()) {
            return Set.of();
        }
        Diagnostics ignored = new Diagnostics();
        Template preview = evaluate(new DataEvaluation(sources, Set.of()), reading.sequential(), ignored);
        BuildFilter filter = new BuildFilter(reading.only(), reading.except(), false, ignored);
        Set<SourceRange> skipped = new HashSet<>();
        Set<SourceRange> used = new HashSet<>();
        for (BuildBlock build : preview.builds()) {
            boolean runs = build.sources().isEmpty();
            for (SourceUse use : build.sources()) {
                SourceBlock source = preview.sources().get(use.reference());
                boolean included = filter.includes(build.buildName(use));
                runs |= included;
                if (source != null) {
                    (included ? used : skipped).add(source.definition());
                }
            }
            if (!runs) {
                skipped.add(build.definition());
            }
        }
        skipped.removeAll(used);
        return skipped;
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
