package io.jenkins.plugins.packer.engine.config;

/**
 * One option as its {@link Option} declares it.
 *
 * @param name name in templates
 * @param type what it holds
 * @param doc one sentence
 * @param defaultValue as the template would write it; empty for none
 * @param required whether its absence is an error
 * @param sensitive whether its value is a secret
 * @param rendering when Go-template actions in it are rendered
 * @param negative whether a duration may be negative
 */
public record OptionModel(
        String name,
        OptionType type,
        String doc,
        String defaultValue,
        boolean required,
        boolean sensitive,
        Rendering rendering,
        boolean negative) {

    /** When Go-template actions are rendered; a template that cannot be parsed is a mistake in any case. */
    public enum Rendering {
        /** Before the component sees the value. */
        BEFORE,
        /** Once, by the component. */
        LATER,
        /** For a trial before the build runs, and by the component. */
        TWICE;

        static Rendering of(boolean later, boolean twice) {
            return twice ? TWICE : later ? LATER : BEFORE;
        }
    }

    public boolean isBlock() {
        return type instanceof OptionType.BlockOf;
    }
}
