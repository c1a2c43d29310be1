package io.jenkins.plugins.packer.components.docker;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.resource.Resource;
import io.jenkins.plugins.packer.engine.resource.ResourceReaper;
import io.jenkins.plugins.packer.engine.resource.ResourceScope;
import io.jenkins.plugins.packer.engine.run.Cancellation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A scope with its journal in memory that really removes what was registered. */
final class MemoryScope implements ResourceScope {
    private final Map<String, String> environment;
    final List<Entry> journal = new ArrayList<>();

    static final class Entry {
        final Resource resource;
        final boolean product;

        @Nullable
        String id;

        Entry(Resource resource, boolean product) {
            this.resource = resource;
            this.product = product;
        }
    }

    MemoryScope(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public <T> T create(Resource intent, Creation<T> creation, Function<? super T, String> id)
            throws ComponentException {
        return register(new Entry(intent, false), creation, id);
    }

    @Override
    public <T> T produce(Resource intent, Creation<T> creation, Function<? super T, String> id)
            throws ComponentException {
        return register(new Entry(intent, true), creation, id);
    }

    private <T> T register(Entry entry, Creation<T> creation, Function<? super T, String> id)
            throws ComponentException {
        journal.add(entry);
        T created = creation.run();
        entry.id = id.apply(created);
        return created;
    }

    @Override
    public void remove(Resource resource) throws ComponentException {
        for (int i = journal.size() - 1; i >= 0; i--) {
            if (journal.get(i).resource.equals(resource)) {
                reap(journal.remove(i));
                return;
            }
        }
        throw new IllegalArgumentException("never registered: " + resource);
    }

    /** Ends the build: removes what is left, results only of a failed one. */
    void end(boolean success) throws ComponentException {
        for (int i = journal.size() - 1; i >= 0; i--) {
            if (!success || !journal.get(i).product) {
                reap(journal.remove(i));
            }
        }
    }

    /** What {@code packer cleanup} does after a kill: everything again, with the ids that were learned. */
    void reapAgain(List<Entry> entries) throws ComponentException {
        for (int i = entries.size() - 1; i >= 0; i--) {
            reap(entries.get(i));
        }
    }

    private void reap(Entry entry) throws ComponentException {
        if (entry.resource.kind().equals(Resource.FILE)) {
            try {
                Files.deleteIfExists(Path.of(entry.resource.name()));
            } catch (IOException e) {
                throw new ComponentException(e.toString(), e);
            }
            return;
        }
        for (ResourceReaper reaper : new DockerComponents().reapers()) {
            if (reaper.kind().equals(entry.resource.kind())) {
                reaper.reap(entry.resource, entry.id, environment, new Cancellation());
                return;
            }
        }
        throw new IllegalStateException("no reaper for " + entry.resource.kind());
    }
}
