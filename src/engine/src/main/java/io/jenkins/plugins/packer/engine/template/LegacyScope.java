package io.jenkins.plugins.packer.engine.template;

import io.jenkins.plugins.packer.engine.legacy.LegacyTemplate;
import java.nio.file.Path;
import java.util.Map;

/**
 * What is known of a legacy JSON template beside what it has in common with HCL2.
 *
 * @param template as it is written
 * @param variables values of its variables, for {@code user}
 * @param directory {@code template_dir}
 */
public record LegacyScope(LegacyTemplate template, Map<String, String> variables, Path directory) {
    public LegacyScope {
        variables = Map.copyOf(variables);
    }
}
