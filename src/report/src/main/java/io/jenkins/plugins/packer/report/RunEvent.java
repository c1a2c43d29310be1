package io.jenkins.plugins.packer.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened in a run. The stream of these, one JSON object a line, is the only channel from the engine to
 * the Jenkins plugin; texts in it are redacted already.
 */
public sealed interface RunEvent {

    /** When it happened. */
    Instant time();

    /**
     * The run began.
     *
     * @param time when
     * @param runId the run's UUID
     * @param version the engine's version
     * @param template path of the template, as given
     */
    record RunStarted(Instant time, String runId, String version, String template) implements RunEvent {}

    /**
     * The run will build these.
     *
     * @param time when
     * @param builds the builds' names, in the template's order
     */
    record BuildsPlanned(Instant time, List<PlannedBuild> builds) implements RunEvent {
        public BuildsPlanned {
            builds = List.copyOf(builds);
        }
    }

    /**
     * A build that is going to run.
     *
     * @param name its name, such as {@code docker.web}
     * @param builderType its builder, such as {@code docker}
     */
    record PlannedBuild(String name, String builderType) {}

    /**
     * A build began.
     *
     * @param time when
     * @param build its name
     */
    record BuildStarted(Instant time, String build) implements RunEvent {}

    /**
     * A part of a build began.
     *
     * @param time when
     * @param build the build's name
     * @param step number of the step within its build, from 1
     * @param phase which kind of work
     * @param description a few words
     * @param place where the template asks for it, such as {@code main.pkr.hcl line 12}; empty for a step of the builder
     */
    record StepStarted(Instant time, String build, int step, Phase phase, String description, String place)
            implements RunEvent {}

    /**
     * A part of a build ended.
     *
     * @param time when
     * @param build the build's name
     * @param step number of the step
     * @param outcome how
     */
    record StepEnded(Instant time, String build, int step, Outcome outcome) implements RunEvent {}

    /**
     * Something was said.
     *
     * @param time when
     * @param build the build's name, or empty for the run as a whole
     * @param part the part of the build that speaks where the user is told so, such as {@code docker-tag} for a
     *     post-processor; else empty
     * @param level how it is shown
     * @param text what; may have several lines
     */
    record Message(Instant time, String build, String part, Level level, String text) implements RunEvent {

        /** Said by the build itself, or by the run where the build is empty. */
        public Message(Instant time, String build, Level level, String text) {
            this(time, build, "", level, text);
        }
    }

    /**
     * A transfer went on.
     *
     * @param time when
     * @param build the build's name
     * @param what a few words
     * @param done bytes so far
     * @param total bytes in all, or -1
     */
    record Progress(Instant time, String build, String what, long done, long total) implements RunEvent {}

    /**
     * Something is wrong with the template, or worth telling.
     *
     * @param time when
     * @param severity {@code error} or {@code warning}
     * @param summary a few words
     * @param detail sentences, or empty
     * @param place where, or null
     * @param text all of it as people read it, with the lines around the place and the offending part marked
     */
    record DiagnosticFound(
            Instant time,
            String severity,
            String summary,
            String detail,
            @Nullable Place place,
            String text) implements RunEvent {}

    /**
     * A place in a template.
     *
     * @param file its name, as shown
     * @param line from 1
     * @param column in characters, from 1
     * @param endLine last line
     * @param endColumn column behind the last character
     * @param snippet the line's text
     */
    record Place(String file, int line, int column, int endLine, int endColumn, String snippet) {}

    /**
     * A build has a result.
     *
     * @param time when
     * @param build the build's name
     * @param index number within its build, from 0
     * @param artifact the result
     */
    record ArtifactProduced(Instant time, String build, int index, ArtifactReport artifact) implements RunEvent {}

    /**
     * Something that the run created is still there.
     *
     * @param time when
     * @param build the build's name
     * @param kind kind of resource, such as {@code docker.container}
     * @param name its name
     * @param id its id, or empty where it is not known
     * @param reason why
     */
    record ResourceLeft(Instant time, String build, String kind, String name, String id, String reason)
            implements RunEvent {}

    /**
     * A build ended.
     *
     * @param time when
     * @param build the build's name
     * @param outcome how
     * @param error the message of a failed build, else empty
     */
    record BuildEnded(Instant time, String build, Outcome outcome, String error) implements RunEvent {}

    /**
     * The run ended.
     *
     * @param time when
     * @param outcome how
     * @param exitCode the command's exit code
     * @param journal path of the resource journal where something is left, else empty
     */
    record RunEnded(Instant time, Outcome outcome, int exitCode, String journal) implements RunEvent {}

    /**
     * What a template consists of; said by {@code packer inspect}, which runs no builds.
     *
     * @param time when
     * @param variables its input variables, in the template's order
     * @param builds its builds, in the template's order
     */
    record TemplateInspected(Instant time, List<VariableReport> variables, List<PlannedBuild> builds)
            implements RunEvent {
        public TemplateInspected {
            variables = List.copyOf(variables);
            builds = List.copyOf(builds);
        }
    }

    /**
     * An input variable.
     *
     * @param name its name
     * @param type the name of its type, such as {@code string}
     * @param description its description, or empty
     * @param sensitive whether its value is a secret
     * @param value its value as text, {@code <sensitive>} for a secret and {@code <unknown>} where it has none
     */
    record VariableReport(String name, String type, String description, boolean sensitive, String value) {}

    /** Kinds of work in a build. */
    enum Phase {
        BUILD,
        PROVISION,
        POST_PROCESS,
        CLEANUP
    }

    /** How something ended. */
    enum Outcome {
        SUCCEEDED,
        FAILED,
        CANCELLED
    }

    /** How a message is shown. */
    enum Level {
        SAY,
        MESSAGE,
        ERROR
    }

    /**
     * A result of a build, as data.
     *
     * @param builderId Packer's identifier of its maker
     * @param id its id
     * @param description text for the user
     * @param images image id by region, by {@code ""} where the platform has none
     * @param files local files
     * @param attributes further facts: strings, lists and maps of them
     */
    record ArtifactReport(
            String builderId,
            String id,
            String description,
            Map<String, String> images,
            List<FileReport> files,
            Map<String, Object> attributes) {}

    /**
     * A file of an artifact.
     *
     * @param path its path
     * @param size bytes
     * @param sha256 digest in hexadecimal, or empty where it was not computed
     */
    record FileReport(String path, long size, String sha256) {}
}
