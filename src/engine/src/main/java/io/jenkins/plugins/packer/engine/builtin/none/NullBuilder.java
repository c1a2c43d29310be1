package io.jenkins.plugins.packer.engine.builtin.none;

import io.jenkins.plugins.packer.engine.component.Artifact;
import io.jenkins.plugins.packer.engine.component.BuildContext;
import io.jenkins.plugins.packer.engine.component.Builder;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.config.ConfigurationCheck;
import java.util.List;
import java.util.Map;

/**
 * Builds nothing: it only runs the provisioners and post-processors, which makes it the quickest way to try them.
 * Behaves as Packer's {@code builder/null}.
 */
public final class NullBuilder implements Builder<NullConfiguration> {
    /** Packer's identifier of the builder. */
    public static final String BUILDER_ID = "fnoeding.null";

    @Override
    public String type() {
        return "null";
    }

    @Override
    public String summary() {
        return "Creates no machine: runs provisioners and post-processors only.";
    }

    @Override
    public Class<NullConfiguration> configurationType() {
        return NullConfiguration.class;
    }

    @Override
    public void check(NullConfiguration configuration, ConfigurationCheck check) {
        String communicator = configuration.communicator();
        if (communicator == null || communicator.isEmpty()) {
            check.error(
                    "communicator",
                    "The ssh communicator is not available yet",
                    "Without the option communicator the null builder connects by SSH, which comes with a later"
                            + " release. Set communicator = \"none\" to run local provisioners and post-processors.");
            return;
        }
        switch (communicator) {
            case NoneCommunicator.TYPE -> {}
            case "ssh", "winrm" ->
                check.error(
                        "communicator",
                        "The " + communicator + " communicator is not available yet",
                        "The " + communicator + " communicator comes with a later release. Set communicator = \"none\""
                                + " to run local provisioners and post-processors.");
            default ->
                check.error(
                        "communicator",
                        "Unknown communicator",
                        "The null builder cannot connect by \"" + communicator + "\"; it knows \"none\".");
        }
    }

    @Override
    public List<String> generatedVariables(NullConfiguration configuration) {
        return List.of("ID");
    }

    @Override
    public Artifact build(NullConfiguration configuration, BuildContext context) throws ComponentException {
        try (NoneCommunicator none = new NoneCommunicator()) {
            context.provision(none, Map.of("ID", "Null"));
        }
        return new Artifact(
                BUILDER_ID,
                "Null",
                "Did not export anything. This is the null builder",
                List.of(),
                Map.of(),
                Map.of(),
                List.of());
    }
}
