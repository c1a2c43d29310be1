package io.jenkins.plugins.packer.cli;

/** What the console of {@code packer console} understands: expressions of HCL2, or Go templates. */
interface ConsoleMode {

    /** What the line {@code help} shows. */
    String help();

    /** What the line {@code variables} shows. */
    String variables();

    /** Evaluates any other line. */
    Answer evaluate(String line);

    /**
     * What came of a line.
     *
     * @param text the value; empty where there is none
     * @param mistakes what is wrong with it, ready to be printed; empty where nothing is
     */
    record Answer(String text, String mistakes) {

        static Answer of(String text) {
            return new Answer(text, "");
        }
    }

    /** Answers a line as Packer's console does. */
    default Answer answer(String line) {
        return switch (line) {
            // What ends the console is up to the caller.
            case "", "exit" -> Answer.of("");
            case "help" -> Answer.of(help());
            case "variables" -> Answer.of(variables());
            default -> evaluate(line);
        };
    }
}
