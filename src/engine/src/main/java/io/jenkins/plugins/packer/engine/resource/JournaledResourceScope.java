package io.jenkins.plugins.packer.engine.resource;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.run.Cancellation;
import io.jenkins.plugins.packer.engine.run.CancelledException;
import io.jenkins.plugins.packer.engine.ui.BuildEvents;
import io.jenkins.plugins.packer.engine.ui.Ui;
import io.jenkins.plugins.packer.report.RunEvent.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The resources of one build: each in the journal before it is asked for, each removed by the reaper of its kind.
 * Removing is not stopped by the run's cancellation, only by the second signal; that one resource cannot be removed does
 * not keep the others from being removed.
 */
public final class JournaledResourceScope implements ResourceScope {
    private static final String STOPPED = "cleaning up was stopped by a second signal";

    private final String build;
    private final ResourceJournal journal;
    private final Removal removal;
    private final Cancellation cancellation;
    private final Ui ui;
    private final BuildEvents events;
    /** Those that may exist and belong to nobody yet, in the order in which they were asked for. */
    private final List<Entry> entries = new ArrayList<>();

    /** A resource that may exist. */
    private static final class Entry {
        final long seq;
        final Resource resource;
        /** Whether it stays when the build succeeds; no longer, once somebody asked for its removal. */
        volatile boolean product;

        volatile @Nullable String id;
        volatile String failure = "";

        Entry(long seq, Resource resource, boolean product) {
            this.seq = seq;
            this.resource = resource;
            this.product = product;
        }
    }

    /**
     * The scope of a build.
     *
     * @param build the build's name
     * @param journal the run's journal
     * @param removal how resources are removed
     * @param cancellation set, nothing more is created
     * @param ui tells the user what is removed and what cannot be
     * @param events reports it
     */
    public JournaledResourceScope(
            String build,
            ResourceJournal journal,
            Removal removal,
            Cancellation cancellation,
            Ui ui,
            BuildEvents events) {
        this.build = build;
        this.journal = journal;
        this.removal = removal;
        this.cancellation = cancellation;
        this.ui = ui;
        this.events = events;
    }

    @Override
    public <T> T create(Resource intent, Creation<T> creation, Function<? super T, String> id)
            throws ComponentException {
        return register(intent, false, creation, id);
    }

    @Override
    public <T> T produce(Resource intent, Creation<T> creation, Function<? super T, String> id)
            throws ComponentException {
        return register(intent, true, creation, id);
    }

    private <T> T register(Resource intent, boolean product, Creation<T> creation, Function<? super T, String> id)
            throws ComponentException {
        cancellation.check();
        Entry entry = new Entry(journal.intent(build, intent, product), intent, product);
        synchronized (entries) {
            entries.add(entry);
        }
        T created = creation.run();
        String known = id.apply(created);
        entry.id = known;
        journal.created(entry.seq, known);
        return created;
    }

    @Override
    public void remove(Resource resource) throws ComponentException {
        Entry entry = find(resource);
        if (entry == null) {
            // Not of this build, such as a file that was there before: from here on it is, so that it is not forgotten.
            entry = new Entry(journal.intent(build, resource, false), resource, false);
            entry.id = resource.name();
            synchronized (entries) {
                entries.add(entry);
            }
        }
        entry.product = false;
        remove(entry);
    }

    /** A moment to which {@link #removeSince} goes back. */
    public long mark() {
        synchronized (entries) {
            return entries.isEmpty() ? 0 : entries.get(entries.size() - 1).seq;
        }
    }

    /** Removes what came into being since the mark, before a step is tried again; what fails is tried again at the end. */
    public void removeSince(long mark) {
        removeWhere(entry -> entry.seq > mark);
    }

    /** Removes what is needed only while a component works; what fails is tried again at the end. */
    public void removeTemporary() {
        removeWhere(entry -> !entry.product);
    }

    /**
     * Ends the scope, and reports what cannot be removed.
     *
     * @param keepProducts whether what was produced and not removed yet is the build's result, which stays
     * @return whether nothing else is left
     */
    public boolean end(boolean keepProducts) {
        if (keepProducts) {
            keep();
        }
        removeWhere(entry -> true);
        return leave("");
    }

    private void keep() {
        List<Long> products = new ArrayList<>();
        for (Entry entry : snapshot()) {
            if (entry.product) {
                forget(entry);
                products.add(entry.seq);
            }
        }
        if (!products.isEmpty()) {
            recorded(() -> journal.kept(products));
        }
    }

    /**
     * Ends the scope and leaves everything as it is, reported and in the journal.
     *
     * @param reason why, or empty where each failed to be removed for a reason of its own
     * @return whether nothing is left
     */
    public boolean leave(String reason) {
        List<Entry> left = snapshot();
        for (Entry entry : left) {
            String why = reason.isEmpty() ? entry.failure : reason;
            events.left(entry.resource, entry.id, why);
        }
        return left.isEmpty();
    }

    private void removeWhere(Predicate<Entry> chosen) {
        List<Entry> all = snapshot();
        for (int index = all.size() - 1; index >= 0; index--) {
            Entry entry = all.get(index);
            if (chosen.test(entry)) {
                removeOrTell(entry);
            }
        }
    }

    private void removeOrTell(Entry entry) {
        if (removal.isStopped()) {
            entry.failure = STOPPED;
            return;
        }
        String what = entry.resource.kind() + " " + entry.resource.name();
        try {
            events.step(Phase.CLEANUP, "Remove " + what, () -> {
                if (!entry.resource.kind().equals(Resource.FILE)) {
                    ui.message("Removing " + what);
                }
                remove(entry);
                return what;
            });
        } catch (ComponentException e) {
            ui.error("Removing " + what + " failed: " + e.getMessage());
            entry.failure = message(e);
            recorded(() -> journal.failed(entry.seq, message(e)));
        } catch (CancelledException e) {
            entry.failure = STOPPED;
        } catch (RuntimeException e) {
            // A reaper with a mistake in it must not keep the other resources from being removed.
            ui.error("Removing " + what + " failed: " + e);
            entry.failure = e.toString();
            recorded(() -> journal.failed(entry.seq, e.toString()));
        }
    }

    private void remove(Entry entry) throws ComponentException {
        removal.remove(entry.resource, entry.id);
        forget(entry);
        recorded(() -> journal.removed(entry.seq));
    }

    /** The deed is done: that it cannot be written down is told, and does no harm, since removing twice is success. */
    private void recorded(Recording recording) {
        try {
            recording.run();
        } catch (ComponentException e) {
            ui.error(message(e));
        }
    }

    private @Nullable Entry find(Resource resource) {
        List<Entry> all = snapshot();
        for (int index = all.size() - 1; index >= 0; index--) {
            if (all.get(index).resource.equals(resource)) {
                return all.get(index);
            }
        }
        return null;
    }

    private void forget(Entry entry) {
        synchronized (entries) {
            entries.remove(entry);
        }
    }

    private List<Entry> snapshot() {
        synchronized (entries) {
            return List.copyOf(entries);
        }
    }

    private static String message(ComponentException e) {
        String message = e.getMessage();
        return message == null ? e.toString() : message;
    }

    @FunctionalInterface
    private interface Recording {
        void run() throws ComponentException;
    }
}
