package io.jenkins.plugins.packer.engine.ui;

import io.jenkins.plugins.packer.report.RunEvent.Level;
import io.jenkins.plugins.packer.report.RunEvent.Message;
import io.jenkins.plugins.packer.report.RunEvent.ResourceLeft;
import io.jenkins.plugins.packer.report.RunEvent.RunEnded;

/** The text of events as Packer's users know it; the same for people and for {@code -machine-readable}. */
final class EventText {
    static final String CANCELLED = "Cleanly cancelled builds after being interrupted.";
    static final String ERRORS = "\n==> Some builds didn't complete successfully and had errors:";
    static final String ARTIFACTS = "\n==> Builds finished. The artifacts of successful builds are:";
    static final String NO_ARTIFACTS = "\n==> Builds finished but no artifacts were created.";

    private EventText() {}

    /** Every line of it with the speaker's name in front. */
    static String of(Message message) {
        if (message.build().isEmpty()) {
            return message.text();
        }
        String speaker = message.part().isEmpty() ? message.build() : message.build() + " (" + message.part() + ")";
        return prefixed(message.level() == Level.MESSAGE ? "    " : "==> ", speaker, message.text());
    }

    static String of(ResourceLeft left) {
        String id = left.id().isEmpty() || left.id().equals(left.name()) ? "" : " (" + left.id() + ")";
        return prefixed(
                "==> ", left.build(), "Left behind: " + left.kind() + " " + left.name() + id + ": " + left.reason());
    }

    static String leftBehind(RunEnded ended) {
        return "\n==> Resources were left behind. To remove them: packer cleanup " + ended.journal();
    }

    private static String prefixed(String arrow, String speaker, String text) {
        StringBuilder lines = new StringBuilder();
        int start = 0;
        while (true) {
            int end = text.indexOf('\n', start);
            lines.append(arrow).append(speaker).append(": ");
            lines.append(text, start, end < 0 ? text.length() : end);
            if (end < 0) {
                return lines.toString().stripTrailing();
            }
            lines.append('\n');
            start = end + 1;
        }
    }
}
