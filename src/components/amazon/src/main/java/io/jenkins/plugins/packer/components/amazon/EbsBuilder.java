package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.components.amazon.options.BlockDeviceOptions;
import io.jenkins.plugins.packer.engine.component.Artifact;
import io.jenkins.plugins.packer.engine.component.BuildContext;
import io.jenkins.plugins.packer.engine.component.Builder;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.config.ConfigurationCheck;
import io.jenkins.plugins.packer.engine.gotemplate.GoFunction;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The {@code amazon-ebs} builder: launches an instance, has it provisioned, and makes an image of it. The counterpart of
 * https://developer.hashicorp.com/packer/integrations/hashicorp/amazon/latest/components/builder/ebs.
 */
final class EbsBuilder implements Builder<EbsConfiguration> {
    /** Packer's identifier of the builder. */
    static final String ID = "mitchellh.amazonebs";

    private final Connections connections;

    EbsBuilder(Connections connections) {
        this.connections = connections;
    }

    @Override
    public String type() {
        return "amazon-ebs";
    }

    @Override
    public String summary() {
        return "Builds an Amazon machine image (AMI) from an EBS-backed instance.";
    }

    @Override
    public Class<EbsConfiguration> configurationType() {
        return EbsConfiguration.class;
    }

    @Override
    public Map<String, GoFunction> templateFunctions() {
        return ImageNameCleaning.FUNCTIONS;
    }

    @Override
    public List<String> generatedVariables(EbsConfiguration configuration) {
        return BuildInfo.GENERATED;
    }

    @Override
    public void check(EbsConfiguration configuration, ConfigurationCheck check) {
        configuration.access().check(check);
        configuration.ami().check(check);
        configuration.instance().check(check);
        BlockDeviceOptions.check("ami_block_device_mappings", configuration.amiBlockDeviceMappings(), check);
        BlockDeviceOptions.check("launch_block_device_mappings", configuration.launchBlockDeviceMappings(), check);
        if (configuration.fastLaunch() != null) {
            configuration
                    .fastLaunch()
                    .check(configuration.access().region(), configuration.ami().amiRegions(), check);
        }
        configuration.ami().networking().checkSpot(configuration.instance().spot(), check);
    }

    @Override
    public @Nullable Artifact build(EbsConfiguration configuration, BuildContext context) throws ComponentException {
        return new EbsBuild(configuration, context, connections).run();
    }
}
