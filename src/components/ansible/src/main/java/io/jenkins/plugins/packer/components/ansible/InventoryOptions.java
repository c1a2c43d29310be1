package io.jenkins.plugins.packer.components.ansible;

import io.jenkins.plugins.packer.engine.config.ConfigurationCheck;
import io.jenkins.plugins.packer.engine.config.Option;
import io.jenkins.plugins.packer.engine.guest.LocalPaths;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which hosts Ansible knows.
 *
 * @param groups groups of the machine
 * @param emptyGroups groups without the machine
 * @param hostAlias the machine's name
 * @param inventoryDirectory where the inventory is written
 * @param inventoryFileTemplate the machine's line
 * @param inventoryFile an inventory of the user's own
 * @param keepInventoryFile whether it stays
 */
public record InventoryOptions(
        @Option(doc = "Groups that the machine belongs to.") List<String> groups,

        @Option(doc = "Groups that the inventory names without the machine.")
        List<String> emptyGroups,

        @Option(doc = "Name of the machine in the inventory.", defaultValue = "default")
        String hostAlias,

        @Option(
                doc = "Existing directory that the inventory is written to, beside its group_vars and host_vars; by"
                        + " default the one for temporary files.")
        @Nullable
        String inventoryDirectory,

        @Option(
                doc = "Template of the machine's line in the inventory, with {{.HostAlias}}, {{.Host}}, {{.User}},"
                        + " {{.Port}} and the values of the build.",
                renderedLater = true)
        @Nullable
        String inventoryFileTemplate,

        @Option(doc = "Inventory to use instead of a generated one.") @Nullable
        String inventoryFile,

        @Option(doc = "Leaves the generated inventory where it is.", defaultValue = "false")
        boolean keepInventoryFile) {
    private static final List<String> OF_A_GENERATED_ONE = List.of(
            "groups",
            "empty_groups",
            "host_alias",
            "inventory_directory",
            "inventory_file_template",
            "keep_inventory_file");

    public InventoryOptions {
        groups = List.copyOf(groups);
        emptyGroups = List.copyOf(emptyGroups);
    }

    void check(ConfigurationCheck check) {
        new LocalPaths(check).directory("inventory_directory", inventoryDirectory);
        if (isOwn()) {
            for (String option : OF_A_GENERATED_ONE) {
                if (check.isSet(option)) {
                    check.warning(
                            option,
                            "Option without effect",
                            option + " is for the inventory that is generated, and inventory_file names another.");
                }
            }
        }
    }

    /** Whether the inventory is the user's. */
    boolean isOwn() {
        return inventoryFile != null && !inventoryFile.isEmpty();
    }
}
