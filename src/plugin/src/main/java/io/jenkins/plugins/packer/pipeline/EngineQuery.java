package io.jenkins.plugins.packer.pipeline;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.model.TaskListener;
import io.jenkins.plugins.packer.pipeline.agent.BuildRequest;
import io.jenkins.plugins.packer.pipeline.agent.EngineCommand;
import io.jenkins.plugins.packer.pipeline.agent.ListFiles;
import io.jenkins.plugins.packer.pipeline.agent.MakeDirectory;
import io.jenkins.plugins.packer.pipeline.agent.PrivateFiles;
import io.jenkins.plugins.packer.pipeline.agent.RemoveTree;
import io.jenkins.plugins.packer.pipeline.agent.StateDirectory;
import io.jenkins.plugins.packer.pipeline.credentials.Binding;
import io.jenkins.plugins.packer.pipeline.credentials.PackerCredentials;
import io.jenkins.plugins.packer.pipeline.result.ReportCollector;
import io.jenkins.plugins.packer.pipeline.result.RunResult;
import io.jenkins.plugins.packer.report.RunEvent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A command of the engine that builds nothing and takes seconds: it runs as long as the connection to the agent lasts, and is
 * repeated where that breaks.
 */
final class EngineQuery {
    private final Site site;
    private final BuildRequest request;
    private final Collection<PackerCredentials> credentials;

    EngineQuery(Site site, BuildRequest request, Collection<PackerCredentials> credentials) {
        this.site = site;
        this.request = request;
        this.credentials = credentials;
    }

    /**
     * What came of it.
     *
     * @param exitCode the command's
     * @param result what its report says is wrong
     * @param inspection what its report says the template consists of, or null
     * @param output what it printed, where that was not printed to the log
     */
    record Answer(int exitCode, RunResult result, RunEvent.@Nullable TemplateInspected inspection, String output) {}

    /** Asks about the template, with a report; what the engine prints goes to the log. */
    Answer ofTemplate(String command, List<String> flags) throws IOException, InterruptedException {
        return run(command, flags, true, true);
    }

    /** Runs a command that has no report; what it prints goes to the log as well. */
    Answer of(String command, List<String> arguments) throws IOException, InterruptedException {
        return run(command, arguments, false, true);
    }

    private Answer run(String command, List<String> arguments, boolean template, boolean print)
            throws IOException, InterruptedException {
        String mistake = OptionTexts.mistake(request);
        if (!mistake.isEmpty()) {
            throw new AbortException(mistake);
        }
        site.workspace().mkdirs();
        Preparation preparation = new Preparation(site, request.java);
        StateDirectory state = preparation.newState(site.workspace());
        try {
            Binding binding = Preparation.bind(credentials, site, state);
            Map<String, byte[]> files = new LinkedHashMap<>(binding.files());
            files.putAll(EngineCommand.variables(request));
            site.agent().perform(state.path(), new PrivateFiles(files));
            EngineCommand engine = preparation.engine(request.template);
            site.agent().perform(engine.journals(), new MakeDirectory(true));
            List<String> line = new ArrayList<>(engine.line(command));
            line.addAll(arguments);
            if (template) {
                line.addAll(EngineCommand.templateFlags(request, state));
                line.add("-report=" + state.report());
                line.add(request.template);
            }
            Map<String, String> environment = preparation.environment(binding);
            environment.putAll(engine.environment());
            ByteArrayOutputStream copy = new ByteArrayOutputStream();
            int exitCode = launch(line, environment, new Masking(binding.secrets()), print, copy);
            return answer(exitCode, state, template, copy.toString(StandardCharsets.UTF_8));
        } finally {
            site.agent().perform(state.path(), new RemoveTree());
        }
    }

    private int launch(
            List<String> line,
            Map<String, String> environment,
            Masking masking,
            boolean print,
            ByteArrayOutputStream copy)
            throws IOException, InterruptedException {
        TaskListener listener = print ? site.listener() : TaskListener.NULL;
        try (OutputStream output = new MaskedLines(listener.getLogger(), masking, copy)) {
            return site.launcher()
                    .launch()
                    .cmds(line)
                    .envs(new EnvVars(environment))
                    .pwd(site.workspace())
                    .quiet(true)
                    .stdout(output)
                    .stderr(output)
                    .join();
        }
    }

    private Answer answer(int exitCode, StateDirectory state, boolean template, String output)
            throws IOException, InterruptedException {
        RunResult result = new RunResult(request.template);
        ReportCollector collector = new ReportCollector(result);
        boolean written =
                template && site.agent().perform(state.path(), new ListFiles()).contains("report");
        try (InputStream report = written ? site.agent().read(state.report()) : new ByteArrayInputStream(new byte[0])) {
            collector.read(report, exitCode == 0 ? "succeeded" : "failed");
        }
        return new Answer(exitCode, result, collector.inspection().orElse(null), output);
    }

    /** Why a command that did not succeed failed. */
    static AbortException failure(String step, Answer answer) {
        String first = answer.result().firstError();
        return new AbortException(step + ": "
                + (first.isEmpty()
                        ? "the engine ended with exit code " + answer.exitCode() + "; see the log."
                        : first));
    }
}
