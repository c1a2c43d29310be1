package io.jenkins.plugins.packer.engine.template;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the command line says about the template to read.
 *
 * @param template file or directory, as given, or {@value #FROM_INPUT}; messages speak of it by this name
 * @param variableFiles {@code -var-file}, in order
 * @param variables {@code -var}, in order; of two for one variable the later one counts
 * @param environment environment of the run, for {@code PKR_VAR_*} and {@code env()}
 * @param directory the working directory
 * @param warnOnUndeclared whether a variable file that sets a variable that is not declared is worth a warning:
 *     {@code -warn-on-undeclared-var} of {@code build}, and of {@code validate} unless it is told not to
 * @param hcl2 {@code -config-type=hcl2}: whether a file is HCL2 whatever its name
 * @param input what a template is read from, once, that is named {@value #FROM_INPUT}
 */
public record TemplateRequest(
        String template,
        List<String> variableFiles,
        Map<String, String> variables,
        Map<String, String> environment,
        Path directory,
        boolean warnOnUndeclared,
        boolean hcl2,
        InputStream input) {
    /** The name of a template that comes from standard input. */
    static final String FROM_INPUT = "-";

    /** A template whose name tells its language. */
    public TemplateRequest(
            String template,
            List<String> variableFiles,
            Map<String, String> variables,
            Map<String, String> environment,
            Path directory,
            boolean warnOnUndeclared) {
        this(
                template,
                variableFiles,
                variables,
                environment,
                directory,
                warnOnUndeclared,
                false,
                InputStream.nullInputStream());
    }

    public TemplateRequest {
        variableFiles = List.copyOf(variableFiles);
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
        environment = Map.copyOf(environment);
        directory = directory.toAbsolutePath().normalize();
    }

    boolean isFromInput() {
        return template.equals(FROM_INPUT);
    }

    /** A file by the name by which messages speak of it. */
    Path path(String name) {
        return directory.resolve(name);
    }
}
