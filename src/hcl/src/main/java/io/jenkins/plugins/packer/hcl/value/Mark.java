package io.jenkins.plugins.packer.hcl.value;

import java.util.HashSet;
import java.util.Set;

/**
 * A note that travels with a value and with everything that is computed from it.
 *
 * @param name what it says, such as {@code sensitive}
 */
public record Mark(String name) {
    /** The value must never be shown. */
    public static final Mark SENSITIVE = new Mark("sensitive");

    /** The marks of both; most values have none, so that most of the time there is nothing to copy. */
    public static Set<Mark> union(Set<Mark> some, Set<Mark> others) {
        if (some.isEmpty() || others.isEmpty()) {
            return some.isEmpty() ? others : some;
        }
        Set<Mark> all = new HashSet<>(some);
        all.addAll(others);
        return Set.copyOf(all);
    }
}
