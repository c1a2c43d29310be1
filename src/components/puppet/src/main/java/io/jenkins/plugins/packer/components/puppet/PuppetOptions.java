package io.jenkins.plugins.packer.components.puppet;

import io.jenkins.plugins.packer.engine.config.ConfigurationCheck;
import io.jenkins.plugins.packer.engine.config.Group;
import io.jenkins.plugins.packer.engine.config.Option;
import io.jenkins.plugins.packer.engine.guest.ElevatedOptions;
import io.jenkins.plugins.packer.engine.guest.GuestOs;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Options of both provisioners.
 *
 * @param guestOsType kind of operating system on the machine
 * @param executeCommand template of the command
 * @param extraArguments further arguments of puppet
 * @param facter facts by name
 * @param ignoreExitCodes whether puppet may fail
 * @param preventSudo whether nothing runs through sudo
 * @param puppetBinDir directory of the program
 * @param cleanStagingDirectory whether the staging directory is removed
 * @param workingDirectory where puppet runs
 * @param elevated who it runs as on Windows
 */
public record PuppetOptions(
        @Option(doc = "Kind of operating system on the machine: unix or windows.", defaultValue = "unix")
        String guestOsType,

        @Option(
                doc = "Command that runs Puppet, a template of {{.WorkingDir}}, {{.FacterVars}}, {{.Sudo}},"
                        + " {{.PuppetBinDir}}, {{.ExtraArguments}}, {{.Debug}} and what the provisioner uploads.",
                renderedLater = true)
        @Nullable
        String executeCommand,

        @Option(
                doc = "Further arguments of puppet, each a template with the values of execute_command.",
                renderedLater = true)
        List<String> extraArguments,

        @Option(doc = "Facts for Puppet by name, beside packer_build_name and packer_builder_type.")
        Map<String, String> facter,

        @Option(
                doc = "Accepts every exit code of Puppet; otherwise 0 and 2 (changes were made).",
                defaultValue = "false")
        boolean ignoreExitCodes,

        @Option(doc = "Runs nothing through sudo.", defaultValue = "false")
        boolean preventSudo,

        @Option(doc = "Directory of the puppet program where it is not on the machine's PATH.") @Nullable
        String puppetBinDir,

        @Option(doc = "Removes the staging directory after Puppet succeeded.", defaultValue = "false")
        boolean cleanStagingDirectory,

        @Option(doc = "Existing directory of the machine that Puppet runs in; by default the staging directory.")
        @Nullable
        String workingDirectory,

        @Group ElevatedOptions elevated) {

    /** What may follow FACTER_ in a variable. */
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z0-9_]+");

    public PuppetOptions {
        extraArguments = List.copyOf(extraArguments);
        facter = Map.copyOf(facter);
    }

    void check(ConfigurationCheck check) {
        GuestOs.check(guestOsType, check);
        elevated.check(guestOsType, check);
        boolean unix = GuestOs.named(guestOsType).orElse(GuestOs.UNIX) == GuestOs.UNIX;
        for (String name : facter.keySet()) {
            if (unix && !check.isUnknown("facter") && !VARIABLE.matcher(name).matches()) {
                check.error(
                        "facter",
                        "Invalid name of a fact",
                        "facter: \"" + name + "\" reaches Puppet as a variable of the machine's shell, so it can hold"
                                + " letters of ASCII, digits and underscores only. Name it differently, or upload it as a"
                                + " file to /etc/puppetlabs/facter/facts.d before.");
            }
        }
    }
}
