package io.jenkins.plugins.packer.engine.testing;

import io.jenkins.plugins.packer.engine.communicator.Communicator;
import io.jenkins.plugins.packer.engine.component.BuildContext;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.ProvisionContext;
import io.jenkins.plugins.packer.engine.interpolate.Interpolation;
import io.jenkins.plugins.packer.engine.resource.ResourceReaper;
import io.jenkins.plugins.packer.engine.run.Cancellation;
import io.jenkins.plugins.packer.engine.run.Redactor;
import io.jenkins.plugins.packer.engine.run.RunOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What surrounds a component of a build named {@code web} of type {@code docker}, without an engine. */
public final class TestContext implements BuildContext, ProvisionContext {
    private final Path directory;
    private final Redactor secrets = new Redactor();
    private final RecordingUi ui = new RecordingUi(secrets);
    private final Cancellation cancellation = new Cancellation();
    private final TestResources resources;
    private final Map<String, Object> generated = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();
    private final List<String> steps = new ArrayList<>();
    private Interpolation templates = new FieldInterpolation();
    private Communicator communicator = new LocalShellCommunicator();
    private boolean force;
    private String runId = "11111111-2222-3333-4444-555555555555";
    private String sourceName = "web";
    private String builderType = "docker";

    /**
     * @param directory where relative paths start
     * @param reapers for the resources that the component registers
     */
    public TestContext(Path directory, List<ResourceReaper> reapers) {
        this.directory = directory;
        this.resources = new TestResources(reapers);
        environment.put("PATH", System.getenv("PATH"));
        environment.put("TMPDIR", directory.toString());
    }

    public TestContext with(Communicator newCommunicator) {
        communicator = newCommunicator;
        return this;
    }

    public TestContext with(Interpolation newTemplates) {
        templates = newTemplates;
        return this;
    }

    public TestContext force() {
        force = true;
        return this;
    }

    public TestContext run(String newRunId) {
        runId = newRunId;
        return this;
    }

    public TestContext source(String type, String name) {
        builderType = type;
        sourceName = name;
        return this;
    }

    /** Sets a value of {@code build.*}. */
    public TestContext generated(String name, Object value) {
        generated.put(name, value);
        return this;
    }

    public TestContext environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    @Override
    public <T> T step(String description, Step<T> action) throws ComponentException {
        steps.add(description);
        return action.run();
    }

    @Override
    public void provision(Communicator machine, Map<String, Object> values) {
        steps.add("provision " + machine.type() + " " + values);
        communicator = machine;
        generated.putAll(values);
    }

    @Override
    public void publish(Map<String, Object> values) {
        generated.putAll(values);
    }

    /** Descriptions of the steps, and {@code provision none {...}}. */
    public List<String> steps() {
        return List.copyOf(steps);
    }

    @Override
    public Communicator communicator() {
        return communicator;
    }

    @Override
    public Map<String, Object> generated() {
        return Map.copyOf(generated);
    }

    @Override
    public String buildName() {
        return builderType + "." + sourceName;
    }

    @Override
    public String sourceName() {
        return sourceName;
    }

    @Override
    public String builderType() {
        return builderType;
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
    public TestResources resources() {
        return resources;
    }

    @Override
    public Interpolation templates() {
        return templates;
    }

    @Override
    public Redactor secrets() {
        return secrets;
    }

    @Override
    public RunOptions options() {
        return new RunOptions(force, false, RunOptions.OnError.CLEANUP);
    }

    @Override
    public Path directory() {
        return directory;
    }

    @Override
    public Map<String, String> environment() {
        return Map.copyOf(environment);
    }

    @Override
    public String runId() {
        return runId;
    }
}
