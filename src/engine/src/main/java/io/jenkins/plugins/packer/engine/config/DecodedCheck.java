package io.jenkins.plugins.packer.engine.config;

import io.jenkins.plugins.packer.engine.interpolate.Interpolation;
import io.jenkins.plugins.packer.engine.interpolate.InterpolationException;
import io.jenkins.plugins.packer.hcl.Diagnostic;
import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.Severity;
import io.jenkins.plugins.packer.hcl.SourceRange;
import java.nio.file.Path;

/** Puts what a component finds wrong at the places of the options in the template. */
public final class DecodedCheck implements ConfigurationCheck {
    private final Decoded<?> decoded;
    private final Path directory;
    private final Interpolation interpolation;
    private final Diagnostics diagnostics;

    /**
     * A check of one configuration.
     *
     * @param decoded where its options are
     * @param directory the working directory of the run
     * @param interpolation judges Go templates
     * @param diagnostics where problems go
     */
    public DecodedCheck(Decoded<?> decoded, Path directory, Interpolation interpolation, Diagnostics diagnostics) {
        this.decoded = decoded;
        this.directory = directory;
        this.interpolation = interpolation;
        this.diagnostics = diagnostics;
    }

    @Override
    public void error(String option, String summary, String detail) {
        report(Severity.ERROR, option, summary, detail);
    }

    @Override
    public void warning(String option, String summary, String detail) {
        report(Severity.WARNING, option, summary, detail);
    }

    private void report(Severity severity, String option, String summary, String detail) {
        if (isUnknown(option)) {
            return;
        }
        SourceRange place = place(option);
        diagnostics.add(
                severity == Severity.ERROR
                        ? Diagnostic.error(summary, detail, place)
                        : Diagnostic.warning(summary, detail, place));
    }

    /** The option's place, or that of the innermost block around it, or the whole. */
    private SourceRange place(String option) {
        String path = option;
        while (true) {
            SourceRange range = decoded.ranges().get(path);
            if (range != null) {
                return range;
            }
            int dot = path.lastIndexOf('.');
            if (dot < 0) {
                return decoded.definition();
            }
            path = path.substring(0, dot);
        }
    }

    @Override
    public Path directory() {
        return directory;
    }

    @Override
    public boolean isSet(String option) {
        return decoded.ranges().containsKey(option) && !decoded.zero().contains(option);
    }

    @Override
    public boolean isUnknown(String option) {
        return decoded.unknown().contains(option);
    }

    @Override
    public void goTemplate(String option, String template) {
        if (isUnknown(option)) {
            return;
        }
        try {
            interpolation.check(template);
        } catch (InterpolationException e) {
            error(
                    option,
                    "Invalid Go template",
                    "The value of \"" + option + "\" cannot be rendered: " + e.getMessage());
        }
    }
}
