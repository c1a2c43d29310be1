package io.jenkins.plugins.packer.pipeline;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.Extension;
import hudson.FilePath;
import hudson.Launcher;
import hudson.Util;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.packer.pipeline.agent.BuildRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code packerFmt}: gives templates their usual layout, or says which do not have it. */
public final class PackerFmtStep extends Step {
    private static final int OTHER_LAYOUT = 3;

    private String template = ".";
    private boolean check;
    private boolean diff;
    private boolean recursive;
    private boolean failOnError = true;
    private String java = "";

    @DataBoundConstructor
    public PackerFmtStep() {
        // Everything has a default.
    }

    public String getTemplate() {
        return template;
    }

    @DataBoundSetter
    public void setTemplate(String template) {
        this.template = OptionTexts.template(template);
    }

    public boolean isCheck() {
        return check;
    }

    @DataBoundSetter
    public void setCheck(boolean check) {
        this.check = check;
    }

    public boolean isDiff() {
        return diff;
    }

    @DataBoundSetter
    public void setDiff(boolean diff) {
        this.diff = diff;
    }

    public boolean isRecursive() {
        return recursive;
    }

    @DataBoundSetter
    public void setRecursive(boolean recursive) {
        this.recursive = recursive;
    }

    public boolean isFailOnError() {
        return failOnError;
    }

    @DataBoundSetter
    public void setFailOnError(boolean failOnError) {
        this.failOnError = failOnError;
    }

    public String getJava() {
        return java;
    }

    @DataBoundSetter
    public void setJava(String java) {
        this.java = Util.fixNull(java).strip();
    }

    @Override
    public StepExecution start(StepContext context) {
        return new QueryExecution(context, this::format);
    }

    private Object format(Site site) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>();
        if (check) {
            arguments.add("-check");
        }
        if (diff) {
            arguments.add("-diff");
        }
        if (recursive) {
            arguments.add("-recursive");
        }
        arguments.add(template);
        BuildRequest request = new BuildRequest();
        request.java = java;
        EngineQuery.Answer answer = new EngineQuery(site, request, List.of()).of("fmt", arguments);
        if (answer.exitCode() != 0 && answer.exitCode() != OTHER_LAYOUT) {
            throw EngineQuery.failure("packerFmt", answer);
        }
        if (answer.exitCode() == OTHER_LAYOUT && failOnError) {
            throw new AbortException(
                    "packerFmt: the files that the log names are not in the usual layout. Run packer fmt.");
        }
        List<Object> files = new ArrayList<>();
        answer.output()
                .lines()
                .filter(line -> line.endsWith(".hcl") && !line.matches("[-+@ ].*"))
                .forEach(files::add);
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("formatted", answer.exitCode() == 0 && (files.isEmpty() || !check));
        map.put("files", files);
        return map;
    }

    /** The step in forms and in the reference of steps. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor {
        @Override
        public String getFunctionName() {
            return "packerFmt";
        }

        @Override
        public String getDisplayName() {
            return Messages.PackerFmtStep_DisplayName();
        }

        @Override
        public String argumentsToString(Map<String, Object> arguments) {
            return OptionTexts.summary(arguments);
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, FilePath.class, Launcher.class, EnvVars.class, TaskListener.class);
        }
    }
}
