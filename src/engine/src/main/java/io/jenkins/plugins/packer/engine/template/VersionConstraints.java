package io.jenkins.plugins.packer.engine.template;

import java.util.ArrayList;
import java.util.List;

/**
 * Conditions on a version, all of which must hold, written as {@code >= 1.7.0, < 2.0.0}: the syntax and meaning of
 * HashiCorp's go-version, with the operators {@code =}, {@code !=}, {@code >}, {@code <}, {@code >=}, {@code <=} and
 * {@code ~>}.
 */
final class VersionConstraints {
    private static final String[] OPERATORS = {"!=", ">=", "<=", "~>", "=", ">", "<"};

    private final List<Constraint> constraints;

    /** One condition. */
    private record Constraint(String operator, Version version) {}

    private VersionConstraints(List<Constraint> constraints) {
        this.constraints = List.copyOf(constraints);
    }

    /**
     * Reads conditions that are separated by commas.
     *
     * @throws IllegalArgumentException where one is malformed; the message names it
     */
    static VersionConstraints parse(String text) {
        List<Constraint> constraints = new ArrayList<>();
        for (String single : text.split(",", -1)) {
            String trimmed = single.strip();
            String operator = "";
            for (String candidate : OPERATORS) {
                if (trimmed.startsWith(candidate)) {
                    operator = candidate;
                    break;
                }
            }
            try {
                Version version =
                        Version.parse(trimmed.substring(operator.length()).strip());
                constraints.add(new Constraint(operator, version));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("Malformed constraint: " + single, e);
            }
        }
        return new VersionConstraints(constraints);
    }

    boolean mentionsPrerelease() {
        for (Constraint constraint : constraints) {
            if (constraint.version.isPrerelease()) {
                return true;
            }
        }
        return false;
    }

    boolean allow(Version version) {
        for (Constraint constraint : constraints) {
            if (!holds(constraint, version)) {
                return false;
            }
        }
        return true;
    }

    private static boolean holds(Constraint constraint, Version version) {
        Version wanted = constraint.version;
        switch (constraint.operator) {
            case "":
            case "=":
                return version.compareTo(wanted) == 0;
            case "!=":
                return version.compareTo(wanted) != 0;
            case ">":
                return comparable(version, wanted) && version.compareTo(wanted) > 0;
            case "<":
                return comparable(version, wanted) && version.compareTo(wanted) < 0;
            case ">=":
                return comparable(version, wanted) && version.compareTo(wanted) >= 0;
            case "<=":
                return comparable(version, wanted) && version.compareTo(wanted) <= 0;
            default:
                return pessimistic(version, wanted);
        }
    }

    /** A pre-release fits only conditions that name a pre-release of the same version. */
    private static boolean comparable(Version version, Version wanted) {
        if (!version.isPrerelease()) {
            return true;
        }
        return wanted.isPrerelease() && version.compareSegments(wanted) == 0;
    }

    /** At least the wanted version, with all segments equal but the last one written. */
    private static boolean pessimistic(Version version, Version wanted) {
        if (!comparable(version, wanted) || wanted.isPrerelease() && !version.isPrerelease()) {
            return false;
        }
        if (version.compareTo(wanted) < 0
                || wanted.written() > version.segments().size()) {
            return false;
        }
        for (int i = 0; i < wanted.written() - 1; i++) {
            if (!version.segment(i).equals(wanted.segment(i))) {
                return false;
            }
        }
        return true;
    }
}
