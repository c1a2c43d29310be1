package io.jenkins.plugins.packer.engine.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.engine.legacy.fix.Fix;
import io.jenkins.plugins.packer.engine.legacy.fix.FixException;
import io.jenkins.plugins.packer.engine.legacy.fix.Fixes;
import io.jenkins.plugins.packer.engine.legacy.upgrade.Hcl2Upgrade;
import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.SourceFile;
import io.jenkins.plugins.packer.hcl.format.HclFormatter;
import io.jenkins.plugins.packer.hcl.json.JsonParser;
import io.jenkins.plugins.packer.hcl.syntax.HclParser;
import io.jenkins.plugins.packer.hcl.syntax.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/** Templates with a few characters changed: whatever they are, there is a result or a message, and no exception. */
class LegacyFuzzTest {
    private static final String TEMPLATE = ("{'variables': {'a': '{{env `X`}}', 'b': null, 'c': '{{user `a`}}-{{isotime"
                    + " \\'2006\\'}}'}, 'sensitive-variables': ['c'], 'min_packer_version': '1.0.0', 'builders': [{'type':"
                    + " 'amazon-ebs', 'name': 'x {{user `a`}}', 'ami_name': '{{timestamp}} {{upper `x`}}', 'iso_md5': 'a',"
                    + " 'source_ami_filter': {'filters': {'name': 'x'}, 'owners': ['1'], 'most_recent': true},"
                    + " 'ssh_private_ip': 'true', 'tags': {'a': 1}, 'maps': [{'b': [1.5, null]}]}, {'type': 'qemu',"
                    + " 'disk_size': 5}], 'provisioners': [{'type': 'powershell', 'inline': ['${x} {{ .Vars }} {{build"
                    + " `ID`}}'], 'only': ['qemu'], 'override': {'qemu': {'inline': ['b']}}, 'max_retries': 5,"
                    + " 'pause_before': '1s', 'environment_vars': ['A=x']}], 'post-processors': ['manifest',"
                    + " ['compress', {'type': 'docker-tag', 'tag': 'a,b', 'keep_input_artifact': true}]]}")
            .replace('\'', '"');
    private static final String CHARACTERS = "{}[]\":,\\`$%. 0e9an\u00e9\ud83e\udd37<&|-";

    private static String mutated(long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(TEMPLATE);
        int changes = random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(text.length() - 10);
            switch (random.nextInt(3)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.setCharAt(at, CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
                default -> text.insert(at, CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
            }
        }
        return text.toString();
    }

    @Property(tries = 3000, seed = "7")
    void aTemplateIsReadFixedAndUpgradedOrRefused(@ForAll long seed) {
        SourceFile file = SourceFile.of("t.json", mutated(seed));
        Diagnostics diagnostics = new Diagnostics();
        LegacyReader.read(file, diagnostics).ifPresent(template -> {
            LegacyRules.check(template, diagnostics);
            assertUpgraded(template);
        });
        if (JsonParser.parse(file, new Diagnostics()) instanceof JsonNode.ObjectNode object) {
            assertFixed(object);
        }
    }

    /** The result is laid out, and is HCL. */
    private static void assertUpgraded(LegacyTemplate template) {
        String upgraded = Hcl2Upgrade.of(template, false);
        byte[] bytes = upgraded.getBytes(StandardCharsets.UTF_8);
        assertThat(new String(HclFormatter.format(bytes), StandardCharsets.UTF_8))
                .isEqualTo(upgraded);
    }

    /** What is fixed stays as it is. */
    private static void assertFixed(JsonNode.ObjectNode object) {
        Diagnostics diagnostics = new Diagnostics();
        LegacyNumbers.check(object, diagnostics);
        if (diagnostics.hasErrors()) {
            return;
        }
        Map<String, @Nullable Object> tree = GoJson.tree(object);
        try {
            for (Fix fix : Fixes.all()) {
                fix.apply(tree);
            }
            String once = GoJson.text(tree);
            for (Fix fix : Fixes.all()) {
                fix.apply(tree);
            }
            assertThat(GoJson.text(tree)).isEqualTo(once);
        } catch (FixException e) {
            assertThat(e).hasMessageMatching("(?s).*(must be|is not).*");
        }
    }

    @Property(tries = 1)
    void theTemplateItselfIsSoundAndUpgradedToSoundHcl() {
        Diagnostics diagnostics = new Diagnostics();
        LegacyTemplate template = LegacyReader.read(SourceFile.of("t.json", TEMPLATE), diagnostics)
                .orElseThrow();
        HclParser.parseFile(SourceFile.of("t.pkr.hcl", Hcl2Upgrade.of(template, true)), diagnostics);
        assertThat(diagnostics.asList()).isEmpty();
    }
}
