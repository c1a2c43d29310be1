package io.jenkins.plugins.packer.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The commands there are. Asking for one loads that one. */
final class Commands {
    private static final List<String> NAMES = List.of(
            "archive-classes",
            "build",
            "cleanup",
            "components",
            "console",
            "fix",
            "fmt",
            "hcl2_upgrade",
            "init",
            "inspect",
            "plugins",
            "validate",
            "version");

    private Commands() {}

    static @Nullable Command named(String name) {
        return switch (name) {
            case "archive-classes" -> new ArchiveClassesCommand();
            case "build" -> new BuildCommand();
            case "cleanup" -> new CleanupCommand();
            case "components" -> new ComponentsCommand();
            case "console" -> new ConsoleCommand();
            case "fix" -> new FixCommand();
            case "fmt" -> new FmtCommand();
            case "hcl2_upgrade" -> new Hcl2UpgradeCommand();
            case "init" -> new InitCommand();
            case "inspect" -> new InspectCommand();
            case "plugins" -> new PluginsCommand();
            case "validate" -> new ValidateCommand();
            case "version" -> new VersionCommand();
            default -> null;
        };
    }

    static List<Command> all() {
        return NAMES.stream().map(Commands::named).toList();
    }

    /** A sentence that names the command that was probably meant, with a space before it; empty where there is none. */
    static String suggestion(String name) {
        for (String candidate : NAMES) {
            if (candidate.startsWith(name) || name.startsWith(candidate)) {
                return " Did you mean \"" + candidate + "\"?";
            }
        }
        return "";
    }
}
