package io.jenkins.plugins.packer.cli;

import java.util.Map;

/** The text of {@code -help}. */
final class FlagHelp {
    private static final int WIDTH = 80;

    /** Where meanings begin: a name that is longer stands on a line of its own. */
    private static final int COLUMN = 29;

    private final Flags flags;
    private final StringBuilder text = new StringBuilder();

    private FlagHelp(Flags flags) {
        this.flags = flags;
    }

    static String of(Flags flags) {
        return new FlagHelp(flags).write();
    }

    private String write() {
        writeUsage();
        for (String paragraph : flags.description()) {
            writeParagraph(paragraph);
        }
        if (!flags.parameters().isEmpty() || !flags.commands().isEmpty()) {
            text.append('\n');
        }
        for (Flags.Parameter parameter : flags.parameters()) {
            writeEntry(parameter.label(), parameter.description());
        }
        for (Map.Entry<String, Flags> command : flags.commands().entrySet()) {
            writeEntry(command.getKey(), String.join(" ", command.getValue().description()));
        }
        text.append("\nFlags, with one dash or two:\n");
        for (String name : flags.names()) {
            String label = flags.label(name);
            String value = label.isEmpty() ? "" : flags.isToggle(name) ? "[=" + label + "]" : "=" + label;
            writeEntry(name.equals(Flags.HELP) ? "-h, -" + name : "-" + name + value, flags.meaning(name));
        }
        return text.toString();
    }

    private void writeUsage() {
        text.append("Usage: packer ").append(flags.name()).append(" [flags]");
        for (Flags.Parameter parameter : flags.parameters()) {
            String label = parameter.label() + (parameter.repeated() ? "..." : "");
            text.append(' ').append(parameter.required() ? label : "[" + label + "]");
        }
        text.append(flags.commands().isEmpty() ? "\n\n" : " COMMAND\n\n");
    }

    private void writeEntry(String name, String meaning) {
        text.append("  ").append(name);
        int length = name.length() + 2;
        if (length < COLUMN) {
            text.append(" ".repeat(COLUMN - length));
        } else {
            text.append('\n').append(" ".repeat(COLUMN));
        }
        writeWrapped(meaning, COLUMN);
    }

    /** A paragraph of two columns goes on in its second one. */
    private void writeParagraph(String paragraph) {
        int column = paragraph.lastIndexOf("  ") + 1;
        int indent = column == 0 ? 0 : column + 1;
        text.append(paragraph, 0, indent);
        writeWrapped(paragraph.substring(indent), indent);
    }

    /** Text that begins at a column, and goes on there on the lines that follow. */
    private void writeWrapped(String words, int indent) {
        int column = indent;
        for (String word : words.split(" ")) {
            if (column > indent && column + 1 + word.length() > WIDTH) {
                text.append('\n').append(" ".repeat(indent));
                column = indent;
            } else if (column > indent) {
                text.append(' ');
                column++;
            }
            text.append(word);
            column += word.length();
        }
        text.append('\n');
    }
}
