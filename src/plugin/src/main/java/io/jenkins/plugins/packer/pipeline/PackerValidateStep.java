package io.jenkins.plugins.packer.pipeline;

import hudson.Extension;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code packerValidate}: finds what is wrong with a template, without building anything. */
public final class PackerValidateStep extends TemplateStep {
    private boolean syntaxOnly;
    private boolean evaluateDatasources;
    private boolean warnOnUndeclaredVar = true;
    private boolean failOnError = true;

    @DataBoundConstructor
    public PackerValidateStep(String template) {
        super(template);
    }

    public boolean isSyntaxOnly() {
        return syntaxOnly;
    }

    @DataBoundSetter
    public void setSyntaxOnly(boolean syntaxOnly) {
        this.syntaxOnly = syntaxOnly;
    }

    public boolean isEvaluateDatasources() {
        return evaluateDatasources;
    }

    @DataBoundSetter
    public void setEvaluateDatasources(boolean evaluateDatasources) {
        this.evaluateDatasources = evaluateDatasources;
    }

    public boolean isWarnOnUndeclaredVar() {
        return warnOnUndeclaredVar;
    }

    @DataBoundSetter
    public void setWarnOnUndeclaredVar(boolean warnOnUndeclaredVar) {
        this.warnOnUndeclaredVar = warnOnUndeclaredVar;
    }

    public boolean isFailOnError() {
        return failOnError;
    }

    @DataBoundSetter
    public void setFailOnError(boolean failOnError) {
        this.failOnError = failOnError;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new QueryExecution(context, this::validate);
    }

    private Object validate(Site site) throws IOException, InterruptedException {
        List<String> flags = new ArrayList<>();
        if (syntaxOnly) {
            flags.add("-syntax-only");
        }
        if (evaluateDatasources) {
            flags.add("-evaluate-datasources");
        }
        if (!warnOnUndeclaredVar) {
            flags.add("-no-warn-undeclared-var");
        }
        EngineQuery.Answer answer = new EngineQuery(site, request, credentials).ofTemplate("validate", flags);
        boolean valid = answer.exitCode() == 0;
        boolean understood = valid || !answer.result().firstError().isEmpty();
        if (!valid && (failOnError || !understood)) {
            throw EngineQuery.failure("packerValidate", answer);
        }
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("valid", valid);
        map.put("errors", answer.result().maps(true));
        map.put("warnings", answer.result().maps(false));
        return map;
    }

    /** The step in forms and in the reference of steps. */
    @Extension
    public static final class DescriptorImpl extends TemplateStepDescriptor {
        @Override
        public String getFunctionName() {
            return "packerValidate";
        }

        @Override
        public String getDisplayName() {
            return Messages.PackerValidateStep_DisplayName();
        }
    }
}
