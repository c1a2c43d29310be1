package io.jenkins.plugins.packer.engine.testing;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.resource.Resource;
import io.jenkins.plugins.packer.engine.resource.ResourceReaper;
import io.jenkins.plugins.packer.engine.resource.ResourceScope;
import io.jenkins.plugins.packer.engine.run.Cancellation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A scope in memory that removes through real reapers. */
public final class TestResources implements ResourceScope {
    private final List<ResourceReaper> reapers;
    private final Deque<Entry> entries = new ArrayDeque<>();
    private final List<String> history = new ArrayList<>();

    public TestResources(List<ResourceReaper> reapers) {
        this.reapers = List.copyOf(reapers);
    }

    @Override
    public <T> T create(Resource intent, Creation<T> creation, Function<? super T, String> id)
            throws ComponentException {
        return register("create", false, intent, creation, id);
    }

    @Override
    public <T> T produce(Resource intent, Creation<T> creation, Function<? super T, String> id)
            throws ComponentException {
        return register("produce", true, intent, creation, id);
    }

    private <T> T register(
            String verb, boolean result, Resource intent, Creation<T> creation, Function<? super T, String> id)
            throws ComponentException {
        synchronized (entries) {
            history.add(verb + " " + intent.kind() + " " + intent.name());
            entries.push(new Entry(intent, result));
        }
        T created = creation.run();
        id.apply(created);
        return created;
    }

    @Override
    public void remove(Resource resource) throws ComponentException {
        synchronized (entries) {
            history.add("remove " + resource.kind() + " " + resource.name());
            entries.removeIf(entry -> entry.resource().equals(resource));
        }
        reap(resource);
    }

    /** Ends the build: what it needed while it ran is removed, and its results too if it failed. */
    public void end(boolean succeeded) throws ComponentException {
        while (!entries.isEmpty()) {
            Entry entry = entries.pop();
            if (!succeeded || !entry.result()) {
                reap(entry.resource());
            }
        }
    }

    private void reap(Resource resource) throws ComponentException {
        for (ResourceReaper reaper : reapers) {
            if (reaper.kind().equals(resource.kind())) {
                reaper.reap(resource, resource.name(), Map.of(), new Cancellation());
                return;
            }
        }
        throw new ComponentException("No reaper for " + resource.kind());
    }

    /** What was registered and removed, in order: {@code create file /tmp/a}. */
    public List<String> history() {
        synchronized (entries) {
            return List.copyOf(history);
        }
    }

    private record Entry(Resource resource, boolean result) {}
}
