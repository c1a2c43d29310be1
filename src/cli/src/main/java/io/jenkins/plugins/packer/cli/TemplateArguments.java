package io.jenkins.plugins.packer.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.jenkins.plugins.packer.engine.template.DataReading;
import io.jenkins.plugins.packer.engine.template.TemplateRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The flags that every command with a template has. */
final class TemplateArguments {
    private static final String TEMPLATE =
            "A template file, or a directory whose *.pkr.hcl files are one template; - for one that comes from standard"
                    + " input.";

    private TemplateArguments() {}

    static Flags declare(Flags flags) {
        return declareFlags(flags).parameter("TEMPLATE", TEMPLATE);
    }

    /** For a command that can do without a template. */
    static Flags declareOptional(Flags flags) {
        return declareFlags(flags).optionalParameter("TEMPLATE", TEMPLATE);
    }

    /**
     * The flags that Packer takes with every command, for one to whose work they mean nothing: scripts give all commands the
     * same flags.
     */
    static Flags declareWithoutEffect(Flags flags) {
        String nothing = "Changes nothing for this command.";
        return flags.names("only", "NAME,...", nothing)
                .names("except", "NAME,...", nothing)
                .text("config-type", "json|hcl2", nothing)
                .texts("var", "KEY=VALUE", nothing)
                .texts("var-file", "FILE", nothing);
    }

    /**
     * Refuses what Packer refuses of the flags that mean nothing to a command.
     *
     * @throws UsageException when a {@code -var} has no value or {@code -config-type} is a wrong one
     */
    static void checkWithoutEffect(Arguments arguments) throws UsageException {
        isHcl2(arguments);
        assignments(arguments);
    }

    private static Flags declareFlags(Flags flags) {
        return flags.names("only", "NAME,...", "Only these builds; patterns with * are allowed.")
                .names("except", "NAME,...", "All builds and post-processors but these; patterns with * are allowed.")
                .toggle(
                        "use-sequential-evaluation",
                        "Read all data sources first, then evaluate the locals, which they cannot use.")
                .text(
                        "config-type",
                        "json|hcl2",
                        "The language where the template's name does not tell it (default: json).")
                .texts("var", "KEY=VALUE", "Value of a variable; may be repeated.")
                .text(
                        "var-values",
                        "FILE",
                        "File with values as -var has them, as one JSON object of texts. It is removed once it is read.")
                .texts("var-file", "FILE", "File with values of variables; may be repeated.");
    }

    /**
     * Whether a template whose name does not tell its language is one in HCL2.
     *
     * @throws UsageException when {@code -config-type} is neither of the two
     */
    static boolean isHcl2(Arguments arguments) throws UsageException {
        String type = arguments.text("config-type", "json");
        return switch (type) {
            case "hcl2" -> true;
            case "json" -> false;
            default -> throw new UsageException("-config-type wants json or hcl2, but got \"" + type + "\".");
        };
    }

    /**
     * Which data sources to read, and of which builds.
     *
     * @param extent what the command reads without {@code -use-sequential-evaluation}, which asks for all
     */
    static DataReading reading(Arguments arguments, DataReading.Extent extent) {
        boolean sequential = arguments.isSet("use-sequential-evaluation", false);
        return new DataReading(
                sequential && extent != DataReading.Extent.NONE ? DataReading.Extent.ALL : extent,
                sequential,
                arguments.texts("only"),
                arguments.texts("except"));
    }

    /**
     * What to read.
     *
     * @throws UsageException when a {@code -var} has no value, the file of {@code -var-values} cannot be read, or
     *     {@code -config-type} is a wrong one
     */
    static TemplateRequest request(Arguments arguments, Surroundings surroundings, boolean warnOnUndeclared)
            throws UsageException {
        Map<String, String> variables = new LinkedHashMap<>(values(arguments, surroundings));
        variables.putAll(assignments(arguments));
        return new TemplateRequest(
                arguments.parameter(),
                arguments.texts("var-file"),
                variables,
                surroundings.environment(),
                surroundings.directory(),
                warnOnUndeclared,
                isHcl2(arguments),
                surroundings.input());
    }

    private static Map<String, String> assignments(Arguments arguments) throws UsageException {
        Map<String, String> assigned = new LinkedHashMap<>();
        for (String assignment : arguments.texts("var")) {
            int equals = assignment.indexOf('=');
            if (equals < 1) {
                throw new UsageException(
                        "-var wants NAME=VALUE, but got \"" + assignment + "\". Write, for example, -var 'region=eu'.");
            }
            assigned.put(assignment.substring(0, equals), assignment.substring(equals + 1));
        }
        return assigned;
    }

    /**
     * What a program hands over that starts the command: arguments can be read by everybody on the machine. The values can be
     * secrets, and whoever wrote them may be gone when the command ends; so the file goes as soon as it has been read.
     */
    private static Map<String, String> values(Arguments arguments, Surroundings surroundings) throws UsageException {
        Map<String, String> values = new LinkedHashMap<>();
        String name = arguments.text("var-values", "");
        if (name.isEmpty()) {
            return values;
        }
        Path file = surroundings.directory().resolve(name);
        try (JsonParser json = new JsonFactory().createParser(file.toFile())) {
            JsonToken token = json.nextToken();
            if (token != JsonToken.START_OBJECT) {
                throw new IOException("it is not a JSON object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String variable = json.currentName();
                if (json.nextToken() != JsonToken.VALUE_STRING) {
                    throw new IOException("the value of " + variable + " is not a text");
                }
                values.put(variable, json.getText());
            }
        } catch (IOException e) {
            throw new UsageException("The file of -var-values, " + name + ", cannot be read: " + e.getMessage());
        }
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UsageException("The file of -var-values, " + name
                    + ", cannot be removed after it was read, as its secrets should be: " + e.getMessage()
                    + ". Put it in a directory in which this user may remove files.");
        }
        return values;
    }
}
