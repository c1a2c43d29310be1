package io.jenkins.plugins.packer.engine.component;

import java.util.List;

/**
 * Builds one image.
 *
 * @param <C> configuration record
 */
public interface Builder<C extends Record> extends Component<C> {

    /**
     * Names that the builder adds to {@code build.*} beside the common ones; they are known while provisioners and
     * post-processors run.
     */
    default List<String> generatedVariables(C configuration) {
        return List.of();
    }

    /**
     * Builds the image, plain sequential code: everything it creates outside the process goes through
     * {@link StepContext#resources()}, the provisioners run where it calls {@link BuildContext#provision}.
     *
     * @return the image, or null where the configuration asks for none (docker's {@code discard})
     * @throws ComponentException when the build fails
     */
    @org.jspecify.annotations.Nullable
    Artifact build(C configuration, BuildContext context) throws ComponentException;
}
