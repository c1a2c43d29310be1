package io.jenkins.plugins.packer.engine.builtin.windows;

import io.jenkins.plugins.packer.engine.builtin.shell.ScriptVariables;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.ProvisionContext;
import io.jenkins.plugins.packer.engine.interpolate.InterpolationException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The environment variables of scripts for Windows, whose values are templates of the build's values. */
final class WindowsVariables {
    private WindowsVariables() {}

    static ScriptVariables of(ProvisionContext context, ScriptOptions options) throws ComponentException {
        List<String> assignments = new ArrayList<>();
        for (String assignment : options.environmentVars()) {
            assignments.add(render("environment_vars", assignment, context.generated(), context));
        }
        Map<String, String> environment = new HashMap<>();
        for (Map.Entry<String, String> entry : options.env().entrySet()) {
            environment.put(
                    render("env", entry.getKey(), context.generated(), context),
                    render("env", entry.getValue(), context.generated(), context));
        }
        return ScriptVariables.of(context, assignments, environment);
    }

    static String render(String option, String template, Map<String, ?> data, ProvisionContext context)
            throws ComponentException {
        try {
            return context.templates().render(template, data);
        } catch (InterpolationException e) {
            throw new ComponentException("Error processing " + option + ": " + e.getMessage(), e);
        }
    }
}
