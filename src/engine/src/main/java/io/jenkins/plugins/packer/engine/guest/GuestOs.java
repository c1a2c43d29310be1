package io.jenkins.plugins.packer.engine.guest;

import io.jenkins.plugins.packer.engine.config.ConfigurationCheck;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The kind of operating system on the machine, as far as commands and paths differ: {@code guest_os_type}. */
public enum GuestOs {
    UNIX,
    WINDOWS;

    private static final String OPTION = "guest_os_type";

    /** The one that an option names, in any letter case; Unix where it names none. */
    public static Optional<GuestOs> named(@Nullable String name) {
        if (name == null || name.isEmpty()) {
            return Optional.of(UNIX);
        }
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "unix" -> Optional.of(UNIX);
            case "windows" -> Optional.of(WINDOWS);
            default -> Optional.empty();
        };
    }

    /** The one of an option that {@link #check} has accepted. */
    public static GuestOs of(@Nullable String name) {
        return named(name).orElseThrow(() -> new IllegalArgumentException("Invalid guest_os_type: \"" + name + "\""));
    }

    /** Reports an option that names none. */
    public static void check(@Nullable String name, ConfigurationCheck check) {
        if (named(name).isEmpty()) {
            check.error(
                    OPTION, "Invalid guest_os_type", "Invalid guest_os_type: \"" + name + "\". Use unix or windows.");
        }
    }
}
