package io.jenkins.plugins.packer.engine.builtin.shelllocal;

import io.jenkins.plugins.packer.engine.builtin.RunDirectory;
import io.jenkins.plugins.packer.engine.builtin.shell.ScriptVariables;
import io.jenkins.plugins.packer.engine.config.ConfigurationCheck;
import io.jenkins.plugins.packer.engine.process.OperatingSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules between the options of {@code shell-local} (packer-plugin-sdk, shell-local/config.go). */
final class ShellLocalCheck {
    private ShellLocalCheck() {}

    static void check(ShellLocalConfiguration configuration, ConfigurationCheck check) {
        checkOnlyOneScript(configuration, check);
        checkFiles(configuration, check);
        for (String name : configuration.onlyOn()) {
            if (!OperatingSystem.NAMES.contains(name)) {
                check.error(
                        "only_on",
                        "Invalid operating system",
                        "Invalid OS specified in only_on: '" + name + "'. Supported OS names: "
                                + String.join(", ", OperatingSystem.NAMES));
            }
        }
        if (configuration.useLinuxPathing() && !configuration.lines().isEmpty()) {
            check.error(
                    "use_linux_pathing",
                    "Conflicting options",
                    "command and inline cannot be used with the Windows subsystem for Linux; use script or scripts.");
        }
        ScriptVariables.check(
                configuration.environmentVars(), configuration.env(), configuration.envVarFormat(), check);
    }

    private static void checkOnlyOneScript(ShellLocalConfiguration configuration, ConfigurationCheck check) {
        String last = "";
        int given = 0;
        for (String option : List.of("command", "inline", "script", "scripts")) {
            boolean present = switch (option) {
                case "command" -> isGiven(configuration.command());
                case "inline" -> !configuration.inline().isEmpty();
                case "script" -> isGiven(configuration.script());
                default -> !configuration.scripts().isEmpty();
            };
            if (present || check.isUnknown(option)) {
                given++;
                last = option;
            }
        }
        if (given == 0) {
            check.error("inline", "Missing script", "Command, Inline, Script and Scripts options cannot all be empty.");
        } else if (given > 1) {
            check.error(
                    last,
                    "Conflicting options",
                    "You may only specify one of the following options: Command, Inline, Script or Scripts. Please"
                            + " consolidate these options in your config.");
        }
    }

    private static void checkFiles(ShellLocalConfiguration configuration, ConfigurationCheck check) {
        RunDirectory directory = new RunDirectory(check.directory());
        String option = isGiven(configuration.script()) ? "script" : "scripts";
        for (String script : configuration.scriptFiles()) {
            Path path = directory.resolve(script);
            if (!Files.exists(path)) {
                check.error(option, "Bad script", "Bad script '" + script + "': no such file or directory");
            } else if (configuration.useLinuxPathing()
                    && LinuxPath.of(path.toString()).isEmpty()) {
                check.error(
                        "use_linux_pathing",
                        "Not a Windows path",
                        "The path " + path + " has no drive, such as C:\\, that could be named as Linux does.");
            }
        }
    }

    private static boolean isGiven(@Nullable String text) {
        return text != null && !text.isEmpty();
    }
}
