package io.jenkins.plugins.packer.components.chef;

import io.jenkins.plugins.packer.engine.config.Group;
import io.jenkins.plugins.packer.engine.config.Option;
import io.jenkins.plugins.packer.engine.guest.ElevatedOptions;
import org.jspecify.annotations.Nullable;

/**
 * Options of the {@code chef-client} provisioner.
 *
 * @param clientKey the client's key on the machine
 * @param knifeCommand template of the command that cleans up
 * @param nodeName name of the node
 * @param policyGroup group of the policy
 * @param policyName name of the policy
 * @param rubygemsUrl where gems come from
 * @param serverUrl the server
 * @param skipCleanClient whether the client stays on the server
 * @param skipCleanNode whether the node stays on the server
 * @param skipCleanStagingDirectory whether the staging directory stays
 * @param sslVerifyMode how certificates are checked
 * @param trustedCertsDir certificates on the machine
 * @param validationClientName name of the validator
 * @param validationKeyPath its key
 * @param elevated who Chef runs as on Windows
 * @param chef options of both provisioners
 */
public record ChefClientConfiguration(
        @Option(
                doc = "Path of the client's key on the machine, which chef-client writes; by default client.pem in the"
                        + " staging directory.")
        @Nullable
        String clientKey,

        @Option(
                doc = "Command that runs knife, a template of {{.Args}}, {{.Flags}} and {{.Sudo}}.",
                renderedLater = true)
        @Nullable
        String knifeCommand,

        @Option(doc = "Name of the node on the server; by default packer- and a UUID.") @Nullable
        String nodeName,

        @Option(doc = "Group of the policy; needs policy_name.") @Nullable
        String policyGroup,

        @Option(doc = "Name of the policy; needs policy_group.") @Nullable
        String policyName,

        @Option(doc = "URL that gems are installed from.") @Nullable
        String rubygemsUrl,

        @Option(doc = "URL of the Chef server.", required = true)
        String serverUrl,

        @Option(doc = "Leaves the client on the server.", defaultValue = "false")
        boolean skipCleanClient,

        @Option(doc = "Leaves the node on the server.", defaultValue = "false")
        boolean skipCleanNode,

        @Option(doc = "Leaves the staging directory, keys included, on the machine.", defaultValue = "false")
        boolean skipCleanStagingDirectory,

        @Option(doc = "How the server's certificate is checked: verify_none or verify_peer; by default as Chef does.")
        @Nullable
        String sslVerifyMode,

        @Option(doc = "Directory of the machine with certificates to trust.") @Nullable
        String trustedCertsDir,

        @Option(doc = "Name of the validation client; by default chef-validator.") @Nullable
        String validationClientName,

        @Option(doc = "Local key of the validation client to upload.") @Nullable
        String validationKeyPath,

        @Group ElevatedOptions elevated,
        @Group ChefOptions chef) {}
