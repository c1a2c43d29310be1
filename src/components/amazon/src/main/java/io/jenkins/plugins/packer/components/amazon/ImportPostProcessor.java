package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.engine.component.Artifact;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.PostProcessor;
import io.jenkins.plugins.packer.engine.component.StepContext;
import io.jenkins.plugins.packer.engine.config.ConfigurationCheck;
import io.jenkins.plugins.packer.engine.gotemplate.GoFunction;
import java.util.Map;

/**
 * The {@code amazon-import} post-processor: makes an image of a machine that was built elsewhere. The counterpart of
 * https://developer.hashicorp.com/packer/integrations/hashicorp/amazon/latest/components/post-processor/import.
 */
final class ImportPostProcessor implements PostProcessor<ImportConfiguration> {
    /** Packer's identifier of the post-processor. */
    static final String ID = "packer.post-processor.amazon-import";

    private final Connections connections;

    ImportPostProcessor(Connections connections) {
        this.connections = connections;
    }

    @Override
    public String type() {
        return "amazon-import";
    }

    @Override
    public String summary() {
        return "Makes an Amazon machine image (AMI) of an OVA or a disk image.";
    }

    @Override
    public Class<ImportConfiguration> configurationType() {
        return ImportConfiguration.class;
    }

    @Override
    public Map<String, GoFunction> templateFunctions() {
        return ImageNameCleaning.FUNCTIONS;
    }

    @Override
    public void check(ImportConfiguration configuration, ConfigurationCheck check) {
        configuration.check(check);
    }

    @Override
    public Result process(ImportConfiguration configuration, Artifact input, StepContext context)
            throws ComponentException {
        Connections.Open connection = connections.open(configuration.access(), context);
        return new Result(new ImageImport(configuration, connection, context).run(input), false, false);
    }
}
