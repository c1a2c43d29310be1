package io.jenkins.plugins.packer.engine.template;

import io.jenkins.plugins.packer.engine.interpolate.Interpolation;
import io.jenkins.plugins.packer.engine.interpolate.InterpolationContext;
import io.jenkins.plugins.packer.engine.interpolate.InterpolationException;
import io.jenkins.plugins.packer.engine.interpolate.PackerInterpolation;
import io.jenkins.plugins.packer.engine.interpolate.RemoteValues;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Renders the Go templates of a run with Packer's functions. */
public final class PackerRenderers implements TemplateRenderers {
    private final TemplateRequest request;
    private final Instant startTime;
    private final RemoteValues remoteValues;

    /**
     * Renderers for one run.
     *
     * @param request the template and its environment
     * @param startTime when the run started
     * @param remoteValues where {@code consul_key} and {@code vault} look
     */
    public PackerRenderers(TemplateRequest request, Instant startTime, RemoteValues remoteValues) {
        this.request = request;
        this.startTime = startTime;
        this.remoteValues = remoteValues;
    }

    @Override
    public Interpolation planned(String source, String builderType, Collection<String> generated) {
        Map<String, @Nullable Object> unknown = new HashMap<>();
        for (String name : generated) {
            unknown.put(name, null);
        }
        return renderer(source, builderType, unknown);
    }

    @Override
    public Interpolation running(String source, String builderType, Map<String, Object> generated) {
        return renderer(source, builderType, new HashMap<>(generated));
    }

    @Override
    public void check(String template) throws InterpolationException {
        renderer("", "", null).check(template);
    }

    private PackerInterpolation renderer(
            String source, String builderType, @Nullable Map<String, @Nullable Object> generated) {
        return new PackerInterpolation(
                new InterpolationContext(
                        source,
                        builderType,
                        null,
                        request.directory(),
                        LanguageVersion.TEXT,
                        request.environment(),
                        Map.of(),
                        generated,
                        startTime,
                        false),
                remoteValues,
                Map.of());
    }
}
