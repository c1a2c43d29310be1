package io.jenkins.plugins.packer.components.chef;

import io.jenkins.plugins.packer.engine.builtin.RunDirectory;
import io.jenkins.plugins.packer.engine.config.ConfigurationCheck;
import io.jenkins.plugins.packer.engine.config.Option;
import io.jenkins.plugins.packer.engine.guest.GuestOs;
import io.jenkins.plugins.packer.engine.guest.LocalPaths;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Options of both provisioners.
 *
 * @param chefEnvironment environment of the node
 * @param chefLicense how the license is accepted
 * @param configTemplate template of Chef's configuration
 * @param encryptedDataBagSecretPath secret of data bags
 * @param executeCommand template of the command
 * @param guestOsType kind of operating system on the machine
 * @param installCommand template of the command that installs Chef
 * @param jsonString attributes of the node
 * @param json attributes of the node
 * @param preventSudo whether nothing runs through sudo
 * @param runList what to run
 * @param skipInstall whether Chef is there
 * @param stagingDirectory where files are uploaded to
 * @param version of Chef
 */
public record ChefOptions(
        @Option(doc = "Environment that the node belongs to.") @Nullable
        String chefEnvironment,

        @Option(
                doc = "How Chef's license is accepted, such as accept; by default accept-silent where Chef is installed"
                        + " with the default install_command.")
        @Nullable
        String chefLicense,

        @Option(doc = "Local template of Chef's configuration file, in place of the default one.") @Nullable
        String configTemplate,

        @Option(doc = "Local file with the secret of encrypted data bags.") @Nullable
        String encryptedDataBagSecretPath,

        @Option(
                doc = "Command that runs Chef, a template of {{.ConfigPath}}, {{.JsonPath}} and {{.Sudo}}.",
                renderedLater = true)
        @Nullable
        String executeCommand,

        @Option(doc = "Kind of operating system on the machine: unix or windows.", defaultValue = "unix")
        String guestOsType,

        @Option(
                doc = "Command that installs Chef, a template of {{.Sudo}} and {{.Version}}; by default Chef's own"
                        + " installer, loaded from the network by the machine.",
                renderedLater = true)
        @Nullable
        String installCommand,

        @Option(
                doc =
                        "Attributes of the node as a JSON object, such as jsonencode makes it; one of the same name in json is"
                                + " replaced.")
        @Nullable
        String jsonString,

        @Option(doc = "Attributes of the node as an object, as JSON templates have them.") @Nullable
        Value json,

        @Option(doc = "Runs nothing through sudo.", defaultValue = "false")
        boolean preventSudo,

        @Option(doc = "Recipes and roles to run, in this order; added to the attributes as run_list.")
        List<String> runList,

        @Option(doc = "Does not install Chef: it is on the machine.", defaultValue = "false")
        boolean skipInstall,

        @Option(
                doc = "Directory of the machine for uploaded files; by default packer- and the provisioner's name in"
                        + " /tmp or C:/Windows/Temp.")
        @Nullable
        String stagingDirectory,

        @Option(doc = "Version of Chef to install; by default the newest.") @Nullable
        String version) {

    public ChefOptions {
        runList = List.copyOf(runList);
    }

    /** The license to write; where Chef is installed by its own installer it is accepted without a word, as in Packer. */
    String license() {
        if (isGiven(chefLicense)) {
            return chefLicense;
        }
        return skipInstall || isGiven(installCommand) ? "" : "accept-silent";
    }

    void check(ConfigurationCheck check) {
        GuestOs.check(guestOsType, check);
        LocalPaths paths = new LocalPaths(check);
        paths.file("config_template", configTemplate);
        paths.file("encrypted_data_bag_secret_path", encryptedDataBagSecretPath);
        checkTemplateFile(check);
        checkAttributes(check);
    }

    private void checkTemplateFile(ConfigurationCheck check) {
        if (!isGiven(configTemplate)) {
            return;
        }
        Path file = new RunDirectory(check.directory()).resolve(configTemplate);
        if (Files.isRegularFile(file)) {
            try {
                check.goTemplate("config_template", Files.readString(file));
            } catch (IOException e) {
                check.error("config_template", "Unreadable file", "Reading " + file + " failed: " + e + ".");
            }
        }
    }

    private void checkAttributes(ConfigurationCheck check) {
        if (isGiven(jsonString) && !check.isUnknown("json_string")) {
            NodeAttributes.mistake(jsonString)
                    .ifPresent(mistake -> check.error(
                            "json_string", "Invalid JSON", "Failed to unmarshal 'json_string': " + mistake));
        }
        if (json != null && !check.isUnknown("json") && !NodeAttributes.isObject(json)) {
            check.error("json", "Not an object", "json holds the attributes of the node, so it must be an object.");
        }
    }

    static boolean isGiven(@Nullable String text) {
        return text != null && !text.isEmpty();
    }
}
