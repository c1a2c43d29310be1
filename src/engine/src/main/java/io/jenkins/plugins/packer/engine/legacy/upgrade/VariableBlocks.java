package io.jenkins.plugins.packer.engine.legacy.upgrade;

import io.jenkins.plugins.packer.engine.legacy.GoJson;
import io.jenkins.plugins.packer.engine.legacy.LegacyTemplate;
import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.json.JsonParser;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Variables become {@code variable} blocks; one that is set to more than a text or {@code env} becomes a local. A variable
 * that is used but not declared, which JSON allows, is declared.
 */
final class VariableBlocks {
    private static final Pattern ACTION = Pattern.compile("\\{\\{.*?}}", Pattern.DOTALL);
    private static final Pattern USER = Pattern.compile("\\buser\\s*(?:`([^`]*)`|\"([^\"\\\\]*)\")");

    private final LegacyTemplate template;
    /** Defaults by name; null where there is none. */
    private final Map<String, @Nullable String> defaults = new TreeMap<>();

    private final Set<String> locals = new HashSet<>();

    VariableBlocks(LegacyTemplate template) {
        this.template = template;
        referenced(GoJson.tree(JsonParser.parse(template.file(), new Diagnostics())));
        template.variables().forEach((name, variable) -> defaults.put(name, variable.defaultValue()));
        UpgradeState none = new UpgradeState(Set.of());
        defaults.forEach((name, text) -> {
            if (text != null) {
                TemplateCalls.replaced(text, UpgradeFunctions.ofVariables(none, () -> locals.add(name)));
            }
        });
    }

    private void referenced(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            referenced(map.keySet());
            referenced(map.values());
        } else if (value instanceof Collection<?> list) {
            list.forEach(this::referenced);
        } else if (value instanceof String text) {
            Matcher action = ACTION.matcher(text);
            while (action.find()) {
                Matcher user = USER.matcher(action.group());
                while (user.find()) {
                    defaults.put(user.group(1) == null ? user.group(2) : user.group(1), null);
                }
            }
        }
    }

    /** Names of variables that become locals. */
    Set<String> locals() {
        return Set.copyOf(locals);
    }

    String variables(UpgradeState state) {
        StringBuilder out = new StringBuilder();
        defaults.forEach((name, text) -> {
            if (!locals.contains(name)) {
                HclText block = new HclText().newLine().block("variable", List.of(name), body -> {
                    body.raw("type", "string");
                    if (text != null) {
                        body.attribute("default", text);
                    }
                    if (template.sensitive().contains(name)) {
                        body.attribute("sensitive", true);
                    }
                });
                out.append(TemplateCalls.replaced(
                        block.toString(), UpgradeFunctions.ofVariables(state, VariableBlocks::ignore)));
            }
        });
        return out.toString();
    }

    /** Whether a variable has to be a local is known by now. */
    private static void ignore() {}

    String locals(UpgradeState state) {
        StringBuilder out = new StringBuilder();
        HclText open = new HclText();
        boolean any = false;
        for (Map.Entry<String, @Nullable String> variable : defaults.entrySet()) {
            String name = variable.getKey();
            if (locals.contains(name) && template.sensitive().contains(name)) {
                HclText block = new HclText()
                        .newLine()
                        .block(
                                "local",
                                List.of(name),
                                body -> body.attribute("sensitive", true).attribute("expression", variable.getValue()));
                out.append(TemplateCalls.replaced(block.toString(), UpgradeFunctions.ofBlocks(state)));
            } else if (locals.contains(name)) {
                open.attribute(name, variable.getValue());
                any = true;
            }
        }
        if (any) {
            String block = "\nlocals {\n" + open + "}\n";
            out.append(TemplateCalls.replaced(block, UpgradeFunctions.ofBlocks(state)));
        }
        return out.toString();
    }
}
