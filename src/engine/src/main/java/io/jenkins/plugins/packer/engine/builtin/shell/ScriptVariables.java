package io.jenkins.plugins.packer.engine.builtin.shell;

import io.jenkins.plugins.packer.engine.component.StepContext;
import io.jenkins.plugins.packer.engine.config.ConfigurationCheck;
import io.jenkins.plugins.packer.engine.run.Redactor;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The environment variables of a script: Packer's own, then {@code environment_vars}, then {@code env}, later ones
 * replacing earlier ones, sorted by name (packer, provisioner/shell/provisioner.go).
 *
 * @param values value by name, not quoted
 * @param secret whether one of the values is or holds a secret
 */
public record ScriptVariables(Map<String, String> values, boolean secret) {

    private static final String NUL =
            ": there is a NUL character in it, which no environment can hold. Hand such data over in a file";

    /**
     * Gathers the variables. A secret value is told to the redactor in the quoted form too, in which a command line
     * would show it.
     *
     * @param assignments {@code environment_vars}, each {@code NAME=value}
     * @param environment {@code env}
     */
    public static ScriptVariables of(StepContext context, List<String> assignments, Map<String, String> environment) {
        Map<String, String> values = new TreeMap<>();
        values.put("PACKER_BUILD_NAME", context.sourceName());
        values.put("PACKER_BUILDER_TYPE", context.builderType());
        putHttp(values, "PACKER_HTTP_ADDR", context.generated().get("PackerHTTPAddr"));
        putHttp(values, "PACKER_HTTP_IP", context.generated().get("PackerHTTPIP"));
        putHttp(values, "PACKER_HTTP_PORT", context.generated().get("PackerHTTPPort"));
        Redactor secrets = context.secrets();
        for (String assignment : assignments) {
            int equals = assignment.indexOf('=');
            String value = assignment.substring(equals + 1);
            if (isSecret(assignment, secrets) && !isSecret(value, secrets)) {
                // The whole assignment was the sensitive value of the template; the script prints its right side only.
                secrets.add(value);
            }
            values.put(assignment.substring(0, equals), value);
        }
        values.putAll(environment);
        boolean secret = false;
        for (String value : values.values()) {
            if (isSecret(value, secrets)) {
                secret = true;
                secrets.add(quoted(value));
            }
        }
        return new ScriptVariables(values, secret);
    }

    /** A builder without an HTTP server says so in place of a value. */
    private static void putHttp(Map<String, String> values, String name, Object value) {
        if (value != null && !value.toString().startsWith("ERR_HTTP_")) {
            values.put(name, value.toString());
        }
    }

    private static boolean isSecret(String text, Redactor secrets) {
        return !secrets.redact(text).equals(text);
    }

    /** All of them in a shell's form, one after the other. */
    public String flattened(VariableFormat format) {
        StringBuilder result = new StringBuilder();
        values.forEach((name, value) -> result.append(format.format(name, quoted(value))));
        return result.toString();
    }

    /** A value as it stands between two single quotes. */
    private static String quoted(String value) {
        return value.replace("'", "'\"'\"'");
    }

    private static boolean hasNul(String text) {
        return text.indexOf('\0') >= 0;
    }

    /** Reports values that none can have, assignments that are none, and a format that is none. */
    public static void check(
            List<String> assignments, Map<String, String> environment, String format, ConfigurationCheck check) {
        environment.forEach((name, value) -> {
            if (hasNul(name) || hasNul(value)) {
                check.error("env", "Invalid environment variable", name + NUL);
            }
        });
        for (String assignment : assignments) {
            if (hasNul(assignment)) {
                check.error(
                        "environment_vars",
                        "Invalid environment variable",
                        assignment.substring(0, Math.max(0, assignment.indexOf('='))) + NUL);
            }
            if (assignment.indexOf('=') < 1) {
                check.error(
                        "environment_vars",
                        "Invalid environment variable",
                        "Environment variable not in format 'key=value': " + assignment);
            }
        }
        if (format != null && !format.isEmpty()) {
            VariableFormat.mistake(format)
                    .ifPresent(mistake -> check.error("env_var_format", "Invalid format", mistake));
        }
    }
}
