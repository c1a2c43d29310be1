package io.jenkins.plugins.packer.engine.legacy.fix;

import io.jenkins.plugins.packer.engine.legacy.GoJson;
import io.jenkins.plugins.packer.engine.legacy.LegacyTemplate;
import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.json.JsonParser;
import io.jenkins.plugins.packer.hcl.syntax.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The corrections that {@code packer fix} makes, in order.
 *
 * @see <a href="https://github.com/hashicorp/packer/tree/main/fix">Packer's fixers</a>
 */
public final class Fixes {
    private Fixes() {}

    /** The corrections that would change a template. */
    public static List<Fix> applicable(LegacyTemplate template) {
        List<Fix> applicable = new ArrayList<>();
        if (!(JsonParser.parse(template.file(), new Diagnostics()) instanceof JsonNode.ObjectNode object)) {
            return applicable;
        }
        Map<String, @Nullable Object> tree = GoJson.tree(object);
        for (Fix fix : all()) {
            String before = GoJson.text(tree);
            try {
                fix.apply(tree);
            } catch (FixException e) {
                // Then packer fix cannot correct this template either, and says why.
                return List.of();
            }
            if (!GoJson.text(tree).equals(before)) {
                applicable.add(fix);
            }
        }
        return applicable;
    }

    /** All corrections, each working on what the one before it left. */
    public static List<Fix> all() {
        return List.of(
                Fix.ofBuilders(
                        "iso-md5", "Replaces \"iso_md5\" in builders with \"iso_checksum\"", GeneralFixes::isoMd5),
                Fix.ofBuilders(
                        "createtime",
                        "Replaces \".CreateTime\" in builder configs with \"{{timestamp}}\"",
                        GeneralFixes::createTime),
                Fix.ofBuilders(
                        "virtualbox-gaattach",
                        "Updates VirtualBox builders using \"guest_additions_attach\" to use \"guest_additions_mode\"",
                        HypervisorFixes::guestAdditionsAttach),
                Fix.ofPostProcessors(
                        "pp-vagrant-override",
                        "Fixes provider-specific overrides for Vagrant post-processor",
                        StepFixes::vagrantOverride),
                new Fix(
                        "virtualbox-rename",
                        "Updates \"virtualbox\" builders to \"virtualbox-iso\"",
                        HypervisorFixes::virtualBoxRename),
                Fix.ofBuilders(
                        "vmware-rename",
                        "Updates \"vmware\" builders to \"vmware-iso\"",
                        builder -> HypervisorFixes.renameType(builder, "vmware", "vmware-iso")),
                Fix.ofBuilders(
                        "parallels-headless",
                        "Removes unused \"headless\" from Parallels builders",
                        HypervisorFixes::parallelsHeadless),
                Fix.ofBuilders(
                        "parallels-deprecations",
                        "Removes deprecated \"parallels_tools_host_path\" from Parallels builders and changes"
                                + " \"guest_os_distribution\" to \"guest_os_type\".",
                        HypervisorFixes::parallelsDeprecations),
                Fix.ofBuilders(
                        "sshkeypath",
                        "Updates builders using \"ssh_key_path\" to use \"ssh_private_key_file\"",
                        builder -> builder.renameUnlessSet("ssh_key_path", "ssh_private_key_file", String.class)),
                Fix.ofBuilders(
                        "sshdisableagent",
                        "Updates builders using \"ssh_disable_agent\" to use \"ssh_disable_agent_forwarding\"",
                        builder -> builder.renameUnlessSet(
                                "ssh_disable_agent", "ssh_disable_agent_forwarding", Boolean.class)),
                Fix.ofBuilders(
                        "scaleway-access-key",
                        "Updates builders using \"access_key\" to use \"organization_id\"",
                        CloudFixes::scalewayAccessKey),
                Fix.ofPostProcessors(
                        "manifest-filename",
                        "Updates \"manifest\" post-processor so any \"filename\" field is renamed to \"output\".",
                        StepFixes::manifestFilename),
                Fix.ofBuilders(
                        "amazon-shutdown_behavior",
                        "Changes \"shutdown_behaviour\" to \"shutdown_behavior\" in Amazon builders.",
                        CloudFixes::amazonShutdownBehavior),
                Fix.ofBuilders(
                        "amazon-enhanced-networking",
                        "Replaces \"enhanced_networking\" in builders with \"ena_support\"",
                        CloudFixes::amazonEnhancedNetworking),
                Fix.ofBuilders(
                        "amazon-private-ip",
                        "Replaces `\"ssh_private_ip\": true` in amazon builders with `\"ssh_interface\":"
                                + " \"private_ip\"`",
                        CloudFixes::amazonPrivateIp),
                Fix.ofBuilders(
                        "amazon-temp-sec-cidrs",
                        "Replaces \"temporary_security_group_source_cidr\" (string) with"
                                + " \"temporary_security_group_source_cidrs\" (list of strings)",
                        CloudFixes::amazonTemporaryCidrs),
                new Fix("docker-email", "Removes \"login_email\" from the Docker builder.", StepFixes::dockerEmail),
                Fix.ofPostProcessors(
                        "docker-tag-tags",
                        "Updates \"docker\" post-processor so any \"tag\" field is renamed to \"tags\".",
                        StepFixes::dockerTags),
                Fix.ofProvisioners(
                        "powershell-escapes",
                        "Removes PowerShell escapes from user env vars and elevated username and password strings",
                        StepFixes::powerShellEscapes),
                Fix.ofBuilders(
                        "vmware-compaction",
                        "Adds \"skip_compaction = true\" to \"vmware-iso\" builders with incompatible disk_type_id",
                        HypervisorFixes::vmwareCompaction),
                Fix.ofBuilders(
                        "hyperv-deprecations",
                        "Removes the deprecated \"vhd_temp_path\" setting from Hyper-V ISO builder templates",
                        HypervisorFixes::hyperVTempPath),
                Fix.ofBuilders(
                        "hyperv-vmxc-typo",
                        "Fixes a typo replacing \"clone_from_vmxc_path\" with \"clone_from_vmcx_path\" in Hyper-V VMCX"
                                + " builder templates",
                        HypervisorFixes::hyperVTypo),
                Fix.ofBuilders(
                        "hyperv-cpu-and-ram",
                        "Replaces \"cpu\" with \"cpus\" and \"ram_size\" with \"memory\"in Hyper-V VMCX builder"
                                + " templates",
                        HypervisorFixes::hyperVProcessorsAndMemory),
                Fix.ofBuilders(
                        "clean-image-name",
                        "Replaces /clean_(image|ami)_name/ in builder configs with \"clean_resource_name\"",
                        GeneralFixes::cleanImageName),
                Fix.ofBuilders(
                        "spot-price-auto-product",
                        "Removes the deprecated \"spot_price_auto_product\" setting from Amazon builder templates",
                        CloudFixes::amazonSpotPriceProduct),
                Fix.ofBuilders(
                        "qemu-disk-size",
                        "Updates \"disk_size\" from int to string in QEMU builders.",
                        HypervisorFixes::qemuDiskSize),
                Fix.ofProvisioners(
                        "galaxy-command",
                        "Replaces \"galaxycommand\" in ansible-local provisioner configs with \"galaxy_command\"",
                        StepFixes::galaxyCommand),
                Fix.ofBuilders(
                        "comm-config",
                        "Remove ssh prefixes from communicator port forwarding configuration (host_port_min,"
                                + " host_port_max, skip_nat_mapping)",
                        HypervisorFixes::virtualBoxPorts),
                Fix.ofBuilders(
                        "ssh-wait-timeout",
                        "Replaces \"ssh_wait_timeout\" with \"ssh_timeout\"",
                        GeneralFixes::sshWaitTimeout),
                Fix.ofBuilders(
                        "vsphere-iso-net-disk",
                        "Removes deprecated network and disk fields from \"vsphere-iso\" builder",
                        HypervisorFixes::vSphereNetworkAndDisk),
                Fix.ofBuilders(
                        "iso-checksum-type-and-url",
                        "Puts content of potential \"iso_checksum_url\" and \"iso_checksum_url\" in \"iso_checksum\"",
                        GeneralFixes::isoChecksum),
                Fix.ofBuilders(
                        "qemu-host-port",
                        "Updates ssh_host_port_min and ssh_host_port_max to host_port_min and host_port_max",
                        HypervisorFixes::qemuPorts),
                Fix.ofBuilders(
                        "azure-exclude_from_latest",
                        "Changes \"exlude_from_latest\" to \"exclude_from_latest\" in Azure builders.",
                        CloudFixes::azureExcludeFromLatest),
                Fix.ofBuilders(
                        "proxmox-type",
                        "Updates the builder type proxmox to proxmox-iso",
                        builder -> HypervisorFixes.renameType(builder, "proxmox", "proxmox-iso")));
    }
}
