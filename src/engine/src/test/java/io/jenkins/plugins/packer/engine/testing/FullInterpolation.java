package io.jenkins.plugins.packer.engine.testing;

import io.jenkins.plugins.packer.engine.interpolate.HttpRemoteValues;
import io.jenkins.plugins.packer.engine.interpolate.Interpolation;
import io.jenkins.plugins.packer.engine.interpolate.InterpolationContext;
import io.jenkins.plugins.packer.engine.interpolate.InterpolationException;
import io.jenkins.plugins.packer.engine.interpolate.PackerInterpolation;
import io.jenkins.plugins.packer.engine.run.Redactor;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/** All of Go's templates, as the engine renders them in a build. */
public final class FullInterpolation implements Interpolation {
    private final PackerInterpolation real = new PackerInterpolation(
            new InterpolationContext(
                    "web", "docker", null, Path.of("/work"), "1.0.0", Map.of(), Map.of(), null, Instant.EPOCH, false),
            new HttpRemoteValues(Map.of(), new Redactor(), (function, arguments) -> function),
            Map.of());

    @Override
    public void check(String template) throws InterpolationException {
        real.check(template);
    }

    @Override
    public String render(String template, Map<String, ?> data) throws InterpolationException {
        return real.render(template, data);
    }
}
