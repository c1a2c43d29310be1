package io.jenkins.plugins.packer.cli;

import io.jenkins.plugins.packer.engine.ui.FileTrouble;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The {@code packer} command: finds the command that the user means and runs it. Exit codes are Packer's: 0 for success,
 * 1 for failure, 127 where no command was given or it does not exist.
 */
final class PackerProgram {
    private static final int FAILURE = 1;
    private static final int NO_COMMAND = 127;

    private final Surroundings surroundings;

    PackerProgram(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    int run(String... line) {
        List<String> arguments = new ArrayList<>(List.of(line));
        boolean machineReadable =
                arguments.removeIf(word -> word.equals("-machine-readable") || word.equals("--machine-readable"));
        try {
            if (!surroundings.environment().getOrDefault(Completion.LINE, "").isEmpty()) {
                Completion.candidates(surroundings.environment()).forEach(surroundings.output()::println);
                return 0;
            }
            return run(arguments, new Invocation(surroundings, machineReadable));
        } finally {
            surroundings.output().flush();
            surroundings.errors().flush();
        }
    }

    private int run(List<String> arguments, Invocation invocation) {
        if (arguments.isEmpty()) {
            printUsage(surroundings.output());
            return NO_COMMAND;
        }
        String name = arguments.get(0);
        if (name.equals("-v") || name.equals("-version") || name.equals("--version")) {
            name = "version";
        }
        if (name.equals("-autocomplete-install") || name.equals("--autocomplete-install")) {
            return setUpCompletion(true);
        }
        if (name.equals("-autocomplete-uninstall") || name.equals("--autocomplete-uninstall")) {
            return setUpCompletion(false);
        }
        if (name.equals("-h") || name.equals("-help") || name.equals("--help")) {
            printUsage(surroundings.output());
            return 0;
        }
        Command command = Commands.named(name);
        if (command == null) {
            surroundings.errors().println("packer: there is no command \"" + name + "\"." + Commands.suggestion(name));
            printUsage(surroundings.errors());
            return NO_COMMAND;
        }
        return run(command, arguments.subList(1, arguments.size()), invocation);
    }

    private int setUpCompletion(boolean install) {
        try {
            CompletionSetup setup = CompletionSetup.of(surroundings.environment());
            Path home = surroundings.home();
            List<Path> changed =
                    install ? setup.install(home == null ? null : home.resolve("bin/packer")) : setup.uninstall();
            for (Path file : changed) {
                surroundings.output().println("Changed " + file);
            }
            surroundings.output().println(install ? "Start a new shell to use completion." : "Completion is gone.");
            return 0;
        } catch (UsageException e) {
            surroundings.errors().println("packer: " + e.getMessage());
        } catch (IOException e) {
            String file = e instanceof FileSystemException trouble ? trouble.getFile() : "of a shell";
            surroundings
                    .errors()
                    .println("packer: The start-up file " + file + " cannot be changed: " + FileTrouble.reason(e));
        }
        return FAILURE;
    }

    private int run(Command command, List<String> arguments, Invocation invocation) {
        Arguments parsed;
        try {
            parsed = command.flags().parse(arguments);
        } catch (UsageException e) {
            PrintStream errors = surroundings.errors();
            errors.println("packer " + command.name() + ": " + e.getMessage());
            errors.println("Run \"packer " + command.name() + " -help\" for its flags.");
            return FAILURE;
        }
        Flags explained = parsed.explained();
        if (explained != null) {
            surroundings.output().print(FlagHelp.of(explained));
            return 0;
        }
        return command.run(parsed, invocation);
    }

    private static void printUsage(PrintStream stream) {
        stream.println(
                "Usage: packer [-version] [-help] [-autocomplete-install] [-autocomplete-uninstall] <command> [flags] [TEMPLATE]");
        stream.println();
        stream.println("Commands:");
        for (Command command : Commands.all()) {
            stream.println(
                    "    " + command.name() + " ".repeat(16 - command.name().length()) + command.synopsis());
        }
        stream.println();
        stream.println("\"packer <command> -help\" tells a command's flags.");
    }
}
