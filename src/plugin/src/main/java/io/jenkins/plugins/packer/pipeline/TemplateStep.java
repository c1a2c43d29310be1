package io.jenkins.plugins.packer.pipeline;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.Util;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.FormValidation;
import io.jenkins.plugins.packer.pipeline.agent.BuildRequest;
import io.jenkins.plugins.packer.pipeline.credentials.PackerCredentials;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** What the steps have in common that read a template and build nothing. */
public abstract class TemplateStep extends Step {
    final BuildRequest request = new BuildRequest();
    List<PackerCredentials> credentials = new ArrayList<>();

    TemplateStep(String template) {
        request.template = OptionTexts.template(template);
    }

    public String getTemplate() {
        return request.template;
    }

    public Map<String, Object> getVars() {
        return request.vars;
    }

    /**
     * Sets them.
     *
     * @param vars of any types; without its own, the reference of steps describes a map as something that can be given, and as an
     *     error otherwise
     */
    @DataBoundSetter
    @SuppressWarnings("rawtypes")
    public void setVars(Map vars) {
        request.vars = OptionTexts.variables(vars);
    }

    public List<String> getVarFiles() {
        return request.varFiles;
    }

    @DataBoundSetter
    public void setVarFiles(List<String> varFiles) {
        request.varFiles = OptionTexts.texts(varFiles);
    }

    public List<String> getOnly() {
        return request.only;
    }

    @DataBoundSetter
    public void setOnly(List<String> only) {
        request.only = OptionTexts.texts(only);
    }

    public List<String> getExcept() {
        return request.except;
    }

    @DataBoundSetter
    public void setExcept(List<String> except) {
        request.except = OptionTexts.texts(except);
    }

    /** For the form. */
    public String getVarsText() {
        return FormTexts.of(request.vars);
    }

    /** For the form. */
    public String getVarFilesText() {
        return FormTexts.of(request.varFiles);
    }

    /** For the form. */
    public String getOnlyText() {
        return FormTexts.of(request.only);
    }

    /** For the form. */
    public String getExceptText() {
        return FormTexts.of(request.except);
    }

    public List<PackerCredentials> getCredentials() {
        return credentials;
    }

    @DataBoundSetter
    public void setCredentials(List<PackerCredentials> credentials) {
        this.credentials = new ArrayList<>(Util.fixNull(credentials));
    }

    public String getJava() {
        return request.java;
    }

    @DataBoundSetter
    public void setJava(String java) {
        request.java = Util.fixNull(java).strip();
    }

    /** Such a step in forms and in the reference of steps. */
    public abstract static class TemplateStepDescriptor extends StepDescriptor {
        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, FilePath.class, Launcher.class, EnvVars.class, TaskListener.class);
        }

        @Override
        public Step newInstance(StaplerRequest2 request, JSONObject form) throws FormException {
            Step created = super.newInstance(request, form);
            if (created instanceof TemplateStep step) {
                step.setVars(FormTexts.assignments(form.optString("varsText")));
                step.setVarFiles(OptionTexts.lines(form.optString("varFilesText")));
                step.setOnly(OptionTexts.lines(form.optString("onlyText")));
                step.setExcept(OptionTexts.lines(form.optString("exceptText")));
            }
            return created;
        }

        /** Whether each line is an assignment. */
        @POST
        public FormValidation doCheckVarsText(@AncestorInPath Item item, @QueryParameter String value) {
            return OptionTexts.checkAssignments(value);
        }

        @Override
        public String argumentsToString(Map<String, Object> arguments) {
            return OptionTexts.summary(arguments);
        }

        /** Whether a template is named. */
        @POST
        public FormValidation doCheckTemplate(@AncestorInPath Item item, @QueryParameter String value) {
            return OptionTexts.checkTemplate(item, value);
        }
    }
}
