package io.jenkins.plugins.packer.cli;

import io.jenkins.plugins.packer.engine.catalog.FunctionCalls;
import io.jenkins.plugins.packer.engine.component.TemplateFunction;
import io.jenkins.plugins.packer.engine.function.PackerFunctions;
import io.jenkins.plugins.packer.engine.interpolate.HttpRemoteValues;
import io.jenkins.plugins.packer.engine.interpolate.InterpolationContext;
import io.jenkins.plugins.packer.engine.interpolate.PackerInterpolation;
import io.jenkins.plugins.packer.engine.interpolate.RemoteValues;
import io.jenkins.plugins.packer.engine.process.OperatingSystem;
import io.jenkins.plugins.packer.engine.run.Cancellation;
import io.jenkins.plugins.packer.engine.run.Redactor;
import io.jenkins.plugins.packer.engine.template.DataReading;
import io.jenkins.plugins.packer.engine.template.LanguageVersion;
import io.jenkins.plugins.packer.engine.template.LegacyScope;
import io.jenkins.plugins.packer.engine.template.Template;
import io.jenkins.plugins.packer.engine.template.TemplateRequest;
import io.jenkins.plugins.packer.engine.template.TemplateScope;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates what is typed, or what comes through a pipe: of that only the last value is printed, as in Packer. Mistakes
 * of the template's values do not keep the console from starting; they are told on standard error.
 */
final class ConsoleCommand implements Command {
    /** Set by the launcher where standard input is a terminal. */
    private static final String TERMINAL = "packer.terminal";

    private static final String PROMPT = "> ";

    @Override
    public String name() {
        return "console";
    }

    @Override
    public String synopsis() {
        return "try out expressions and variables";
    }

    @Override
    public Flags flags() {
        Flags flags = Flags.of(
                name(),
                "Evaluates expressions with the variables, locals and data sources of a template: those that are typed,"
                        + " or, of those that come through a pipe, the last.",
                "Without a template it renders Go templates, such as {{timestamp}}, or with -config-type=hcl2 evaluates"
                        + " expressions of HCL2. Type \"help\" for more, and \"exit\" to end.");
        return TemplateArguments.declareOptional(flags);
    }

    @Override
    public int run(Arguments arguments, Invocation invocation) {
        Output output = new Output(invocation);
        Optional<ConsoleMode> mode;
        try {
            mode = mode(arguments, invocation, output);
        } catch (UsageException e) {
            output.error(e.getMessage());
            return 1;
        }
        if (mode.isEmpty()) {
            return 1;
        }
        boolean typed =
                Boolean.getBoolean(TERMINAL) && invocation.surroundings().input() == System.in;
        try {
            BufferedReader lines = new BufferedReader(
                    new InputStreamReader(invocation.surroundings().input(), StandardCharsets.UTF_8));
            return typed ? typed(mode.get(), lines, invocation, output) : piped(mode.get(), lines, output);
        } catch (IOException e) {
            output.error("Standard input cannot be read: " + e.getMessage());
            return 1;
        }
    }

    private static Optional<ConsoleMode> mode(Arguments arguments, Invocation invocation, Output output)
            throws UsageException {
        TemplateRequest request = TemplateArguments.request(arguments, invocation.surroundings(), false);
        boolean hcl2 = TemplateArguments.isHcl2(arguments);
        Redactor secrets = new Redactor();
        if (request.template().isEmpty()) {
            return Optional.of(
                    hcl2 ? withoutTemplate(request, invocation, secrets) : goTemplates(request, invocation, secrets));
        }
        TemplateSession session = TemplateSession.of(request, invocation, secrets);
        Optional<Template> template = session.evaluate(TemplateArguments.reading(arguments, DataReading.Extent.ALL));
        if (template.isEmpty()) {
            session.messages().print(output);
            return Optional.empty();
        }
        String mistakes = session.messages().text();
        if (!mistakes.isEmpty()) {
            invocation.surroundings().errors().println(mistakes);
        }
        LegacyScope legacy = template.get().scope().legacy();
        return Optional.of(
                legacy == null
                        ? new HclConsole(template.get(), secrets)
                        : goTemplates(request, legacy.directory(), legacy.variables(), invocation, secrets));
    }

