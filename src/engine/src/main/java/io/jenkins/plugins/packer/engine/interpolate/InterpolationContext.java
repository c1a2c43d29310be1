package io.jenkins.plugins.packer.engine.interpolate;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Packer's template functions know of the run and of the build.
 *
 * @param buildName {@code build_name}; empty where there is no build
 * @param builderType {@code build_type}, such as {@code docker}; empty likewise
 * @param templateDirectory {@code template_dir}; null where the template is not a file
 * @param workingDirectory {@code pwd}
 * @param packerVersion {@code packer_version}
 * @param environment environment of the run, for {@code env}, {@code consul_key} and {@code vault}
 * @param userVariables {@code user}; null where the template is not JSON, and there are none
 * @param generatedData values of {@code build} by name, of which a null one is not known yet; null where no name is
 *     known yet either. What is not known renders as {@code {{.Name}} }, to be rendered again when it is
 * @param startTime when the run started: {@code timestamp}, {@code isotime}, {@code strftime}
 * @param allowEnvironment whether {@code env}, {@code consul_key} and {@code vault} work, which Packer allows in the
 *     defaults of a JSON template's variables only
 */
public record InterpolationContext(
        String buildName,
        String builderType,
        @Nullable Path templateDirectory,
        Path workingDirectory,
        String packerVersion,
        Map<String, String> environment,
        @Nullable Map<String, String> userVariables,
        @Nullable Map<String, @Nullable Object> generatedData,
        Instant startTime,
        boolean allowEnvironment) {

    public InterpolationContext {
        environment = Map.copyOf(environment);
        userVariables = userVariables == null ? null : Map.copyOf(userVariables);
        // Map.copyOf takes no null values, which mean something here.
        generatedData = generatedData == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(generatedData));
    }
}
