package io.jenkins.plugins.packer.cli;

import io.jenkins.plugins.packer.engine.run.Redactor;
import io.jenkins.plugins.packer.engine.template.DataReading;
import io.jenkins.plugins.packer.engine.template.TemplateRequest;

/** Finds what is wrong with a template without building anything. */
final class ValidateCommand implements Command {
    @Override
    public String name() {
        return "validate";
    }

    @Override
    public String synopsis() {
        return "check that a template is valid";
    }

    @Override
    public Flags flags() {
        Flags flags = Flags.of(
                        name(),
                        "Checks a template and the options of everything in it, without building anything.",
                        "Exits with 0 if it is valid, else with 1 and all its mistakes.")
                .toggle("evaluate-datasources", "Read data sources, which asks the services that they name.")
                .toggle("ignore-prerelease-plugins", "Changes nothing: there are no plugins to load.")
                .toggle("syntax-only", "Check only that the files can be read, not what they ask for.")
                .toggle(
                        "no-warn-undeclared-var",
                        "Do not warn of variable files that set variables which the template does not declare.");
        return TemplateArguments.declare(TemplateReport.declare(flags));
    }

    @Override
    public int run(Arguments arguments, Invocation invocation) {
        Output output = new Output(invocation);
        Surroundings surroundings = invocation.surroundings();
        TemplateRequest request;
        try {
            request = TemplateArguments.request(
                    arguments, surroundings, !arguments.isSet("no-warn-undeclared-var", false));
        } catch (UsageException e) {
            output.error(e.getMessage());
            return 1;
        }
        Redactor secrets = SecretVariables.of(surroundings);
        TemplateSession session = TemplateSession.of(request, invocation, secrets);
        boolean syntaxOnly = arguments.isSet("syntax-only", false);
        if (syntaxOnly) {
            session.parse();
        } else {
            session.plan(TemplateArguments.reading(
                    arguments,
                    arguments.isSet("evaluate-datasources", false)
                            ? DataReading.Extent.NEEDED
                            : DataReading.Extent.NONE));
        }
        session.messages().print(output);
        try {
            TemplateReport.write(arguments, surroundings, secrets, session.messages()::publish);
        } catch (UsageException e) {
            output.error(e.getMessage());
            return 1;
        }
        if (session.hasErrors()) {
            return 1;
        }
        output.say(
                syntaxOnly ? "Syntax-only check passed. Everything looks okay." : "Template validated successfully.");
        return 0;
    }
}
