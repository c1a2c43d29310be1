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
 * @param renderedLater whether the component renders Go-template actions in it itself
 */
public record OptionModel(
        String name,
        OptionType type,
        String doc,
        String defaultValue,
        boolean required,
        boolean sensitive,
        boolean renderedLater) {

    public boolean isBlock() {
        return type instanceof OptionType.BlockOf;
    }
}
