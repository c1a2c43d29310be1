package io.jenkins.plugins.packer.engine.template;

import io.jenkins.plugins.packer.hcl.SourceRange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@code build} block.
 *
 * @param name its name, or empty
 * @param description its description, or empty
 * @param sources what is built
 * @param provisioners what changes the machines, in order
 * @param errorCleanup what runs when a provisioner fails, or null
 * @param postProcessors sequences, each of which starts from the image
 * @param definition where it is
 */
public record BuildBlock(
        String name,
        String description,
        List<SourceUse> sources,
        List<ProvisionerBlock> provisioners,
        @Nullable ProvisionerBlock errorCleanup,
        List<List<PostProcessorBlock>> postProcessors,
        SourceRange definition) {

    public BuildBlock {
        sources = List.copyOf(sources);
        provisioners = List.copyOf(provisioners);
        postProcessors = List.copyOf(postProcessors);
    }

    /**
     * The name of the build of one of its sources: {@code docker.web}, or {@code base.docker.web} in a named block. In
     * legacy JSON it is {@code docker}, or {@code docker.web} where the builder has a name.
     */
    public String buildName(SourceUse source) {
        String rendered = source.renderedName();
        if (rendered != null) {
            return source.sourceName().equals(source.type()) ? rendered : source.type() + "." + rendered;
        }
        return name.isEmpty() ? source.displayName() : name + "." + source.displayName();
    }

    /** The name that {@code -only} and {@code -except} mean. */
    String filterName(SourceUse source) {
        String rendered = source.renderedName();
        return rendered == null ? buildName(source) : rendered;
    }
}
