package io.jenkins.plugins.packer.engine.testing;

import io.jenkins.plugins.packer.engine.component.DataContext;
import io.jenkins.plugins.packer.engine.run.Cancellation;
import io.jenkins.plugins.packer.engine.run.Redactor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What surrounds a data source, without an engine. */
public final class TestDataContext implements DataContext {
    private final Path directory;
    private final Redactor secrets = new Redactor();
    private final RecordingUi ui = new RecordingUi(secrets);
    private final Cancellation cancellation = new Cancellation();
    private final Map<String, String> environment = new HashMap<>();
    private final List<String> warnings = new ArrayList<>();

    /**
     * @param directory where relative paths start
     */
    public TestDataContext(Path directory) {
        this.directory = directory;
    }

    public TestDataContext environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    @Override
    public String name() {
        return "test.one";
    }

    @Override
    public void warning(String summary, String detail) {
        warnings.add(summary + ": " + detail);
    }

    /** What was warned of. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    @Override
    public RecordingUi ui() {
        return ui;
    }

    @Override
    public Cancellation cancellation() {
        return cancellation;
    }

    @Override
    public Redactor secrets() {
        return secrets;
    }

    @Override
    public Path directory() {
        return directory;
    }

    @Override
    public Map<String, String> environment() {
        return Map.copyOf(environment);
    }
}
