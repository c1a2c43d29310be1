package io.jenkins.plugins.packer.engine.legacy.fix;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One correction that {@code packer fix} makes.
 *
 * @param name its name in Packer
 * @param synopsis what it does, in Packer's words
 * @param correction does it
 */
public record Fix(String name, String synopsis, Correction correction) {

    /** Changes a template in place. */
    @FunctionalInterface
    interface Correction {
        void apply(FixableTemplate template) throws FixException;
    }

    /** Changes one component in place. */
    @FunctionalInterface
    interface OptionsCorrection {
        void apply(Options options) throws FixException;
    }

    /** A correction of each builder. */
    static Fix ofBuilders(String name, String synopsis, OptionsCorrection correction) {
        return new Fix(name, synopsis, template -> each(template.builders(), correction));
    }

    /** A correction of each provisioner. */
    static Fix ofProvisioners(String name, String synopsis, OptionsCorrection correction) {
        return new Fix(name, synopsis, template -> each(template.provisioners(), correction));
    }

    /** A correction of each post-processor. */
    static Fix ofPostProcessors(String name, String synopsis, OptionsCorrection correction) {
        return new Fix(name, synopsis, template -> each(template.postProcessors(), correction));
    }

    static void each(List<Options> components, OptionsCorrection correction) throws FixException {
        for (Options component : components) {
            correction.apply(component);
        }
    }

    /**
     * Makes the correction.
     *
     * @param root the template as maps, lists, texts, numbers and booleans; changed in place
     * @throws FixException if something is not what it must be
     */
    public void apply(Map<String, @Nullable Object> root) throws FixException {
        correction.apply(new FixableTemplate(root));
    }
}
