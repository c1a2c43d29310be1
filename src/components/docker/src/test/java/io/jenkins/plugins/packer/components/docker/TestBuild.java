package io.jenkins.plugins.packer.components.docker;

import io.jenkins.plugins.packer.engine.communicator.Communicator;
import io.jenkins.plugins.packer.engine.component.BuildContext;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.interpolate.Interpolation;
import io.jenkins.plugins.packer.engine.run.Cancellation;
import io.jenkins.plugins.packer.engine.run.Redactor;
import io.jenkins.plugins.packer.engine.run.RunOptions;
import io.jenkins.plugins.packer.engine.ui.Ui;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** A build's surroundings: records what is said and runs one provisioner. */
final class TestBuild implements BuildContext, Ui {
    final String run = UUID.randomUUID().toString();
    final List<String> said = new CopyOnWriteArrayList<>();
    final Map<String, Object> generated = new HashMap<>();
    final Cancellation cancellation = new Cancellation();
    final Redactor secrets = new Redactor();
    final MemoryScope scope;
    Provisioning provisioning = communicator -> {};

    private final Map<String, String> environment;
    private final Path directory;

    /** What is done to the machine. */
    @FunctionalInterface
    interface Provisioning {
        void run(Communicator communicator) throws ComponentException;
    }

    /**
     * A build with the tests' engine.
     *
     * @param environment the run's, in which DOCKER_HOST names the tests' engine unless it names another
     */
    TestBuild(Path directory, Map<String, String> environment) {
        this.directory = directory;
        Map<String, String> complete = new HashMap<>(environment);
        complete.putIfAbsent("DOCKER_HOST", TestEngine.HOST);
        this.environment = Map.copyOf(complete);
        this.scope = new MemoryScope(this.environment);
    }

    /** Everything that was said, as the user sees it. */
    String output() {
        return secrets.redact(String.join("\n", said));
    }

    /** Half a second for what happens at the same time, not ended by this build's own cancellation. */
    void cancellationFreePause() {
        new Cancellation().pause(java.time.Duration.ofMillis(500));
    }

    @Override
    public <T> T step(String description, Step<T> action) throws ComponentException {
        return action.run();
    }

    @Override
    public void provision(Communicator communicator, Map<String, Object> values) throws ComponentException {
        generated.putAll(values);
        provisioning.run(communicator);
    }

    @Override
    public void publish(Map<String, Object> values) {
        generated.putAll(values);
    }

    @Override
    public String buildName() {
        return "docker.web";
    }

    @Override
    public String sourceName() {
        return "web";
    }

    @Override
    public String builderType() {
        return "docker";
    }

    @Override
    public Ui ui() {
        return this;
    }

    @Override
    public Cancellation cancellation() {
        return cancellation;
    }

    @Override
    public MemoryScope resources() {
        return scope;
    }

    @Override
    public Interpolation templates() {
        return new Interpolation() {
            @Override
            public String render(String template, Map<String, ?> data) {
                return template.replaceAll("\\{\\{ *\\.Image *}}", String.valueOf(data.get("Image")));
            }
        };
    }

    @Override
    public Redactor secrets() {
        return secrets;
    }

    @Override
    public RunOptions options() {
        return new RunOptions(false, false, RunOptions.OnError.CLEANUP);
    }

    @Override
    public Path directory() {
        return directory;
    }

    @Override
    public Map<String, String> environment() {
        return environment;
    }

    @Override
    public String runId() {
        return run;
    }

    @Override
    public void say(String text) {
        said.add("==> " + text);
    }

    @Override
    public void message(String text) {
        said.add("    " + text);
    }

    @Override
    public void error(String text) {
        said.add("!!! " + text);
    }

    @Override
    public String ask(String question) {
        throw new UnsupportedOperationException(question);
    }

    @Override
    public void progress(String what, long done, long total) {}
}
