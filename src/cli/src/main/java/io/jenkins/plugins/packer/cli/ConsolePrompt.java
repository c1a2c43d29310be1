package io.jenkins.plugins.packer.cli;

import java.io.File;
import java.io.IOException;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** The console at a terminal, with line editing and a history. */
final class ConsolePrompt {
    private ConsolePrompt() {}

    /**
     * Answers lines until the user types {@code exit}, Control-D, or Control-C on an empty line.
     *
     * @return the exit code
     * @throws IOException when the terminal cannot be used
     */
    static int run(ConsoleMode mode, Output output) throws IOException {
        TerminalBuilder builder =
                TerminalBuilder.builder().name("packer").system(true).dumb(true);
        if (File.separatorChar == '/') {
            // Through stty: the others unpack native code into the temporary directory.
            builder.provider("exec");
        }
        try (Terminal terminal = builder.build()) {
            LineReader reader = LineReaderBuilder.builder()
                    .terminal(terminal)
                    .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                    .build();
            while (true) {
                String line;
                try {
                    line = reader.readLine("> ").strip();
                } catch (UserInterruptException e) {
                    if (e.getPartialLine() == null || e.getPartialLine().isEmpty()) {
                        return 0;
                    }
                    continue;
                } catch (EndOfFileException e) {
                    return 0;
                }
                if (line.equals("exit")) {
                    return 0;
                }
                ConsoleMode.Answer answer = mode.answer(line);
                if (!answer.mistakes().isEmpty()) {
                    output.error(answer.mistakes());
                }
                output.say(answer.text());
            }
        }
    }
}
