package io.jenkins.plugins.packer.cli;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.Reference;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/**
 * Reads lines at a terminal: arrows, Emacs's keys, and a history that lasts as long as the console, as in Packer's. The
 * keys mean what they do in Packer: Control-C gives up the line, or ends the console where the line is empty, and
 * Control-D ends it. Only this class names JLine, so that no other command loads it.
 */
final class LineEditor implements Closeable {
    /** What some terminals report that have no window behind them. */
    private static final int NO_WIDTH = 0;

    /** Kept, since a logger that nobody holds forgets its level. */
    private static final Logger JLINE = Logger.getLogger("org.jline");

    private static final Size USUAL = Size.of(80, 24);

    private final Terminal terminal;
    private final LineReader reader;

    private LineEditor(Terminal terminal) {
        this.terminal = terminal;
        if (terminal.getColumns() == NO_WIDTH) {
            terminal.setSize(USUAL);
        }
        DefaultParser parser = new DefaultParser();
        // A line is an expression: quotes and backslashes in it are the language's.
        parser.setEscapeChars(null);
        parser.setQuoteChars(null);
        reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("packer")
                .parser(parser)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.BRACKETED_PASTE, false)
                .build();
        // Some terminals send these in place of what their description says. Up and down go through all lines, not only
        // through those that begin like the one that is being typed.
        KeyMap<Binding> keys = reader.getKeyMaps().get(LineReader.MAIN);
        keys.bind(new Reference(LineReader.UP_LINE_OR_HISTORY), "\u001b[A", "\u001bOA");
        keys.bind(new Reference(LineReader.DOWN_LINE_OR_HISTORY), "\u001b[B", "\u001bOB");
        keys.bind(new Reference(LineReader.FORWARD_CHAR), "\u001b[C");
        keys.bind(new Reference(LineReader.BACKWARD_CHAR), "\u001b[D");
    }

    /**
     * Takes over the terminal; empty where it can do no more than print lines, or where what is printed goes elsewhere.
     * JLine's provider that asks {@code stty} needs no library of the machine's own code.
     */
    static Optional<LineEditor> open() {
        // It tells the trace of a terminal that it does not know, and goes on.
        Level level = JLINE.getLevel();
        JLINE.setLevel(Level.OFF);
        try {
            return Optional.of(new LineEditor(TerminalBuilder.builder()
                    .name("packer")
                    .system(true)
                    .systemOutput(TerminalBuilder.SystemOutput.SysOut)
                    .provider(TerminalBuilder.PROP_PROVIDER_EXEC)
                    // Or it would ask the terminal what it can do, and wait for answers that some never give.
                    .graphemeCluster(false)
                    .nativeSignals(true)
                    .encoding(StandardCharsets.UTF_8)
                    .dumb(false)
                    .build()));
        } catch (IOException | IllegalStateException e) {
            return Optional.empty();
        } finally {
            JLINE.setLevel(level);
        }
    }

    /** The next line; nothing at the end. */
    Optional<String> readLine(String prompt) {
        while (true) {
            try {
                return Optional.of(reader.readLine(prompt));
            } catch (UserInterruptException e) {
                if (e.getPartialLine().isEmpty()) {
                    return Optional.empty();
                }
            } catch (EndOfFileException e) {
                return Optional.empty();
            }
        }
    }

    /** Gives the terminal back as it was. */
    @Override
    public void close() throws IOException {
        terminal.close();
    }
}
