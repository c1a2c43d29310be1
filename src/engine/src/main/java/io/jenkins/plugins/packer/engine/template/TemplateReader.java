package io.jenkins.plugins.packer.engine.template;

import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.syntax.Attribute;
import io.jenkins.plugins.packer.hcl.syntax.Block;
import io.jenkins.plugins.packer.hcl.syntax.Body;
import io.jenkins.plugins.packer.hcl.syntax.BodySchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads templates. Reading has two steps, as in Packer: {@link #parse} finds what is wrong with the files by themselves,
 * which is all that {@code validate -syntax-only} does, and {@link UnevaluatedTemplate#evaluate} makes a {@link Template} of
 * them.
 */
public final class TemplateReader {
    private static final BodySchema PACKER =
            new BodySchema(List.of(), List.of(new BodySchema.BlockSchema("packer", List.of())));

    private final FunctionTable functions;
    private final TemplateRenderers renderers;

    /**
     * A reader of templates.
     *
     * @param functions functions of HCL2 templates
     * @param renderers render the variables of legacy JSON templates
     */
    public TemplateReader(FunctionTable functions, TemplateRenderers renderers) {
        this.functions = functions;
        this.renderers = renderers;
    }

    /**
     * Reads the files of a template and the values of its variables.
     *
     * @param sources receives the files, for the snippets of messages
     * @return the template; empty where its files cannot be made sense of, which the diagnostics explain
     */
    public Optional<UnevaluatedTemplate> parse(TemplateRequest request, SourceFiles sources, Diagnostics diagnostics) {
        TemplateFiles files = new TemplateFiles(request, sources, diagnostics);
        if (files.areLegacy()) {
            return new LegacyTemplates(request, files, renderers).parse(diagnostics);
        }
        List<Body> bodies = files.templates();
        if (diagnostics.hasErrors()) {
            return Optional.empty();
        }
        PackerBlockReader packer = new PackerBlockReader(diagnostics);
        if (!readPackerBlocks(bodies, packer, diagnostics)) {
            return Optional.empty();
        }
        List<Block> blocks = new ArrayList<>();
        for (Body body : bodies) {
            blocks.addAll(body.content(RootSchema.FILE, diagnostics).blocks());
        }
        VariableReader variables = new VariableReader(request.environment(), diagnostics);
        LocalReader locals = new LocalReader(diagnostics);
        DataReader data = new DataReader(diagnostics);
        readDeclarations(blocks, variables, locals, data, diagnostics);
        VariableValues values = new VariableValues(variables.declared(), sources, diagnostics);
        values.readEnvironment(request.environment());
        for (Body file : files.variables()) {
            values.readFile(file, request.warnOnUndeclared());
        }
        values.readArguments(request.variables());
        return Optional.of(new ParsedTemplate(
                request,
                files.root(),
                functions.functions(request.path(files.root())),
                blocks,
                variables.declared(),
                values,
                DeclarationGraph.of(locals.declared().values(), data.declared().values()),
                packer.plugins()));
    }

    /** Looks at the required versions of all files first: a newer Packer's template may hold what is unknown here. */
    private static boolean readPackerBlocks(List<Body> bodies, PackerBlockReader packer, Diagnostics diagnostics) {
        boolean supported = true;
        for (Body body : bodies) {
            for (Block block :
                    body.partialContent(PACKER, new Diagnostics()).content().blocks()) {
                supported &= packer.read(block);
            }
        }
        return supported;
    }

    private static void readDeclarations(
            List<Block> blocks,
            VariableReader variables,
            LocalReader locals,
            DataReader data,
            Diagnostics diagnostics) {
        for (Block block : blocks) {
            switch (block.type()) {
                case "variable":
                    variables.read(block);
                    break;
                case "variables":
                    for (Attribute attribute :
                            block.body().justAttributes(diagnostics).values()) {
                        variables.readShort(attribute);
                    }
                    break;
                case "local":
                    locals.read(block);
                    break;
                case "locals":
                    locals.readAll(block);
                    break;
                case "data":
                    data.read(block);
                    break;
                default:
                    break;
            }
        }
    }
}
