package io.jenkins.plugins.packer.engine.builtin.none;

import io.jenkins.plugins.packer.engine.communicator.CommunicatorOptions;
import io.jenkins.plugins.packer.engine.communicator.MachineConnection;
import io.jenkins.plugins.packer.engine.communicator.SshOptions;
import io.jenkins.plugins.packer.engine.component.Artifact;
import io.jenkins.plugins.packer.engine.component.BuildContext;
import io.jenkins.plugins.packer.engine.component.Builder;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.config.ConfigurationCheck;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds nothing: it only runs the provisioners and post-processors, on a machine that exists or on none, which makes it
 * the quickest way to try them. Behaves as Packer's {@code builder/null}.
 */
public final class NullBuilder implements Builder<NullConfiguration> {
    /** Packer's identifier of the builder. */
    public static final String BUILDER_ID = "fnoeding.null";

    private static final String ID = "Null";

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
        CommunicatorOptions connection = configuration.connection();
        connection.check(check);
        String type = connection.type();
        if (check.isUnknown("communicator") || !type.equals("ssh") && !type.equals("winrm")) {
            return;
        }
        if (connection.host().isEmpty()) {
            check.error(
                    type + "_host",
                    "Missing host",
                    "A host must be specified: " + type + "_host is the address of the machine. For a build without a"
                            + " machine, set communicator = \"none\".");
        }
        if (type.equals("ssh")) {
            checkLogin(connection.ssh(), check);
        } else if (connection.password().isEmpty()) {
            check.error("winrm_password", "Missing password", "A password must be specified: winrm_password.");
        }
    }

    private static void checkLogin(SshOptions ssh, ConfigurationCheck check) {
        boolean password = isGiven("ssh_password", ssh.sshPassword(), check);
        boolean key = isGiven("ssh_private_key_file", ssh.sshPrivateKeyFile(), check);
        boolean agent = ssh.sshAgentAuth() || check.isUnknown("ssh_agent_auth");
        int ways = (password ? 1 : 0) + (key ? 1 : 0) + (agent ? 1 : 0);
        if (ways == 0 && ssh.sshPrivateKey().isEmpty() && !check.isUnknown("ssh_private_key")) {
            check.error(
                    "ssh_password",
                    "Missing way to log in",
                    "One authentication method must be specified: ssh_password, ssh_private_key_file or"
                            + " ssh_agent_auth.");
        }
        if (ways > 1) {
            check.error(
                    key ? "ssh_private_key_file" : "ssh_password",
                    "Conflicting options",
                    "Only one of ssh_agent_auth, ssh_password, and ssh_private_key_file must be specified.");
        }
    }

    private static boolean isGiven(String option, @Nullable String value, ConfigurationCheck check) {
        return value != null && !value.isEmpty() || check.isUnknown(option);
    }

    @Override
    public List<String> generatedVariables(NullConfiguration configuration) {
        return List.of("ID");
    }

    @Override
    public Artifact build(NullConfiguration configuration, BuildContext context) throws ComponentException {
        try (MachineConnection connection = connect(configuration.connection(), context)) {
            context.provision(connection.communicator(), connection.values(ID));
        }
        return new Artifact(
                BUILDER_ID,
                ID,
                "Did not export anything. This is the null builder",
                List.of(),
                Map.of(),
                Map.of(),
                List.of());
    }

    private static MachineConnection connect(CommunicatorOptions options, BuildContext context)
            throws ComponentException {
        if (options.type().equals(CommunicatorOptions.NONE)) {
            return MachineConnection.open(options, () -> null, context);
        }
        return context.step("Connect to the machine", () -> MachineConnection.open(options, () -> null, context));
    }
}
