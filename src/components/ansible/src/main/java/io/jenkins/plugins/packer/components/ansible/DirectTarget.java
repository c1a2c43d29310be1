package io.jenkins.plugins.packer.components.ansible;

import io.jenkins.plugins.packer.engine.communicator.HomePath;
import io.jenkins.plugins.packer.engine.communicator.winrm.WinRmCommunicator;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.ProvisionContext;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ansible connects to the machine by itself: {@code use_proxy = false}. */
final class DirectTarget {
    private static final String SSH = "ssh";

    /** Where one of these names certificates, Python's client of WinRM checks by them, even if it is told not to check. */
    private static final List<String> AUTHORITIES = List.of("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE");

    private DirectTarget() {}

    /** Whether the user wants it and the build's machine can be reached so; says why not. */
    static boolean isPossible(AnsibleConfiguration configuration, ProvisionContext context) {
        if (!Boolean.FALSE.equals(configuration.proxy().useProxy())) {
            return false;
        }
        String connection = Target.value(context.generated(), "ConnType");
        if (Target.value(context.generated(), "Host").isEmpty()) {
            context.ui()
                    .error("Warning: use_proxy is false, but instance does not have an IP address to give to Ansible."
                            + " Falling back to use localhost proxy.");
            return false;
        }
        if (!connection.equals(SSH) && !connection.equals(WinRmCommunicator.TYPE)) {
            context.ui()
                    .error(
                            "Warning: use_proxy is false, but communicator is neither ssh nor winrm, so without the proxy"
                                    + " ansible will not function. Falling back to localhost proxy.");
            return false;
        }
        return true;
    }

    /** The environment that Ansible reaches the machine with. */
    static Map<String, String> environment(
            Map<String, String> environment, AnsibleConfiguration configuration, ProvisionContext context) {
        if (!WindowsLine.takesAnyCertificate(context.generated())) {
            return environment;
        }
        Map<String, String> result = new HashMap<>(environment);
        for (String name : AUTHORITIES) {
            if (configuration.ansibleEnvVars().stream().noneMatch(own -> own.startsWith(name + "="))
                    && result.remove(name) != null) {
                context.ui()
                        .message("Leaving " + name + " out of Ansible's environment: with it the machine's own"
                                + " certificate would be refused, which winrm_insecure accepts.");
            }
        }
        return result;
    }

    /** The machine as the build knows it. */
    static Target of(AnsibleConfiguration configuration, ProvisionContext context, PrivateFiles files)
            throws ComponentException {
        Map<String, Object> build = context.generated();
        String connection = Target.value(build, "ConnType");
        boolean ssh = connection.equals(SSH);
        context.ui().say("Not using Proxy adapter for Ansible run:");
        context.ui()
                .message(
                        ssh
                                ? "Using ssh keys from Packer communicator..."
                                : "Using WinRM Password from Packer" + " communicator...");
        Path key = ssh ? privateKey(context, files) : null;
        boolean agent = "true".equals(Target.value(build, "SSHAgentAuth"));
        String own = configuration.user();
        String user = Target.value(build, "User");
        if (own != null && !own.isEmpty()) {
            user = own;
        } else if (user.isEmpty()) {
            user = LocalUser.or(null, context);
        }
        return new Target(
                connection,
                false,
                Target.value(build, "Host"),
                Target.value(build, "Port"),
                user,
                key,
                ssh && (key != null || agent) ? "" : Target.value(build, "Password"));
    }

    /** The file that the communicator uses, or one with its key; null where it has none. */
    private static @Nullable Path privateKey(ProvisionContext context, PrivateFiles files) throws ComponentException {
        String file = Target.value(context.generated(), "SSHPrivateKeyFile");
        if (!file.isEmpty()) {
            return HomePath.resolve(file, context.directory());
        }
        String key = Target.value(context.generated(), "SSHPrivateKey");
        return key.isEmpty() ? null : files.write("ansible-key", key.endsWith("\n") ? key : key + "\n");
    }
}
