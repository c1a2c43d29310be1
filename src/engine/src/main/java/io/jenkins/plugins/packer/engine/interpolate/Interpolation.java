package io.jenkins.plugins.packer.engine.interpolate;

import java.util.Map;

/**
 * Renders Packer's Go templates with the data of one build: {@code {{ .Vars }} }, {@code {{timestamp}} },
 * {@code {{build `ID`}} } and the like.
 */
public interface Interpolation {

    /**
     * Renders a template.
     *
     * @param template text with actions in double braces
     * @param data what {@code .Name} finds, by name
     * @return the text
     * @throws InterpolationException when the template is malformed or asks for what is not there
     */
    String render(String template, Map<String, ?> data) throws InterpolationException;

    /**
     * Renders a template that is rendered again later: what a user variable holds is not looked into for actions of its
     * own, which may be meant for later.
     */
    default String renderOnce(String template) throws InterpolationException {
        return render(template);
    }

    /**
     * Parses a template and renders nothing; what cannot parse without rendering finds nothing wrong.
     *
     * @throws InterpolationException if it is malformed, or names a function that does not exist
     */
    default void check(String template) throws InterpolationException {}

    /** Renders a template that needs no data of its own. */
    default String render(String template) throws InterpolationException {
        return render(template, Map.of());
    }
}
