package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.components.amazon.options.BlockDeviceOptions;
import io.jenkins.plugins.packer.engine.communicator.CommunicatorOptions;
import io.jenkins.plugins.packer.engine.component.Artifact;
import io.jenkins.plugins.packer.engine.component.BuildContext;
import io.jenkins.plugins.packer.engine.component.Builder;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.config.ConfigurationCheck;
import io.jenkins.plugins.packer.engine.gotemplate.GoFunction;
import java.util.List;
import java.util.Map;

/**
 * The {@code amazon-instance} builder: has an instance whose root device is in instance store provisioned and bundled, and
 * registers the bundle in S3 as an image. The counterpart of
 * https://developer.hashicorp.com/packer/integrations/hashicorp/amazon/latest/components/builder/instance.
 */
final class StoreBuilder implements Builder<StoreConfiguration> {
    /** Packer's identifier of the builder. */
    static final String ID = "mitchellh.amazon.instance";

    private final Connections connections;

    StoreBuilder(Connections connections) {
        this.connections = connections;
    }

    @Override
    public String type() {
        return "amazon-instance";
    }

    @Override
    public String summary() {
        return "Builds an Amazon machine image (AMI) in S3 from an instance with an instance store root device.";
    }

    @Override
    public Class<StoreConfiguration> configurationType() {
        return StoreConfiguration.class;
    }

    @Override
    public List<String> generatedVariables(StoreConfiguration configuration) {
        return BuildInfo.GENERATED;
    }

    @Override
    public Map<String, GoFunction> templateFunctions() {
        return ImageNameCleaning.FUNCTIONS;
    }

    @Override
    public void check(StoreConfiguration configuration, ConfigurationCheck check) {
        configuration.access().check(check);
        configuration.ami().check(check);
        configuration.instance().check(check);
        configuration.bundle().check(check);
        configuration.ami().networking().checkSpot(configuration.instance().spot(), check);
        BlockDeviceOptions.check("ami_block_device_mappings", configuration.amiBlockDeviceMappings(), check);
        BlockDeviceOptions.check("launch_block_device_mappings", configuration.launchBlockDeviceMappings(), check);
        if (configuration.instance().communicator().type().equals(CommunicatorOptions.NONE)) {
            check.error(
                    "communicator",
                    "Bundling without a connection",
                    "The bundle is made by commands on the instance, so communicator cannot be \"none\".");
        }
    }

    @Override
    public Artifact build(StoreConfiguration configuration, BuildContext context) throws ComponentException {
        return new StoreBuild(configuration, context, connections).run();
    }
}
