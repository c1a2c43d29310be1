package io.jenkins.plugins.packer.engine.component;

import org.jspecify.annotations.Nullable;

/**
 * Does something with an artifact: stores it elsewhere, changes its form, writes about it.
 *
 * @param <C> configuration record
 */
public interface PostProcessor<C extends Record> extends Component<C> {

    /**
     * What came of it.
     *
     * @param artifact the artifact that the next post-processor of the sequence gets; null ends the sequence
     * @param keepInput whether the input is kept where the template does not say
     * @param forceKeepInput whether the input is kept whatever the template says, because the new artifact needs it
     */
    record Result(@Nullable Artifact artifact, boolean keepInput, boolean forceKeepInput) {

        /** The input goes on unchanged. */
        public static Result passOn(Artifact input) {
            return new Result(input, true, true);
        }
    }

    /**
     * Does its work on the artifact.
     *
     * @throws ComponentException when it fails
     */
    Result process(C configuration, Artifact input, StepContext context) throws ComponentException;
}
