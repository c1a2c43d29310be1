package io.jenkins.plugins.packer.components.amazon.options;

import io.jenkins.plugins.packer.engine.communicator.CommunicatorOptions;
import io.jenkins.plugins.packer.engine.communicator.KeyPairOptions;
import io.jenkins.plugins.packer.engine.config.ConfigurationCheck;
import io.jenkins.plugins.packer.engine.config.Group;
import io.jenkins.plugins.packer.engine.config.Option;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The instance that an image is built on: what it starts from, how it runs, how it is reached. */
public record InstanceOptions(
        @Nullable @Option(doc = "Image to start from.") String sourceAmi,

        @Nullable @Option(doc = "Finds the image to start from; source_ami has precedence.")
        AmiFilterOptions sourceAmiFilter,

        @Nullable @Option(doc = "Type of the instance, such as t3.micro.")
        String instanceType,

        @Group NetworkOptions network,

        @Group SpotOptions spot,

        @Group CapacityOptions capacity,

        @Option(doc = "Leaves it to a provisioner to stop the instance.", defaultValue = "false")
        boolean disableStopInstance,

        @Option(doc = "Gives the instance its own bandwidth to EBS.", defaultValue = "false")
        boolean ebsOptimized,

        @Option(doc = "Enables Nitro Enclaves on the instance.", defaultValue = "false")
        boolean enableNitroEnclave,

        @Option(doc = "Old name of enable_unlimited_credits.", defaultValue = "false")
        boolean enableT2Unlimited,

        @Option(doc = "Lets a burstable instance burst beyond its CPU credits.", defaultValue = "false")
        boolean enableUnlimitedCredits,

        @Nullable @Option(doc = "IAM instance profile of the instance.")
        String iamInstanceProfile,

        @Option(doc = "Does not ask whether iam_instance_profile exists.", defaultValue = "false")
        boolean skipProfileValidation,

        @Nullable @Option(doc = "Policy of a temporary instance profile; iam_instance_profile has precedence.")
        PolicyOptions temporaryIamInstanceProfilePolicyDocument,

        @Option(doc = "What a shutdown within the instance does: stop or terminate.", defaultValue = "stop")
        String shutdownBehavior,

        @Option(
                doc = "Tags of the instance and of everything temporary beside it; Go templates are rendered.",
                renderedLater = true)
        Map<String, String> runTags,

        @Option(doc = "One such tag as a block.") List<TagBlock> runTag,

        @Option(doc = "Licenses of the instance.") List<LicenseOptions> licenseSpecifications,

        @Nullable @Option(doc = "On which hardware the instance runs.")
        PlacementOptions placement,

        @Nullable @Option(doc = "Old place of placement.tenancy.")
        String tenancy,

        @Nullable @Option(doc = "User data of the instance.")
        String userData,

        @Nullable @Option(doc = "File with the user data of the instance.")
        String userDataFile,

        @Nullable @Option(doc = "How long to wait for the password of a Windows instance.", defaultValue = "20m")
        Duration windowsPasswordTimeout,

        @Nullable @Option(doc = "The instance's metadata service.")
        MetadataOptions metadataOptions,

        @Group CommunicatorOptions communicator,

        @Group KeyPairOptions keyPair,

        @Nullable
        @Option(
                doc =
                        "How the instance is reached: by its public_ip, private_ip, public_dns, private_dns or ipv6, or through"
                                + " session_manager, which needs AWS's program session-manager-plugin on this machine.")
        String sshInterface,

        @Nullable @Option(doc = "How long to wait before a session of Session Manager is asked for, such as 10s.")
        Duration pauseBeforeSsm,

        @Option(
                doc =
                        "Port of this machine that leads to the instance through Session Manager; 0 for any that is free.",
                defaultValue = "0")
        int sessionManagerPort) {

    private static final String SESSION_MANAGER = "session_manager";
    private static final int LAST_PORT = 65_535;
    private static final List<String> INTERFACES =
            List.of("public_ip", "private_ip", "public_dns", "private_dns", "ipv6", SESSION_MANAGER);
    private static final List<String> TENANCIES = List.of("default", "dedicated", "host");

    /** All tags of the instance and of what is temporary beside it. */
    public Map<String, String> tags() {
        return TagBlock.merge(runTags, runTag);
    }

    /** The instance's metadata service, with its defaults. */
    public MetadataOptions metadata() {
        return metadataOptions == null ? MetadataOptions.DEFAULT : metadataOptions;
    }

    /** The tenancy that either option gives; null for none. */
    public @Nullable String chosenTenancy() {
        String placed = placement == null ? null : placement.tenancy();
        return placed == null || placed.isEmpty() ? tenancy : placed;
    }

    /** Whether the instance may burst. */
    public boolean burstable() {
        return instanceType != null && instanceType.matches("t(2|3a?|4g)\\..*");
    }

    /** Whether CPU credits are unlimited. */
    public boolean unlimitedCredits() {
        return enableUnlimitedCredits || enableT2Unlimited;
    }

    /** Whether the instance is reached through Session Manager. */
    public boolean throughSessionManager() {
        return SESSION_MANAGER.equals(sshInterface) && communicator.type().equals(CommunicatorOptions.SSH);
    }

    /** Reports what cannot work together. */
    public void check(ConfigurationCheck check) {
        communicator.check(check);
        keyPair.check(communicator.ssh(), check);
        AmiFilterOptions.checkSource(sourceAmi, sourceAmiFilter, check);
        network.check(check);
        spot.check(instanceType, check);
        capacity.check(check);
        metadata().check(check);
        checkHardware(check);
        checkConnection(check);
        checkUserData(check);
        if (!shutdownBehavior.equals("stop") && !shutdownBehavior.equals("terminate")) {
            check.error(
                    "shutdown_behavior",
                    "Invalid shutdown_behavior",
                    "shutdown_behavior is \"stop\" or \"terminate\".");
        }
        if (enableT2Unlimited) {
            check.warning(
                    "enable_t2_unlimited",
                    "Deprecated option",
                    "Use enable_unlimited_credits instead of enable_t2_unlimited.");
        }
    }

    private void checkHardware(ConfigurationCheck check) {
        if (unlimitedCredits() && instanceType != null && !burstable()) {
            check.error(
                    "enable_unlimited_credits",
                    "Not a burstable instance",
                    "Unlimited credits are for T2, T3, T3a and T4g instances, not for " + instanceType + ".");
        }
        if (unlimitedCredits() && spot.wanted() && instanceType != null && instanceType.startsWith("t2.")) {
            check.error(
                    "enable_unlimited_credits",
                    "Not for spot instances",
                    "A spot T2 instance has no unlimited credits.");
        }
        if (enableNitroEnclave && spot.wanted()) {
            check.error("enable_nitro_enclave", "Not for spot instances", "A spot instance has no Nitro Enclaves.");
        }
        if (enableNitroEnclave && burstable()) {
            check.error(
                    "enable_nitro_enclave",
                    "Not for burstable instances",
                    instanceType + " has no Nitro Enclaves; choose an instance type of another family.");
        }
        String chosen = chosenTenancy();
        if (chosen != null && !chosen.isEmpty() && !TENANCIES.contains(chosen)) {
            check.error("tenancy", "Unknown tenancy", "The tenancy is one of " + String.join(", ", TENANCIES) + ".");
        }
        if (placement != null && placement.tenancy() != null && tenancy != null) {
            check.error("tenancy", "Tenancy given twice", "Set placement.tenancy or tenancy, not both.");
        }
        if (placement != null && (placement.hostId() != null || placement.hostResourceGroupArn() != null)) {
            if (placement.hostId() != null && placement.hostResourceGroupArn() != null) {
                check.error(
                        "placement",
                        "Host given twice",
                        "Set host_id or host_resource_group_arn in placement, not both.");
            }
            if (chosen != null && !chosen.isEmpty() && !chosen.equals("host")) {
                check.error(
                        "placement",
                        "Wrong tenancy",
                        "With host_id or host_resource_group_arn the tenancy is \"host\".");
            }
        }
    }

    private void checkConnection(ConfigurationCheck check) {
        if (sshInterface != null && !sshInterface.isEmpty() && !INTERFACES.contains(sshInterface)) {
            check.error(
                    "ssh_interface",
                    "Unknown interface",
                    "ssh_interface is one of " + String.join(", ", INTERFACES) + ", not \"" + sshInterface + "\".");
        }
        if (SESSION_MANAGER.equals(sshInterface)) {
            checkSessionManager(check);
        }
        if (keyPair.temporaryKeyPairType().equals("ecdsa")) {
            check.error(
                    "temporary_key_pair_type",
                    "Key type without support",
                    "EC2 makes key pairs of the types rsa and ed25519 only.");
        }
        if (check.isSet("temporary_key_pair_bits")) {
            check.warning(
                    "temporary_key_pair_bits",
                    "temporary_key_pair_bits has no effect",
                    "EC2 makes the key pair, and chooses its size: remove temporary_key_pair_bits.");
        }
    }

    private void checkSessionManager(ConfigurationCheck check) {
        if (communicator.type().equals(CommunicatorOptions.WINRM)) {
            check.error(
                    "ssh_interface",
                    "Session Manager without SSH",
                    "Session Manager leads to an SSH server, and the communicator is \"winrm\": choose an address, such as"
                            + " private_ip.");
        }
        boolean profile = iamInstanceProfile != null && !iamInstanceProfile.isEmpty()
                || temporaryIamInstanceProfilePolicyDocument != null
                || check.isUnknown("iam_instance_profile");
        if (!profile) {
            check.error(
                    "ssh_interface",
                    "Session Manager without an instance profile",
                    "The instance may talk to Session Manager only with permissions like those of the policy"
                            + " AmazonSSMManagedInstanceCore: set iam_instance_profile, or"
                            + " temporary_iam_instance_profile_policy_document.");
        }
        if (sessionManagerPort < 0 || sessionManagerPort > LAST_PORT) {
            check.error(
                    "session_manager_port", "Invalid port", "session_manager_port is a number from 1 to 65535, or 0.");
        }
    }

    private void checkUserData(ConfigurationCheck check) {
        if (userData != null && userDataFile != null) {
            check.error("user_data_file", "User data given twice", "Set user_data or user_data_file, not both.");
        } else if (userDataFile != null
                && !userDataFile.isEmpty()
                && !Files.isRegularFile(check.directory().resolve(userDataFile))) {
            check.error(
                    "user_data_file",
                    "File not found",
                    "There is no file " + userDataFile + " to read user data from.");
        }
    }
}
