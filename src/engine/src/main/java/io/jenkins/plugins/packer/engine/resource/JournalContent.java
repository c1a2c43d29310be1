package io.jenkins.plugins.packer.engine.resource;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a journal tells. A line that is cut off tells nothing and does no harm: an intent is on the disk whole before
 * its resource is asked for, an id that is missing is found by the reaper, and removing twice is success.
 *
 * @param header whose journal it is, or empty where the process died while it wrote that
 * @param entries the resources in the order in which they were asked for
 * @param endsWithLine whether the last line is whole
 */
public record JournalContent(Optional<JournalHeader> header, List<JournalEntry> entries, boolean endsWithLine) {
    public JournalContent {
        entries = List.copyOf(entries);
    }

    /**
     * Reads a journal.
     *
     * @throws IOException when the file cannot be read, or is not a journal at all
     */
    public static JournalContent read(Path file) throws IOException {
        return parse(new String(Files.readAllBytes(file), StandardCharsets.UTF_8), file);
    }

    static JournalContent parse(String text, Path file) throws IOException {
        JsonFactory json = new JsonFactory();
        JournalHeader header = null;
        boolean understood = false;
        Map<Long, JournalEntry> entries = new LinkedHashMap<>();
        for (String line : lines(text)) {
            JournalRecord record = JournalRecord.parse(json, line);
            understood |= record != null;
            if (record instanceof JournalRecord.Begun begun) {
                header = begun.header();
            } else if (record != null) {
                apply(record, entries);
            }
        }
        if (!understood && !text.isEmpty() && !"{\"record\":\"header\"".startsWith(start(text))) {
            throw new IOException("Not a resource journal: " + file);
        }
        return new JournalContent(
                Optional.ofNullable(header),
                new ArrayList<>(entries.values()),
                text.isEmpty() || text.charAt(text.length() - 1) == '\n');
    }

    /** Those that may exist and belong to nobody, the newest first: the order in which they are removed. */
    public List<JournalEntry> open() {
        List<JournalEntry> open = new ArrayList<>();
        for (JournalEntry entry : entries) {
            if (entry.state() == JournalEntry.State.OPEN) {
                open.add(0, entry);
            }
        }
        return open;
    }

    private static void apply(JournalRecord record, Map<Long, JournalEntry> entries) {
        if (record instanceof JournalRecord.Intent intent) {
            entries.put(
                    intent.seq(),
                    new JournalEntry(
                            intent.seq(),
                            intent.build(),
                            intent.resource(),
                            intent.product(),
                            null,
                            JournalEntry.State.OPEN));
        } else if (record instanceof JournalRecord.Created created) {
            entries.computeIfPresent(created.seq(), (seq, entry) -> entry.withId(created.id()));
        } else if (record instanceof JournalRecord.Removed removed) {
            entries.computeIfPresent(removed.seq(), (seq, entry) -> entry.withState(JournalEntry.State.REMOVED));
        } else if (record instanceof JournalRecord.Kept kept) {
            entries.computeIfPresent(kept.seq(), (seq, entry) -> entry.withState(JournalEntry.State.KEPT));
        }
    }

    private static String start(String text) {
        return text.substring(0, Math.min(text.length(), "{\"record\":\"header\"".length()));
    }

    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            int stop = end < 0 ? text.length() : end;
            lines.add(text.substring(start, stop));
            start = stop + 1;
        }
        return lines;
    }
}
