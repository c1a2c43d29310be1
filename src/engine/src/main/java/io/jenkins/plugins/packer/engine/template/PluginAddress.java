package io.jenkins.plugins.packer.engine.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How plugins are named in {@code required_plugins}: the rules of Packer's {@code addrs} package. */
final class PluginAddress {
    private static final int MOST_PARTS = 16;

    private PluginAddress() {}

    /** What is wrong with the name by which a template calls a plugin. */
    static Optional<String> nameProblem(String name) {
        Optional<String> problem = partProblem(name);
        if (problem.isPresent()) {
            return problem;
        }
        String normal = name.toLowerCase(Locale.ROOT);
        return name.equals(normal)
                ? Optional.empty()
                : Optional.of("Plugin names must be normalized. Replace \"" + name + "\" with \"" + normal
                        + "\" to fix this error.");
    }

    private static Optional<String> partProblem(String part) {
        if (part.isEmpty()) {
            return Optional.of("must have at least one character");
        }
        if (part.indexOf('.') >= 0) {
            return Optional.of("dots are not allowed");
        }
        if (part.contains("--")) {
            return Optional.of("cannot use multiple consecutive dashes");
        }
        boolean valid = !part.startsWith("-") && !part.endsWith("-");
        for (int at = 0; at < part.length(); at += Character.charCount(part.codePointAt(at))) {
            int character = part.codePointAt(at);
            valid &= Character.isLetterOrDigit(character) || character == '-';
        }
        return valid
                ? Optional.empty()
                : Optional.of(
                        "must contain only letters, digits, and dashes, and may not use leading or trailing dashes");
    }

    /** What is wrong with the address from which a plugin would be installed. */
    static Optional<String> sourceProblem(String source) {
        List<String> mistakes = mistakes(source);
        if (!mistakes.isEmpty()) {
            StringBuilder text = new StringBuilder(
                    "The provided source URL is invalid.\nThe following errors have been discovered:\n");
            for (String mistake : mistakes) {
                text.append("* ").append(mistake).append('\n');
            }
            return Optional.of(text.append("\nA valid source looks like \"github.com/hashicorp/happycloud\"")
                    .toString());
        }
        String name = source.substring(source.lastIndexOf('/') + 1);
        Optional<String> problem = partProblem(name);
        if (problem.isPresent()) {
            return Optional.of("Invalid plugin type \"" + name + "\" in source: " + problem.get());
        }
        if (name.startsWith("packer-plugin-")) {
            return Optional.of(
                    "Plugin source has a type with the prefix \"packer-plugin-\", which isn't valid: it belongs"
                            + " to the name of the repository.\n\nDid you mean \""
                            + name.substring("packer-plugin-".length()) + "\"?");
        }
        if (name.startsWith("packer-")) {
            return Optional.of("Plugin source has a type with the \"packer-\" prefix, which isn't valid.\nEx: \""
                    + name.substring("packer-".length()) + "\"");
        }
        int parts = source.split("/").length;
        return parts <= MOST_PARTS
                ? Optional.empty()
                : Optional.of(
                        "The source URL must have at most 16 components, and the one provided has " + parts + ".");
    }

    private static List<String> mistakes(String source) {
        List<String> mistakes = new ArrayList<>();
        if (source.startsWith("/")) {
            mistakes.add("A source URL must not start with a '/' character.");
        }
        if (source.endsWith("/")) {
            mistakes.add("A source URL must not end with a '/' character.");
        }
        if (source.indexOf('/') == source.lastIndexOf('/')) {
            mistakes.add("A source URL must at least contain a host and a path with 2 components");
        }
        if (source.contains("://")) {
            mistakes.add("A source URL must not contain a scheme (e.g. https://).");
        }
        if (source.indexOf('?') >= 0) {
            mistakes.add("A source URL must not contain a query (e.g. ?var=val)");
        }
        if (source.indexOf('#') >= 0) {
            mistakes.add("A source URL must not contain a fragment (e.g. #anchor).");
        }
        return mistakes;
    }
}
