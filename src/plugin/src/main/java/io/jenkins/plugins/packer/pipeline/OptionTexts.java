package io.jenkins.plugins.packer.pipeline;

import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.packer.pipeline.agent.BuildRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;

/** Checks and completes what users give to steps, the same for all of them. */
final class OptionTexts {
    private static final List<String> ON_ERROR = List.of("cleanup", "abort", "run-cleanup-provisioner");

    private OptionTexts() {}

    /** A template's path; without one, the workspace is the template. */
    static String template(@Nullable String template) {
        String path = text(template).strip();
        return path.isEmpty() ? "." : path;
    }

    /** Texts without the blank ones; from Groovy they may be of its own kind. */
    static List<String> texts(@Nullable Collection<?> texts) {
        List<String> list = new ArrayList<>();
        if (texts != null) {
            texts.forEach(text -> list.add(String.valueOf(text)));
        }
        list.removeIf(String::isBlank);
        return list;
    }

    /** The lines of a text field, without the blank ones. */
    static List<String> lines(@Nullable String text) {
        return texts(text(text).lines().map(String::strip).toList());
    }

    /** Values of variables as plain data: what is neither a number nor a truth value nor a collection becomes a text. */
    static Map<String, Object> variables(@Nullable Map<?, ?> variables) {
        Map<String, Object> plain = new LinkedHashMap<>();
        if (variables != null) {
            variables.forEach((name, value) -> plain.put(String.valueOf(name), plain(value)));
        }
        return plain;
    }

    static @Nullable Object plain(@Nullable Object value) {
        if (value == null || value instanceof Number || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> plain = new LinkedHashMap<>();
            map.forEach((name, member) -> plain.put(String.valueOf(name), plain(member)));
            return plain;
        }
        if (value instanceof Collection<?> list) {
            List<Object> plain = new ArrayList<>();
            list.forEach(element -> plain.add(plain(element)));
            return plain;
        }
        return value.toString();
    }

    static String onError(@Nullable String choice) {
        String chosen = text(choice).strip();
        return chosen.isEmpty() ? ON_ERROR.get(0) : chosen;
    }

    /** What is wrong with what a user wants; empty where nothing is. */
    static String mistake(BuildRequest request) {
        if (request.template.startsWith("-")) {
            return "A template cannot begin with a dash, as \"" + request.template + "\" does. Put ./ before it.";
        }
        if (!ON_ERROR.contains(request.onError)) {
            return "onError is one of " + String.join(", ", ON_ERROR) + ", but not \"" + request.onError
                    + "\": there is nobody to ask in a build.";
        }
        if (request.parallelBuilds < 0) {
            return "parallelBuilds cannot be less than 0, but is " + request.parallelBuilds + ".";
        }
        return "";
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** What a step's line in a view of the Pipeline says. */
    static @Nullable String summary(Map<String, Object> arguments) {
        Object template = arguments.get("template");
        if (template == null) {
            return null;
        }
        Object only = arguments.get("only");
        return template + (only instanceof Collection<?> some && !some.isEmpty() ? " (" + some(some) + ")" : "");
    }

    /** The same for a step that writes a file: which one, where it is named. */
    static @Nullable String summaryOfFile(Map<String, Object> arguments) {
        return Objects.toString(arguments.get("file"), null);
    }

    /** The same for a step that reads what another job built. */
    static @Nullable String summaryOfJob(Map<String, Object> arguments) {
        Object job = arguments.get("job");
        if (job == null) {
            return null;
        }
        Object build = arguments.get("build");
        return job + (build == null ? "" : " (" + build + ")");
    }

    private static String some(Collection<?> patterns) {
        return String.join(", ", texts(patterns));
    }

    static ListBoxModel onErrorItems() {
        ListBoxModel items = new ListBoxModel();
        items.add(Messages.OnError_Cleanup(), "cleanup");
        items.add(Messages.OnError_Abort(), "abort");
        items.add(Messages.OnError_Provisioner(), "run-cleanup-provisioner");
        return items;
    }

    /** The installations, for those who may configure the job. */
    static ListBoxModel toolItems(@Nullable Item item) {
        ListBoxModel items = new ListBoxModel();
        items.add(Messages.Tool_Engine(), "");
        if (mayConfigure(item)) {
            for (PackerInstallation installation : Jenkins.get()
                    .getDescriptorByType(PackerInstallation.DescriptorImpl.class)
                    .getInstallations()) {
                items.add(installation.getName(), installation.getName());
            }
        }
        return items;
    }

    static FormValidation checkTemplate(@Nullable Item item, @Nullable String value) {
        if (!mayConfigure(item)) {
            return FormValidation.ok();
        }
        String path = text(value).strip();
        if (path.isEmpty()) {
            return FormValidation.warning(Messages.Template_Empty());
        }
        return path.startsWith("-") ? FormValidation.error(Messages.Template_Dash()) : FormValidation.ok();
    }

    /** Whether each line is {@code NAME=value}. */
    static FormValidation checkAssignments(@Nullable String value) {
        for (String line : lines(value)) {
            if (line.indexOf('=') < 1) {
                return FormValidation.error(Messages.Assignments_Wrong(line));
            }
        }
        return FormValidation.ok();
    }

    private static boolean mayConfigure(@Nullable Item item) {
        return item == null
                ? Jenkins.get().hasPermission(Jenkins.ADMINISTER)
                : item.hasPermission(Item.EXTENDED_READ) || item.hasPermission(Item.CONFIGURE);
    }
}
