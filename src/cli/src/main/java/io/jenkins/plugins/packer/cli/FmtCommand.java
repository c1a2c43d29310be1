package io.jenkins.plugins.packer.cli;

import java.util.List;

/** Rewrites templates and variable files in the canonical layout. */
final class FmtCommand implements Command {
    /** Terraform's exit code for the same. */
    private static final int NOT_FORMATTED = 3;

    @Override
    public String name() {
        return "fmt";
    }

    @Override
    public String synopsis() {
        return "rewrite HCL2 files in the canonical layout";
    }

    @Override
    public Flags flags() {
        Flags flags = Flags.of(
                        name(),
                        "Rewrites templates (*.pkr.hcl) and variable files (*.pkrvars.hcl) in the canonical layout, and"
                                + " prints the names of those that it changes. A file with mistakes is left alone.",
                        "JSON has no canonical layout here: a file that is not HCL2 is refused.")
                .toggle(
                        "check",
                        "Write nothing; exit with " + NOT_FORMATTED + " if a file is not in the canonical layout.")
                .toggle("diff", "Show what changes in each file.")
                .toggle("write", "Write the files, which is the default; with -write=false they stay as they are.")
                .toggle("recursive", "Go into directories within directories, too.");
        return TemplateArguments.declareWithoutEffect(flags)
                .parameters(
                        "TEMPLATE",
                        "A file, or a directory with files; - for standard input, which goes to standard output.");
    }

    @Override
    public int run(Arguments arguments, Invocation invocation) {
        Surroundings surroundings = invocation.surroundings();
        List<String> paths = arguments.parameters();
        if (paths.isEmpty()) {
            surroundings.output().print(FlagHelp.of(flags()));
            return 1;
        }
        try {
            TemplateArguments.checkWithoutEffect(arguments);
        } catch (UsageException e) {
            new Output(invocation).error(e.getMessage());
            return 1;
        }
        boolean check = arguments.isSet("check", false);
        TemplateFormatting.Wish wish = new TemplateFormatting.Wish(
                !check && arguments.isSet("write", true),
                arguments.isSet("diff", false),
                arguments.isSet("recursive", false));
        TemplateFormatting formatting = new TemplateFormatting(surroundings, wish);
        formatting.format(paths);
        surroundings.output().flush();
        String mistakes = formatting.mistakes();
        if (!mistakes.isEmpty()) {
            new Output(invocation).error(mistakes);
            return 1;
        }
        return check && formatting.foundOtherLayout() ? NOT_FORMATTED : 0;
    }
}
