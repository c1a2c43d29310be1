package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.engine.component.Builder;
import io.jenkins.plugins.packer.engine.component.ComponentSet;
import io.jenkins.plugins.packer.engine.component.DataSource;
import io.jenkins.plugins.packer.engine.component.PostProcessor;
import io.jenkins.plugins.packer.engine.component.TemplateFunction;
import io.jenkins.plugins.packer.engine.resource.ResourceReaper;
import java.util.List;

/** Everything that needs AWS: the counterpart of Packer's plugin {@code github.com/hashicorp/amazon}. */
public final class AmazonComponents implements ComponentSet {
    private final Connections connections = new Connections();
    private final LiveMounts mounts = new LiveMounts();

    @Override
    public List<Builder<?>> builders() {
        return List.of(
                new ChrootBuilder(connections, mounts),
                new EbsBuilder(connections),
                new StoreBuilder(connections),
                new SurrogateBuilder(connections),
                new VolumeBuilder(connections));
    }

    @Override
    public List<PostProcessor<?>> postProcessors() {
        return List.of(new ImportPostProcessor(connections));
    }

    @Override
    public List<DataSource<?>> dataSources() {
        return List.of(new AmiDataSource(), new ParameterDataSource(), new SecretDataSource());
    }

    @Override
    public List<TemplateFunction> functions() {
        return List.of(new SecretFunction(false), new SecretFunction(true));
    }

    @Override
    public List<ResourceReaper> reapers() {
        return List.of(
                new AttachmentReaper(connections),
                new BundleReaper(connections),
                new FastLaunchReaper(connections),
                new ImageReaper(connections),
                new ImportReaper(connections),
                new InstanceProfileReaper(connections),
                new InstanceReaper(connections),
                new KeyPairReaper(connections),
                new LaunchTemplateReaper(connections),
                new MountReaper(mounts),
                new ObjectReaper(connections),
                new SecurityGroupReaper(connections),
                new SessionReaper(connections),
                new SnapshotReaper(connections),
                new VolumeReaper(connections));
    }
}
