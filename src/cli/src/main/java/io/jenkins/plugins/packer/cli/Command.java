package io.jenkins.plugins.packer.cli;

/**
 * One of the program's commands. It tells its flags by {@link Flags}, and gets by {@link Arguments} what was said of them.
 */
interface Command {

    /** What the user types. */
    String name();

    /** A few words for the list of commands. */
    String synopsis();

    /** Flags, parameters and help text, declared anew at each call. */
    Flags flags();

    /**
     * Does it.
     *
     * @param arguments the parsed command line
     * @param invocation what is around
     * @return the exit code
     */
    int run(Arguments arguments, Invocation invocation);
}
