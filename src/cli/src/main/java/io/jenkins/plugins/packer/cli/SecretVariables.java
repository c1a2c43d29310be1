package io.jenkins.plugins.packer.cli;

import io.jenkins.plugins.packer.engine.run.Redactor;
import java.util.Map;

/**
 * The secrets among the environment's variables: those that {@code PACKER_SECRET_VARIABLES} names, separated by commas.
 * Whoever hands credentials to the command by the environment tells it so which values must not be shown.
 */
final class SecretVariables {
    static final String VARIABLE = "PACKER_SECRET_VARIABLES";

    private SecretVariables() {}

    /** A redactor that knows them. */
    static Redactor of(Surroundings surroundings) {
        Redactor secrets = new Redactor();
        Map<String, String> environment = surroundings.environment();
        for (String name : environment.getOrDefault(VARIABLE, "").split(",")) {
            secrets.add(environment.getOrDefault(name.strip(), ""));
        }
        return secrets;
    }
}
