package io.jenkins.plugins.packer.cli;

import io.jenkins.plugins.packer.engine.interpolate.Interpolation;
import io.jenkins.plugins.packer.engine.interpolate.InterpolationException;
import io.jenkins.plugins.packer.engine.run.Redactor;
import java.util.Map;
import java.util.TreeMap;

/** Renders Go templates, as the strings of legacy JSON templates hold them, with the variables of one. */
final class GoTemplateConsole implements ConsoleMode {
    private static final String HELP = """
            Packer console JSON Mode.
            The Packer console allows you to experiment with Packer interpolations.
            You may access variables in the Packer config you called the console with.

            Type in the interpolation to test and hit <enter> to see the result.

            "variables" will dump all available variables and their values.

            "{{timestamp}}" will output the timestamp, for example "1559855090".

            To exit the console, type "exit" and hit <enter>, or use Control-C.

            /!\\ If you would like to start console in hcl2 mode without a config you can
            use the --config-type=hcl2 option.""";

    private final Map<String, String> variables;
    private final Interpolation interpolation;
    private final Redactor secrets;

    /**
     * A console.
     *
     * @param variables values of user variables by name
     * @param interpolation renders with them
     */
    GoTemplateConsole(Map<String, String> variables, Interpolation interpolation, Redactor secrets) {
        this.variables = new TreeMap<>(variables);
        this.interpolation = interpolation;
        this.secrets = secrets;
    }

    @Override
    public String help() {
        return HELP;
    }

    @Override
    public String variables() {
        StringBuilder text = new StringBuilder("\n");
        variables.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append(",\n"));
        return secrets.redact(text.toString());
    }

    @Override
    public Answer evaluate(String line) {
        try {
            return Answer.of(secrets.redact(interpolation.render(line)));
        } catch (InterpolationException e) {
            return new Answer("", secrets.redact("Error: Interpolation error\n\n" + e.getMessage() + "\n\n"));
        }
    }
}
