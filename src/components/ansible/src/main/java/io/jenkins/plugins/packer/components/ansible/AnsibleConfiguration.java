package io.jenkins.plugins.packer.components.ansible;

import io.jenkins.plugins.packer.engine.config.Group;
import io.jenkins.plugins.packer.engine.config.Option;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Options of the {@code ansible} provisioner.
 *
 * @param command ansible-playbook
 * @param extraArguments further arguments of it
 * @param ansibleEnvVars variables of its environment
 * @param playbookFile the playbook
 * @param ansibleSshExtraArgs arguments of ssh
 * @param user who Ansible connects as
 * @param skipVersionCheck whether Ansible is not asked for its version
 * @param ansibleWinrmUseHttp whether WinRM goes without TLS
 * @param inventory options of the inventory
 * @param proxy options of the SSH proxy
 * @param galaxy options of ansible-galaxy
 */
public record AnsibleConfiguration(
        @Option(
                doc = "Program that runs the playbook, a path or a name on the PATH.",
                defaultValue = "ansible-playbook")
        String command,

        @Option(
                doc = "Further arguments of the program, each one word. Values that hold a secret go by file.",
                renderedTwice = true)
        List<String> extraArguments,

        @Option(doc = "Variables of the program's environment, each written NAME=value.", renderedTwice = true)
        List<String> ansibleEnvVars,

        @Option(doc = "Playbook to run.", required = true) String playbookFile,

        @Option(
                doc =
                        "Arguments of ssh for --ssh-extra-args; by default -o IdentitiesOnly=yes, and for a proxy with a new"
                                + " host key -o UserKnownHostsFile=/dev/null.")
        List<String> ansibleSshExtraArgs,

        @Option(
                doc = "User that Ansible connects as; by default the one that runs this program, or without the proxy"
                        + " the communicator's.")
        @Nullable
        String user,

        @Option(
                doc =
                        "Does not look for the program when the template is checked, and does not ask it for its version.",
                defaultValue = "false")
        boolean skipVersionCheck,

        @Option(doc = "Has Ansible use WinRM over HTTP instead of HTTPS.", defaultValue = "false")
        boolean ansibleWinrmUseHttp,

        @Group InventoryOptions inventory,
        @Group ProxyOptions proxy,
        @Group GalaxyOptions galaxy) {

    public AnsibleConfiguration {
        extraArguments = List.copyOf(extraArguments);
        ansibleEnvVars = List.copyOf(ansibleEnvVars);
        ansibleSshExtraArgs = List.copyOf(ansibleSshExtraArgs);
    }
}
