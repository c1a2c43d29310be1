package io.jenkins.plugins.packer.engine.builtin.pause;

import io.jenkins.plugins.packer.engine.component.ProvisionContext;
import io.jenkins.plugins.packer.engine.component.Provisioner;
import java.time.Duration;

/** Waits. Behaves as Packer's {@code provisioner/sleep}; ends at once when the run is cancelled. */
public final class SleepProvisioner implements Provisioner<SleepConfiguration> {

    @Override
    public String type() {
        return "sleep";
    }

    @Override
    public String summary() {
        return "Waits for a while.";
    }

    @Override
    public Class<SleepConfiguration> configurationType() {
        return SleepConfiguration.class;
    }

    @Override
    public void provision(SleepConfiguration configuration, ProvisionContext context) {
        Duration duration = configuration.duration();
        context.cancellation().pause(duration.isNegative() ? Duration.ZERO : duration);
    }
}
