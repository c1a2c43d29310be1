package io.jenkins.plugins.packer.engine.legacy.fix;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Corrections of provisioners and post-processors. */
final class StepFixes {
    private static final Pattern ESCAPE = Pattern.compile("`([$\"`'])");

    private StepFixes() {}

    static void vagrantOverride(Options step) {
        if (!step.isOfType("vagrant")) {
            return;
        }
        Map<String, @Nullable Object> overrides = new TreeMap<>();
        for (String provider : List.of("aws", "digitalocean", "virtualbox", "vmware")) {
            if (step.has(provider)) {
                overrides.put(provider, step.values().remove(provider));
            }
        }
        if (!overrides.isEmpty()) {
            step.put("override", overrides);
        }
    }

    static void manifestFilename(Options step) {
        if (step.isOfType("manifest")) {
            step.rename("filename", "output", String.class);
        }
    }

    /** As in Packer, templates without post-processors are left alone. */
    static void dockerEmail(FixableTemplate template) throws FixException {
        if (template.hasPostProcessors()) {
            Fix.each(template.builders(), builder -> builder.remove("login_email"));
            Fix.each(template.postProcessors(), step -> step.remove("login_email"));
        }
    }

    static void dockerTags(Options step) throws FixException {
        if (!step.isOfType("docker-tag")) {
            return;
        }
        Set<String> tags = new LinkedHashSet<>(tags(step.values().get("tag")));
        tags.addAll(tags(step.values().get("tags")));
        step.remove("tag");
        step.put("tags", new ArrayList<>(tags));
    }

    private static List<String> tags(@Nullable Object value) throws FixException {
        List<String> tags = new ArrayList<>();
        if (value instanceof String text) {
            for (String tag : text.split(",", -1)) {
                tags.add(tag.trim());
            }
        } else if (value instanceof List<?> list) {
            for (Object tag : list) {
                if (!(tag instanceof String text)) {
                    throw new FixException("a tag of a docker-tag post-processor must be a string, not " + tag);
                }
                tags.add(text);
            }
        }
        return tags;
    }

    /** Where the environment is no list of texts, Packer leaves the provisioner alone. */
    static void powerShellEscapes(Options provisioner) {
        Object environment = provisioner.values().get("environment_vars");
        if (!provisioner.isOfType("powershell")
                || provisioner.has("environment_vars")
                        && !(environment instanceof List<?> list
                                && list.stream().allMatch(String.class::isInstance))) {
            return;
        }
        for (String name : List.of("elevated_user", "elevated_password")) {
            if (provisioner.values().get(name) instanceof String text) {
                provisioner.put(name, unescaped(text));
            }
        }
        if (environment instanceof List<?> list) {
            List<@Nullable Object> variables = new ArrayList<>();
            list.forEach(variable -> variables.add(unescaped((String) variable)));
            provisioner.put("environment_vars", variables);
        }
    }

    private static String unescaped(String text) {
        return ESCAPE.matcher(text).replaceAll("$1");
    }

    static void galaxyCommand(Options provisioner) {
        if (!provisioner.isOfType("ansible-local")) {
            return;
        }
        if (provisioner.has("galaxy_command")) {
            provisioner.remove("galaxycommand");
        } else {
            provisioner.rename("galaxycommand", "galaxy_command", String.class);
        }
    }
}
