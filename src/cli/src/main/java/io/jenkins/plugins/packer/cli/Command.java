package io.jenkins.plugins.packer.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * One of the program's commands. Its flags are declared through picocli's programmatic model: reading annotations
 * would cost every start of the program more than parsing the template does.
 */
interface Command {

    /** What the user types. */
    String name();

    /** A few words for the list of commands. */
    String synopsis();

    /** Flags, parameters and help text. */
    CommandSpec specification();

    /**
     * Does it.
     *
     * @param arguments the parsed command line
     * @param invocation what is around
     * @return the exit code
     */
    int run(ParseResult arguments, Invocation invocation);
}
