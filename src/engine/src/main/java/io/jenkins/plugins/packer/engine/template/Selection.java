package io.jenkins.plugins.packer.engine.template;

import java.util.List;

/**
 * {@code only} and {@code except} of a provisioner or post-processor: names of sources such as {@code docker.web}.
 *
 * @param only if any are named, the step is for these sources
 * @param except the step is for all sources but these
 */
public record Selection(List<String> only, List<String> except) {
    public Selection {
        only = List.copyOf(only);
        except = List.copyOf(except);
    }

    /** Whether the step is left out for a source. */
    public boolean skips(String source) {
        return only.isEmpty() ? except.contains(source) : !only.contains(source);
    }
}