    private static ConsoleMode withoutTemplate(TemplateRequest request, Invocation invocation, Redactor secrets)
            throws UsageException {
        if (!request.variables().isEmpty() || !request.variableFiles().isEmpty()) {
            throw new UsageException("-var and -var-file set variables that a template declares, but there is none."
                    + " Name a template, or leave them out.");
        }
        PackerFunctions functions = new PackerFunctions(
                Instant.now(), request.directory(), request.environment(), remoteValues(request, invocation, secrets));
        TemplateScope scope = new TemplateScope(
                Map.of(),
                Map.of(),
                Value.EMPTY_OBJECT,
                request.directory().toString(),
                "",
                functions.functions(request.directory()));
        return new HclConsole(new Template(List.of(), List.of(), Map.of(), List.of(), List.of(), scope), secrets);
    }

    private static ConsoleMode goTemplates(TemplateRequest request, Invocation invocation, Redactor secrets)
            throws UsageException {
        if (!request.variableFiles().isEmpty()) {
            throw new UsageException("-var-file sets variables that a template declares, but there is none. Name a"
                    + " template, or use -var.");
        }
        return goTemplates(request, null, request.variables(), invocation, secrets);
    }

    /** Renders Go templates with the variables of a legacy JSON template, or with those given. */
    private static ConsoleMode goTemplates(
            TemplateRequest request,
            @Nullable Path directory,
            Map<String, String> variables,
            Invocation invocation,
            Redactor secrets) {
        PackerInterpolation interpolation = new PackerInterpolation(
                new InterpolationContext(
                        "",
                        "",
                        directory,
                        request.directory(),
                        LanguageVersion.TEXT,
                        request.environment(),
                        variables,
                        null,
                        Instant.now(),
                        false),
                remoteValues(request, invocation, secrets),
                Map.of());
        return new GoTemplateConsole(variables, interpolation, secrets);
    }

    private static RemoteValues remoteValues(TemplateRequest request, Invocation invocation, Redactor secrets) {
        TemplateFunction.Caller caller =
                new TemplateFunction.Caller(request.environment(), request.directory(), new Cancellation());
        return new HttpRemoteValues(
                request.environment(), secrets, new FunctionCalls(Catalogs.of(invocation.surroundings()), caller));
    }

    /** Where typed lines come from; nothing at their end. */
    private interface Lines {
        Optional<String> next() throws IOException;
    }

    /** With an editor, where the terminal is one that can be edited on. */
    private static int typed(ConsoleMode mode, BufferedReader lines, Invocation invocation, Output output)
            throws IOException {
        Optional<LineEditor> opened =
                isPlain(invocation.surroundings().environment()) ? Optional.empty() : LineEditor.open();
        if (opened.isPresent()) {
            try (LineEditor editor = opened.get()) {
                return typed(mode, () -> editor.readLine(PROMPT), output);
            }
        }
        PrintStream terminal = invocation.surroundings().output();
        return typed(
                mode,
                () -> {
                    terminal.print(PROMPT);
                    terminal.flush();
                    return Optional.ofNullable(lines.readLine());
                },
                output);
    }

    /** Whether the terminal says that it moves no cursor. Windows edits lines and keeps a history itself. */
    private static boolean isPlain(Map<String, String> environment) {
        String kind = environment.getOrDefault("TERM", "");
        return kind.isEmpty() || kind.equals("dumb") || OperatingSystem.isWindows();
    }

    /** Answers each line, until the user types {@code exit} or Control-D. */
    private static int typed(ConsoleMode mode, Lines lines, Output output) throws IOException {
        while (true) {
            Optional<String> line = lines.next().map(String::strip);
            if (line.isEmpty() || line.get().equals("exit")) {
                return 0;
            }
            ConsoleMode.Answer answer = mode.answer(line.get());
            if (!answer.mistakes().isEmpty()) {
                output.error(answer.mistakes());
            }
            output.say(answer.text());
        }
    }

    /** As in Packer, mistakes are printed as they come, and of the values the last. */
    private static int piped(ConsoleMode mode, BufferedReader lines, Output output) throws IOException {
        ConsoleMode.Answer last = ConsoleMode.Answer.of("");
        int exitCode = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            last = mode.answer(line.strip());
            if (!last.mistakes().isEmpty()) {
                output.error(last.mistakes());
                exitCode = 1;
            }
        }
        output.message(last.text());
        return exitCode;
    }
}
