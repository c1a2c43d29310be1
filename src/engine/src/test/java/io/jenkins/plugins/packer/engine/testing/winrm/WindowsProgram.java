package io.jenkins.plugins.packer.engine.testing.winrm;

/** What a command line does on the test machine. */
@FunctionalInterface
public interface WindowsProgram {

    /**
     * Runs.
     *
     * @param console where it prints
     * @return its exit code
     * @throws InterruptedException when it is ended from outside
     */
    int run(Console console) throws InterruptedException;

    /** Prints text and ends well. */
    static WindowsProgram printing(String text) {
        return console -> {
            console.out(text);
            return 0;
        };
    }

    /** The streams of a program. */
    interface Console {
        void out(String text);

        void err(String text);

        /** Waits for the end of standard input and tells all of it. */
        byte[] input() throws InterruptedException;
    }
}
