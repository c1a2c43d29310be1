package io.jenkins.plugins.packer.engine.component;

import io.jenkins.plugins.packer.engine.run.Cancellation;
import io.jenkins.plugins.packer.engine.run.EnvironmentVariables;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a function of the template language does that needs an outside system, such as {@code aws_secretsmanager}. Its name
 * and parameters are the language's; a folder of components brings the rest, and is loaded when a template calls it. Both
 * kinds of templates call it, HCL2 and Go's. What it yields is taken for a secret: it is marked sensitive and never printed.
 */
public interface TemplateFunction {

    /** As templates call it. */
    String name();

    /**
     * Calls it.
     *
     * @param arguments one for each parameter; null where a template passes null, or leaves out what is optional
     * @throws ComponentException when there is no such value, or it cannot be asked for
     * @throws io.jenkins.plugins.packer.engine.run.CancelledException when the run is cancelled meanwhile
     */
    String call(List<@Nullable String> arguments, Caller caller) throws ComponentException;

    /**
     * What is around a call.
     *
     * @param environment the run's, in place of {@link System#getenv()}
     * @param directory what relative paths are relative to: the working directory of the run
     * @param cancellation set when the run is to end
     */
    record Caller(Map<String, String> environment, Path directory, Cancellation cancellation) {
        public Caller {
            environment = EnvironmentVariables.copyOf(environment);
        }
    }
}
