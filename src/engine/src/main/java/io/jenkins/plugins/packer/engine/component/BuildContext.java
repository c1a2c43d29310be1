package io.jenkins.plugins.packer.engine.component;

import io.jenkins.plugins.packer.engine.communicator.Communicator;
import java.util.Map;

/** What a builder finds around it. */
public interface BuildContext extends StepContext {

    /**
     * A part of the build that the user sees as one: its start and end are reported with their times, {@code -debug}
     * stops before it, and {@code -on-error=ask} can try it again.
     *
     * @param description a few words, such as {@code Start container}
     * @param action the work
     */
    <T> T step(String description, Step<T> action) throws ComponentException;

    /**
     * Runs the build's provisioners on the machine, one after the other, and on failure the error-cleanup provisioner.
     *
     * @param communicator connection to the machine; the caller closes it
     * @param generated values of {@code build.*} by name ({@code ID}, {@code Host}, ...), beside those that the engine
     *     adds; they stay known for the post-processors
     */
    void provision(Communicator communicator, Map<String, Object> generated) throws ComponentException;

    /**
     * Adds values to {@code build.*} after provisioning, for post-processors.
     *
     * @param generated values by name
     */
    void publish(Map<String, Object> generated);

    /**
     * Work of a step.
     *
     * @param <T> what it yields
     */
    @FunctionalInterface
    interface Step<T> {
        T run() throws ComponentException;
    }
}
