package io.jenkins.plugins.packer.pipeline;

import io.jenkins.plugins.packer.pipeline.agent.VariablesFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lists and maps as texts of a form: an element a line, an assignment a line. Jenkins's forms have fields for neither, so the forms
 * of steps have a text for each, whose name ends in {@code Text}, and the step gets what is read from it.
 */
final class FormTexts {
    private FormTexts() {}

    /** An element a line. */
    static String of(List<String> elements) {
        return String.join("\n", elements);
    }

    /** {@code NAME=value} a line; what is not a text as an expression of the template's language. */
    static String of(Map<String, ?> assignments) {
        StringBuilder text = new StringBuilder();
        assignments.forEach((name, value) ->
                text.append(text.isEmpty() ? "" : "\n").append(name).append('=').append(VariablesFile.text(value)));
        return text.toString();
    }

    /** {@code NAME=value} of each line; other lines are passed over, and the form has said so. */
    static Map<String, String> assignments(String text) {
        Map<String, String> assignments = new LinkedHashMap<>();
        for (String line : OptionTexts.lines(text)) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                assignments.put(line.substring(0, equals).strip(), line.substring(equals + 1));
            }
        }
        return assignments;
    }
}
