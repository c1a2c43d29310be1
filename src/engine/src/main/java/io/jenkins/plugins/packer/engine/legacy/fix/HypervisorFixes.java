package io.jenkins.plugins.packer.engine.legacy.fix;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Corrections of the builders of hypervisors. */
final class HypervisorFixes {
    private HypervisorFixes() {}

    static void renameType(Options builder, String from, String to) {
        if (builder.isOfType(from)) {
            builder.put("type", to);
        }
    }

    static void guestAdditionsAttach(Options builder) {
        String old = "guest_additions_attach";
        if (builder.isOfType("virtualbox") && builder.values().get(old) instanceof Boolean attach) {
            builder.remove(old);
            builder.put("guest_additions_mode", attach ? "attach" : "upload");
        }
    }

    @SuppressWarnings("unchecked")
    static void virtualBoxRename(FixableTemplate template) throws FixException {
        for (Options builder : template.builders()) {
            renameType(builder, "virtualbox", "virtualbox-iso");
        }
        for (Options provisioner : template.provisioners()) {
            if (!provisioner.has("override")) {
                continue;
            }
            if (!(provisioner.values().get("override") instanceof Map<?, ?> overrides)) {
                throw new FixException("the \"override\" of a provisioner must be an object");
            }
            new Options((Map<String, @Nullable Object>) overrides).rename("virtualbox", "virtualbox-iso");
        }
    }

    static void virtualBoxPorts(Options builder) {
        if (!builder.type().startsWith("virtualbox")) {
            return;
        }
        renameOrDrop(builder, "ssh_host_port_min", "host_port_min", Object.class);
        renameOrDrop(builder, "ssh_host_port_max", "host_port_max", Object.class);
        renameOrDrop(builder, "ssh_skip_nat_mapping", "skip_nat_mapping", Boolean.class);
    }

    private static void renameOrDrop(Options builder, String from, String to, Class<?> type) {
        if (builder.has(to)) {
            builder.remove(from);
        } else {
            builder.rename(from, to, type);
        }
    }

    private static boolean isParallels(Options builder) {
        return builder.isOfType("parallels-iso", "parallels-pvm");
    }

    static void parallelsHeadless(Options builder) {
        if (isParallels(builder)) {
            builder.remove("headless");
        }
    }

    static void parallelsDeprecations(Options builder) {
        if (isParallels(builder)) {
            builder.remove("parallels_tools_host_path");
            builder.rename("guest_os_distribution", "guest_os_type");
        }
    }

    /** On a remote ESX server disks that are not thin cannot be compacted. */
    static void vmwareCompaction(Options builder) {
        if (!builder.isOfType("vmware-iso") || !builder.text("remote_type").equals("esx5")) {
            return;
        }
        if (!builder.has("disk_type_id")) {
            builder.put("disk_type_id", "zeroedthick");
        } else if (!(builder.values().get("disk_type_id") instanceof String disk) || disk.equals("thin")) {
            return;
        }
        if (!builder.has("skip_compaction")
                || Boolean.FALSE.equals(builder.values().get("skip_compaction"))) {
            builder.put("skip_compaction", true);
        }
    }

    static void hyperVTempPath(Options builder) {
        if (builder.isOfType("hyperv-iso")) {
            builder.remove("vhd_temp_path");
        }
    }

    static void hyperVTypo(Options builder) {
        if (builder.isOfType("hyperv-vmcx")) {
            builder.rename("clone_from_vmxc_path", "clone_from_vmcx_path");
        }
    }

    static void hyperVProcessorsAndMemory(Options builder) {
        if (builder.isOfType("hyperv-vmcx", "hyperv-iso")) {
            builder.rename("cpu", "cpus");
            builder.rename("ram_size", "memory");
        }
    }

    static void qemuDiskSize(Options builder) {
        if (builder.isOfType("qemu") && builder.values().get("disk_size") instanceof Double size) {
            builder.put("disk_size", size.longValue() + "M");
        }
    }

    static void qemuPorts(Options builder) {
        if (builder.isOfType("qemu")) {
            builder.rename("ssh_host_port_min", "host_port_min");
            builder.rename("ssh_host_port_max", "host_port_max");
        }
    }

    static void vSphereNetworkAndDisk(Options builder) throws FixException {
        if (!builder.isOfType("vsphere-iso")) {
            return;
        }
        Map<String, @Nullable Object> card = new TreeMap<>();
        move(builder, "network", card, "network");
        move(builder, "networkCard", card, "network_card");
        move(builder, "network_card", card, "network_card");
        prepend(builder, "network_adapters", card);
        Map<String, @Nullable Object> disk = new TreeMap<>();
        for (String name : List.of("disk_size", "disk_thin_provisioned", "disk_eagerly_scrub")) {
            move(builder, name, disk, name);
        }
        prepend(builder, "storage", disk);
    }

    private static void move(Options builder, String from, Map<String, @Nullable Object> into, String to) {
        if (builder.has(from)) {
            into.put(to, builder.values().remove(from));
        }
    }

    private static void prepend(Options builder, String name, Map<String, @Nullable Object> first) throws FixException {
        if (first.isEmpty()) {
            return;
        }
        List<@Nullable Object> all = new ArrayList<>();
        all.add(first);
        if (builder.has(name)) {
            if (!(builder.values().get(name) instanceof List<?> others)) {
                throw new FixException("\"" + name + "\" of a vsphere-iso builder must be an array");
            }
            all.addAll(others);
        }
        builder.put(name, all);
    }
}
