package io.jenkins.plugins.packer.engine.component;

import io.jenkins.plugins.packer.engine.communicator.Communicator;
import java.util.Map;

/** What a provisioner finds around it. */
public interface ProvisionContext extends StepContext {

    /** Connection to the machine. */
    Communicator communicator();

    /** Values of {@code build.*} by name. */
    @Override
    Map<String, Object> generated();
}
