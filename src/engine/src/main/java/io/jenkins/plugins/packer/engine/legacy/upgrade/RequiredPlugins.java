package io.jenkins.plugins.packer.engine.legacy.upgrade;

import io.jenkins.plugins.packer.engine.legacy.LegacyTemplate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The {@code packer} block: the version, and HashiCorp's plugins, which are known by how types begin. */
final class RequiredPlugins {
    private static final List<String> KNOWN = List.of(
            "amazon",
            "ansible",
            "azure",
            "docker",
            "googlecompute",
            "qemu",
            "vagrant",
            "virtualbox",
            "vmware",
            "vsphere");

    private RequiredPlugins() {}

    /** The plugin that a component belongs to; empty where that is not known. */
    static Optional<String> of(String type) {
        return KNOWN.stream().filter(type::startsWith).findFirst();
    }

    /** The block, or nothing. */
    static String packerBlock(LegacyTemplate template) {
        TreeSet<String> plugins = new TreeSet<>();
        template.builders().forEach(builder -> of(builder.type().text()).ifPresent(plugins::add));
        template.provisioners()
                .forEach(provisioner -> of(provisioner.type().text()).ifPresent(plugins::add));
        template.postProcessors()
                .forEach(sequence ->
                        sequence.forEach(step -> of(step.type().text()).ifPresent(plugins::add)));
        LegacyTemplate.Named version = template.minimumVersion();
        if (version == null && plugins.isEmpty()) {
            return "";
        }
        HclText block = new HclText().block("packer", List.of(), body -> {
            if (version != null) {
                body.attribute("required_version", ">= " + version.text());
            }
            if (!plugins.isEmpty()) {
                body.block(
                        "required_plugins",
                        List.of(),
                        required -> plugins.forEach(plugin -> required.attribute(plugin, requirement(plugin))));
            }
        });
        return block.toString();
    }

    private static Map<String, @Nullable Object> requirement(String plugin) {
        Map<String, @Nullable Object> requirement = new TreeMap<>();
        requirement.put("source", "github.com/hashicorp/" + plugin);
        requirement.put("version", "~> 1");
        return requirement;
    }
}
