package io.jenkins.plugins.packer.hcl.value;

/**
 * A note that travels with a value and with everything that is computed from it.
 *
 * @param name what it says, such as {@code sensitive}
 */
public record Mark(String name) {
    /** The value must never be shown. */
    public static final Mark SENSITIVE = new Mark("sensitive");
}
