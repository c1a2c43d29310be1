package io.jenkins.plugins.packer.components.docker;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of {@code docker run} taken apart, as the Docker client does it
 * (https://docs.docker.com/reference/cli/docker/container/run/): flags come first, in the forms {@code --x=y},
 * {@code --x y}, {@code -x y}, {@code -xy} and {@code -it}; then the image, then the command. Which flags there are
 * is {@link RunFlag}'s business.
 *
 * @param flags flags with their values, in their order
 * @param image the image; empty where the arguments name none
 * @param command what follows
 */
record RunCommand(List<Setting> flags, String image, List<String> command) {

    /**
     * A flag and its value; a switch's is {@code true} or {@code false}.
     */
    record Setting(RunFlag flag, String value) {}

    /** Arguments that are not understood. */
    static final class MalformedException extends Exception {
        private static final long serialVersionUID = 1L;

        MalformedException(String message) {
            super(message);
        }
    }

    RunCommand {
        flags = List.copyOf(flags);
        command = List.copyOf(command);
    }

    /**
     * Takes arguments apart.
     *
     * @throws MalformedException when a flag is unknown or lacks its value
     */
    static RunCommand parse(List<String> arguments) throws MalformedException {
        List<Setting> flags = new ArrayList<>();
        int i = 0;
        while (i < arguments.size()) {
            String argument = arguments.get(i);
            if (argument.equals("--")) {
                i++;
                break;
            }
            if (!argument.startsWith("-") || argument.equals("-")) {
                break;
            }
            String next = i + 1 < arguments.size() ? arguments.get(i + 1) : null;
            boolean tookNext =
                    argument.startsWith("--") ? longFlag(argument, next, flags) : shortFlags(argument, next, flags);
            i += tookNext ? 2 : 1;
        }
        if (i >= arguments.size()) {
            return new RunCommand(flags, "", List.of());
        }
        return new RunCommand(flags, arguments.get(i), arguments.subList(i + 1, arguments.size()));
    }

    private static boolean longFlag(String argument, @Nullable String next, List<Setting> flags)
            throws MalformedException {
        int equals = argument.indexOf('=');
        String name = equals < 0 ? argument.substring(2) : argument.substring(2, equals);
        RunFlag flag = RunFlag.named(name)
                .orElseThrow(() -> new MalformedException("the flag --" + name + " is not supported"));
        if (equals >= 0) {
            flags.add(checked(flag, "--" + name, argument.substring(equals + 1)));
            return false;
        }
        if (flag.isSwitch()) {
            flags.add(new Setting(flag, "true"));
            return false;
        }
        flags.add(checked(flag, "--" + name, required(next, "--" + name)));
        return true;
    }

    private static boolean shortFlags(String argument, @Nullable String next, List<Setting> flags)
            throws MalformedException {
        for (int i = 1; i < argument.length(); i++) {
            String name = "-" + argument.charAt(i);
            RunFlag flag = RunFlag.abbreviated(argument.charAt(i))
                    .orElseThrow(() -> new MalformedException("the flag " + name + " is not supported"));
            String rest = argument.substring(i + 1);
            if (flag.isSwitch() && !rest.startsWith("=")) {
                flags.add(new Setting(flag, "true"));
                continue;
            }
            boolean inline = !rest.isEmpty();
            String value = inline ? rest.startsWith("=") ? rest.substring(1) : rest : required(next, name);
            flags.add(checked(flag, name, value));
            return !inline;
        }
        return false;
    }

    private static String required(@Nullable String value, String name) throws MalformedException {
        if (value == null) {
            throw new MalformedException("the flag " + name + " needs a value");
        }
        return value;
    }

    private static Setting checked(RunFlag flag, String name, String value) throws MalformedException {
        if (flag.isSwitch() && !Set.of("true", "false", "1", "0").contains(value)) {
            throw new MalformedException("the flag " + name + " is a switch: \"" + value + "\" is not true or false");
        }
        return new Setting(flag, value.equals("1") && flag.isSwitch() ? "true" : value);
    }

    /** Whether a switch is on; the last one counts. */
    boolean isOn(RunFlag flag) {
        return last(flag, "false").equals("true");
    }

    /** The last value of a flag. */
    String last(RunFlag flag, String otherwise) {
        List<String> all = all(flag);
        return all.isEmpty() ? otherwise : all.get(all.size() - 1);
    }

    /** All values of a flag, in their order. */
    List<String> all(RunFlag flag) {
        List<String> values = new ArrayList<>();
        for (Setting setting : flags) {
            if (setting.flag() == flag) {
                values.add(setting.value());
            }
        }
        return Collections.unmodifiableList(values);
    }
}
