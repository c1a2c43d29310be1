package io.jenkins.plugins.packer.engine.template;

import io.jenkins.plugins.packer.engine.gotemplate.GoFunction;
import io.jenkins.plugins.packer.engine.interpolate.Interpolation;
import io.jenkins.plugins.packer.engine.interpolate.InterpolationContext;
import io.jenkins.plugins.packer.engine.interpolate.PackerInterpolation;
import io.jenkins.plugins.packer.engine.interpolate.RemoteValues;
import java.nio.file.Path;
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
    private final @Nullable LegacyScope legacy;
    private final Map<String, GoFunction> added;

    /**
     * Renderers for one run.
     *
     * @param request the template and its environment
     * @param startTime when the run started
     * @param remoteValues where {@code consul_key}, {@code vault} and the like look
     */
    public PackerRenderers(TemplateRequest request, Instant startTime, RemoteValues remoteValues) {
        this(request, startTime, remoteValues, null, Map.of());
    }

    private PackerRenderers(
            TemplateRequest request,
            Instant startTime,
            RemoteValues remoteValues,
            @Nullable LegacyScope legacy,
            Map<String, GoFunction> added) {
        this.request = request;
        this.startTime = startTime;
        this.remoteValues = remoteValues;
        this.legacy = legacy;
        this.added = Map.copyOf(added);
    }

    @Override
    public TemplateRenderers with(Map<String, GoFunction> functions) {
        return new PackerRenderers(request, startTime, remoteValues, legacy, functions);
    }

    @Override
    public TemplateRenderers legacy(LegacyScope scope) {
        return new PackerRenderers(request, startTime, remoteValues, scope, added);
    }

    @Override
    public Interpolation variables(Path templateDirectory, Map<String, String> known) {
        return new PackerInterpolation(
                new InterpolationContext(
                        "",
                        "",
                        templateDirectory,
                        request.directory(),
                        LanguageVersion.TEXT,
                        request.environment(),
                        known,
                        null,
                        startTime,
                        true),
                remoteValues,
                Map.of());
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

    private PackerInterpolation renderer(
            String source, String builderType, @Nullable Map<String, @Nullable Object> generated) {
        return new PackerInterpolation(
                new InterpolationContext(
                        source,
                        builderType,
                        legacy == null ? null : legacy.directory(),
                        request.directory(),
                        LanguageVersion.TEXT,
                        request.environment(),
                        legacy == null ? null : legacy.variables(),
                        generated,
                        startTime,
                        false),
                remoteValues,
                added);
    }
}
