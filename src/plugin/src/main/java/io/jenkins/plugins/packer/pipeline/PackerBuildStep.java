package io.jenkins.plugins.packer.pipeline;

import hudson.EnvVars;
import hudson.Extension;
import hudson.FilePath;
import hudson.Launcher;
import hudson.Util;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.packer.pipeline.credentials.PackerCredentials;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** {@code packerBuild}: builds the images of a template on the agent, and returns what was built as data. */
public final class PackerBuildStep extends Step {
    private final BuildOptions options = new BuildOptions();

    @DataBoundConstructor
    public PackerBuildStep(String template) {
        options.request.template = OptionTexts.template(template);
    }

    public String getTemplate() {
        return options.request.template;
    }

    public Map<String, Object> getVars() {
        return options.request.vars;
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
        options.request.vars = OptionTexts.variables(vars);
    }

    public List<String> getVarFiles() {
        return options.request.varFiles;
    }

    @DataBoundSetter
    public void setVarFiles(List<String> varFiles) {
        options.request.varFiles = OptionTexts.texts(varFiles);
    }

    public List<String> getOnly() {
        return options.request.only;
    }

    @DataBoundSetter
    public void setOnly(List<String> only) {
        options.request.only = OptionTexts.texts(only);
    }

    public List<String> getExcept() {
        return options.request.except;
    }

    @DataBoundSetter
    public void setExcept(List<String> except) {
        options.request.except = OptionTexts.texts(except);
    }

    /** For the form. */
    public String getVarsText() {
        return FormTexts.of(options.request.vars);
    }

    /** For the form. */
    public String getVarFilesText() {
        return FormTexts.of(options.request.varFiles);
    }

    /** For the form. */
    public String getOnlyText() {
        return FormTexts.of(options.request.only);
    }

    /** For the form. */
    public String getExceptText() {
        return FormTexts.of(options.request.except);
    }

    public boolean isForce() {
        return options.request.force;
    }

    @DataBoundSetter
    public void setForce(boolean force) {
        options.request.force = force;
    }

    public String getOnError() {
        return options.request.onError;
    }

    @DataBoundSetter
    public void setOnError(String onError) {
        options.request.onError = OptionTexts.onError(onError);
    }

    public int getParallelBuilds() {
        return options.request.parallelBuilds;
    }

    @DataBoundSetter
    public void setParallelBuilds(int parallelBuilds) {
        options.request.parallelBuilds = parallelBuilds;
    }

    public boolean isTimestampUi() {
        return options.request.timestampUi;
    }

    @DataBoundSetter
    public void setTimestampUi(boolean timestampUi) {
        options.request.timestampUi = timestampUi;
    }

    public boolean isColor() {
        return options.request.color;
    }

    @DataBoundSetter
    public void setColor(boolean color) {
        options.request.color = color;
    }

    public List<PackerCredentials> getCredentials() {
        return options.credentials;
    }

    @DataBoundSetter
    public void setCredentials(List<PackerCredentials> credentials) {
        options.credentials = new ArrayList<>(Util.fixNull(credentials));
    }

    public String getTool() {
        return options.request.tool;
    }

    @DataBoundSetter
    public void setTool(String tool) {
        options.request.tool = Util.fixNull(tool).strip();
    }

    public String getJava() {
        return options.request.java;
    }

    @DataBoundSetter
    public void setJava(String java) {
        options.request.java = Util.fixNull(java).strip();
    }

    public int getGracePeriod() {
        return options.gracePeriod;
    }

    @DataBoundSetter
    public void setGracePeriod(int gracePeriod) {
        options.gracePeriod = Math.max(0, gracePeriod);
    }

    public boolean isArchive() {
        return options.archive;
    }

    @DataBoundSetter
    public void setArchive(boolean archive) {
        options.archive = archive;
    }

    public String getTfvars() {
        return options.tfvars;
    }

    @DataBoundSetter
    public void setTfvars(String tfvars) {
        options.tfvars = Util.fixNull(tfvars).strip();
    }

    /**
     * The names, as a Pipeline can be written with them. The generator of calls puts a key like {@code docker.web} without quotes,
     * which Groovy does not read, so a build with a dot is the value, and its variable the key.
     */
    public Map<String, String> getTfvarsNames() {
        Map<String, String> names = new LinkedHashMap<>();
        options.tfvarsNames.forEach((build, name) -> {
            boolean dotted = build.indexOf('.') >= 0;
            names.put(dotted ? name : build, dotted ? build : name);
        });
        return names;
    }

    /**
     * Sets them.
     *
     * @param tfvarsNames names of variables by name of build, or the other way round, for builds with a dot in their names: a
     *     variable's name has none. Its type is that of {@link #setVars}
     */
    @DataBoundSetter
    @SuppressWarnings("rawtypes")
    public void setTfvarsNames(Map tfvarsNames) {
        options.tfvarsNames = new LinkedHashMap<>();
        OptionTexts.variables(tfvarsNames).forEach((key, value) -> {
            String text = String.valueOf(value);
            boolean turned = text.indexOf('.') >= 0 && key.indexOf('.') < 0;
            options.tfvarsNames.put(turned ? text : key, turned ? key : text);
        });
    }

    /** For the form. */
    public String getTfvarsNamesText() {
        return FormTexts.of(options.tfvarsNames);
    }

    @Override
    public StepExecution start(StepContext context) {
        return new PackerBuildExecution(context, options);
    }

    /** The step in forms and in the reference of steps. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor {
        @Override
        public String getFunctionName() {
            return "packerBuild";
        }

        @Override
        public String getDisplayName() {
            return Messages.PackerBuildStep_DisplayName();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, FilePath.class, Launcher.class, EnvVars.class, TaskListener.class);
        }

        @Override
        public Step newInstance(StaplerRequest2 request, JSONObject form) throws FormException {
            Step created = super.newInstance(request, form);
            if (created instanceof PackerBuildStep step) {
                step.setVars(FormTexts.assignments(form.optString("varsText")));
                step.setVarFiles(OptionTexts.lines(form.optString("varFilesText")));
                step.setOnly(OptionTexts.lines(form.optString("onlyText")));
                step.setExcept(OptionTexts.lines(form.optString("exceptText")));
                step.setTfvarsNames(FormTexts.assignments(form.optString("tfvarsNamesText")));
            }
            return created;
        }

        /** Whether each line is an assignment. */
        @POST
        public FormValidation doCheckVarsText(@AncestorInPath Item item, @QueryParameter String value) {
            return OptionTexts.checkAssignments(value);
        }

        /** Whether each line is an assignment. */
        @POST
        public FormValidation doCheckTfvarsNamesText(@AncestorInPath Item item, @QueryParameter String value) {
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

        /** What can be done when a build fails. */
        @POST
        public ListBoxModel doFillOnErrorItems(@AncestorInPath Item item) {
            return OptionTexts.onErrorItems();
        }

        /** The Packer installations there are. */
        @POST
        public ListBoxModel doFillToolItems(@AncestorInPath Item item) {
            return OptionTexts.toolItems(item);
        }
    }
}
