package io.jenkins.plugins.packer.components.ansible;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.StepContext;
import org.jspecify.annotations.Nullable;

/** The user that runs this program. */
final class LocalUser {
    /** Java's word for a user whose number has no name, as in a container. */
    private static final String NAMELESS = "?";

    private LocalUser() {}

    /** The user's own choice, or the one that runs this program. */
    static String or(@Nullable String own, StepContext context) throws ComponentException {
        if (own != null && !own.isEmpty()) {
            return own;
        }
        String name = System.getProperty("user.name");
        if (name == null || name.isEmpty() || name.equals(NAMELESS)) {
            name = context.environment().getOrDefault("USER", "");
        }
        if (name.isEmpty()) {
            throw new ComponentException(
                    "user: could not determine current user from environment. Name one in the option user.");
        }
        return name;
    }
}
