package io.jenkins.plugins.packer.cli;

import io.jenkins.plugins.packer.engine.run.Redactor;
import io.jenkins.plugins.packer.engine.template.DataReading;
import io.jenkins.plugins.packer.engine.template.LegacyScope;
import io.jenkins.plugins.packer.engine.template.Template;
import io.jenkins.plugins.packer.engine.template.TemplateRequest;
import java.util.Optional;

/** Shows what a template consists of. */
final class InspectCommand implements Command {
    @Override
    public String name() {
        return "inspect";
    }

    @Override
    public String synopsis() {
        return "show the variables and builds of a template";
    }

    @Override
    public Flags flags() {
        Flags flags = Flags.of(name(), "Shows a template's variables with their values, its locals and its builds.");
        return TemplateArguments.declare(TemplateReport.declare(flags));
    }

    @Override
    public int run(Arguments arguments, Invocation invocation) {
        Output output = new Output(invocation);
        Redactor secrets = SecretVariables.of(invocation.surroundings());
        TemplateRequest request;
        try {
            request = TemplateArguments.request(arguments, invocation.surroundings(), false);
        } catch (UsageException e) {
            output.error(e.getMessage());
            return 1;
        }
        TemplateSession session = TemplateSession.of(request, invocation, secrets);
        Optional<Template> template = session.evaluate(TemplateArguments.reading(arguments, DataReading.Extent.ALL));
        try {
            TemplateReport.write(arguments, invocation.surroundings(), secrets, events -> {
                session.messages().publish(events);
                template.ifPresent(found -> events.publish(TemplateReport.inspection(events, found)));
            });
        } catch (UsageException e) {
            output.error(e.getMessage());
            return 1;
        }
        // As Packer: a value that is missing or wrong does not keep the rest from being shown.
        if (template.isEmpty()) {
            session.messages().print(output);
            return 1;
        }
        LegacyScope legacy = template.get().scope().legacy();
        if (legacy != null) {
            new LegacyOutline(output).show(legacy.template());
            return 0;
        }
        output.say("Packer Inspect: HCL2 mode\n");
        output.say(secrets.redact(TemplateOutline.variables(template.get())));
        output.say(secrets.redact(TemplateOutline.builds(template.get())));
        return 0;
    }
}
