package io.jenkins.plugins.packer.engine.run;

import io.jenkins.plugins.packer.engine.component.Component;
import io.jenkins.plugins.packer.engine.component.StepContext;
import io.jenkins.plugins.packer.engine.interpolate.Interpolation;
import io.jenkins.plugins.packer.engine.resource.ResourceScope;
import io.jenkins.plugins.packer.engine.ui.Ui;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

/** What a component finds around it. */
class PartContext implements StepContext {
    private final PlannedBuild build;
    private final RunSettings settings;
    private final Redactor secrets;
    private final Ui ui;
    private final ResourceScope resources;
    private final Cancellation cancellation;
    private final Supplier<BuildData> data;
    private final Component<?> component;

    PartContext(
            PlannedBuild build,
            RunSettings settings,
            Redactor secrets,
            Ui ui,
            ResourceScope resources,
            Cancellation cancellation,
            Supplier<BuildData> data,
            Component<?> component) {
        this.build = build;
        this.settings = settings;
        this.secrets = secrets;
        this.ui = ui;
        this.resources = resources;
        this.cancellation = cancellation;
        this.data = data;
        this.component = component;
    }

    @Override
    public String buildName() {
        return build.name();
    }

    @Override
    public String sourceName() {
        return build.sourceName();
    }

    @Override
    public String builderType() {
        return build.builderType();
    }

    @Override
    public Ui ui() {
        return ui;
    }

    @Override
    public Cancellation cancellation() {
        return cancellation;
    }

    @Override
    public ResourceScope resources() {
        return resources;
    }

    @Override
    public Map<String, Object> generated() {
        return data.get().values();
    }

    @Override
    public Interpolation templates() {
        return build.templates().with(data.get(), component.templateFunctions());
    }

    @Override
    public Redactor secrets() {
        return secrets;
    }

    @Override
    public RunOptions options() {
        return settings.options();
    }

    @Override
    public Path directory() {
        return settings.directory();
    }

    @Override
    public Map<String, String> environment() {
        return settings.environment();
    }

    @Override
    public String runId() {
        return settings.runId();
    }
}
