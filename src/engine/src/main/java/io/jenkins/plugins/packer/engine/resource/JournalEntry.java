package io.jenkins.plugins.packer.engine.resource;

import org.jspecify.annotations.Nullable;

/**
 * What a journal tells about one resource.
 *
 * @param seq its number in the journal
 * @param build the build that asked for it
 * @param resource what it is
 * @param product whether it is meant as the build's result
 * @param id its id, or null where its creation was not seen to end
 * @param state what became of it
 */
public record JournalEntry(
        long seq,
        String build,
        Resource resource,
        boolean product,
        @Nullable String id,
        State state) {

    /** What became of a resource. */
    public enum State {
        /** It may exist and belongs to nobody. */
        OPEN,
        /** It is gone. */
        REMOVED,
        /** It is a result, and stays. */
        KEPT
    }

    JournalEntry withId(String known) {
        return new JournalEntry(seq, build, resource, product, known, state);
    }

    JournalEntry withState(State known) {
        return new JournalEntry(seq, build, resource, product, id, known);
    }
}
