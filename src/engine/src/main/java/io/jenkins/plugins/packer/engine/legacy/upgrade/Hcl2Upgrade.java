package io.jenkins.plugins.packer.engine.legacy.upgrade;

import io.jenkins.plugins.packer.engine.legacy.LegacyTemplate;
import io.jenkins.plugins.packer.hcl.format.HclFormatter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the HCL2 template that a legacy JSON template stands for.
 *
 * @see <a href="https://developer.hashicorp.com/packer/docs/commands/hcl2_upgrade">packer hcl2_upgrade</a>
 */
public final class Hcl2Upgrade {
    private final LegacyTemplate template;
    private final boolean annotated;
    private final StringBuilder out = new StringBuilder();

    private Hcl2Upgrade(LegacyTemplate template, boolean annotated) {
        this.template = template;
        this.annotated = annotated;
    }

    /**
     * The text of the HCL2 template.
     *
     * @param annotated whether comments explain it
     */
    public static String of(LegacyTemplate template, boolean annotated) {
        return new Hcl2Upgrade(template, annotated).text();
    }

    /** The plugin of HashiCorp's that a component belongs to, if that can be told. */
    public static boolean isOfKnownPlugin(String type) {
        return RequiredPlugins.of(type).isPresent();
    }

    private String text() {
        VariableBlocks variables = new VariableBlocks(template);
        UpgradeState state = new UpgradeState(variables.locals());
        // Everything is written before anything is put together, since what is declared depends on all of it.
        String declared = variables.variables(state);
        String locals = variables.locals(state);
        List<UpgradedBuilder> builders = UpgradedBuilder.of(template);
        String images = AmazonImages.of(builders, state);
        String sources = sources(builders, state);
        String build = builders.isEmpty() ? "" : new BuildBlocks(template, builders, state).build();
        add(Annotations.PACKER, RequiredPlugins.packerBlock(template));
        add(Annotations.VARIABLES, declared);
        add(Annotations.SECRETS, secrets(state));
        add(Annotations.IMAGES, images);
        addTimes(state);
        add(Annotations.LOCALS, locals);
        add(Annotations.SOURCES, sources);
        if (!build.isEmpty() && !annotated) {
            out.append('\n');
        }
        add(Annotations.BUILD, build);
        String formatted = new String(
                HclFormatter.format(out.toString().getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
        return annotated ? Annotations.FILE + formatted : formatted;
    }

    private void add(String annotation, String blocks) {
        if (!blocks.isEmpty()) {
            out.append(annotated ? annotation : "").append(blocks);
        }
    }

    private void addTimes(UpgradeState state) {
        if (state.hasTimestamp()) {
            out.append('\n').append(annotated ? Annotations.TIMESTAMP : "");
            out.append("locals { timestamp = regex_replace(timestamp(), \"[- TZ:]\", \"\") }\n");
        }
        addLegacyTime(state.hasIsotime(), "legacy_isotime");
        addLegacyTime(state.hasStrftime(), "legacy_strftime");
    }

    private void addLegacyTime(boolean used, String function) {
        if (used) {
            out.append("# The \"")
                    .append(function)
                    .append("\" function has been provided for backwards compatability, but we recommend switching to"
                            + " the timestamp and formatdate functions.\n");
        }
    }

    private static String secrets(UpgradeState state) {
        HclText hcl = new HclText();
        for (Map.Entry<String, Map<String, @Nullable Object>> secret :
                state.secrets().entrySet()) {
            hcl.newLine()
                    .block(
                            "data",
                            List.of("amazon-secretsmanager", secret.getKey()),
                            body -> body.body(secret.getValue()));
        }
        return hcl.toString();
    }

    private static String sources(List<UpgradedBuilder> builders, UpgradeState state) {
        StringBuilder sources = new StringBuilder();
        for (UpgradedBuilder builder : builders) {
            HclText block = new HclText()
                    .newLine()
                    .block("source", List.of(builder.type(), builder.newName()), body -> body.body(builder.options()));
            sources.append(TemplateCalls.replaced(block.toString(), UpgradeFunctions.ofBlocks(state)));
        }
        return sources.toString();
    }
}
