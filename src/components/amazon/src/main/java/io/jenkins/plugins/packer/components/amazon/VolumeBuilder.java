package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.engine.component.Artifact;
import io.jenkins.plugins.packer.engine.component.BuildContext;
import io.jenkins.plugins.packer.engine.component.Builder;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.config.ConfigurationCheck;
import io.jenkins.plugins.packer.engine.gotemplate.GoFunction;
import java.util.List;
import java.util.Map;

/**
 * The {@code amazon-ebsvolume} builder: makes volumes, and snapshots of them, by having an instance with them provisioned.
 * The counterpart of
 * https://developer.hashicorp.com/packer/integrations/hashicorp/amazon/latest/components/builder/ebsvolume.
 */
final class VolumeBuilder implements Builder<VolumeConfiguration> {
    /** Packer's identifier of the builder. */
    static final String ID = "mitchellh.amazon.ebsvolume";

    private final Connections connections;

    VolumeBuilder(Connections connections) {
        this.connections = connections;
    }

    @Override
    public String type() {
        return "amazon-ebsvolume";
    }

    @Override
    public String summary() {
        return "Builds Amazon EBS volumes, and snapshots of them.";
    }

    @Override
    public Class<VolumeConfiguration> configurationType() {
        return VolumeConfiguration.class;
    }

    @Override
    public List<String> generatedVariables(VolumeConfiguration configuration) {
        return BuildInfo.GENERATED;
    }

    @Override
    public Map<String, GoFunction> templateFunctions() {
        return ImageNameCleaning.FUNCTIONS;
    }

    @Override
    public void check(VolumeConfiguration configuration, ConfigurationCheck check) {
        configuration.access().check(check);
        configuration.instance().check(check);
        configuration.networking().checkSpot(configuration.instance().spot(), check);
        for (int i = 0; i < configuration.ebsVolumes().size(); i++) {
            configuration.ebsVolumes().get(i).check("ebs_volumes[" + i + "]", check);
        }
    }

    @Override
    public Artifact build(VolumeConfiguration configuration, BuildContext context) throws ComponentException {
        return new VolumeBuild(configuration, context, connections).run();
    }
}
