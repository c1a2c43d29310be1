package io.jenkins.plugins.packer.pipeline;

/** The readable part of Packer's {@code -machine-readable} output: what its lines for people say. */
final class MachineReadableText {
    private static final int UI_FIELDS = 5;

    private MachineReadableText() {}

    /** The text of whole lines; lines for programs have none, and what is no such line stays as it is. */
    static String of(String lines) {
        StringBuilder text = new StringBuilder();
        lines.lines().forEach(line -> {
            String[] fields = line.split(",", UI_FIELDS);
            if (fields.length < UI_FIELDS - 1 || !fields[0].matches("\\d+")) {
                text.append(line).append('\n');
            } else if (fields.length == UI_FIELDS && fields[2].equals("ui")) {
                text.append(unescaped(fields[UI_FIELDS - 1])).append('\n');
            }
        });
        return text.toString();
    }

    /** A field without its escapes. */
    static String unescaped(String field) {
        return field.replace("%!(PACKER_COMMA)", ",").replace("\\r", "\r").replace("\\n", "\n");
    }
}
