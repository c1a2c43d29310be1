package io.jenkins.plugins.packer.pipeline;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.Extension;
import hudson.FilePath;
import hudson.Launcher;
import hudson.Util;
import hudson.model.AbstractBuild;
import hudson.model.AbstractProject;
import hudson.model.BuildListener;
import hudson.model.Item;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.Builder;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.packer.pipeline.credentials.PackerCredentials;
import io.jenkins.plugins.packer.pipeline.result.RunResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.Symbol;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * The build step of freestyle jobs: builds the images of a template. Its texts may name variables of the build. Pipelines have
 * {@code packerBuild} instead.
 */
public final class PackerBuilder extends Builder {
    private final String template;
    private String vars = "";
    private String varFiles = "";
    private String only = "";
    private String except = "";
    private boolean force;
    private String onError = "cleanup";
    private int parallelBuilds;
    private boolean timestampUi;
    private boolean color;
    private List<PackerCredentials> credentials = new ArrayList<>();
    private String tool = "";
    private String java = "";
    private int gracePeriod;
    private @Nullable Boolean archive = true;
    private String tfvars = BuildOptions.TERRAFORM_FILE;
    private String tfvarsNames = "";

    @DataBoundConstructor
    public PackerBuilder(String template) {
        this.template = Util.fixNull(template).strip();
    }

    public String getTemplate() {
        return template;
    }

    public String getVars() {
        return vars;
    }

    @DataBoundSetter
    public void setVars(String vars) {
        this.vars = Util.fixNull(vars);
    }

    public String getVarFiles() {
        return varFiles;
    }

    @DataBoundSetter
    public void setVarFiles(String varFiles) {
        this.varFiles = Util.fixNull(varFiles);
    }

    public String getOnly() {
        return only;
    }

    @DataBoundSetter
    public void setOnly(String only) {
        this.only = Util.fixNull(only);
    }

    public String getExcept() {
        return except;
    }

    @DataBoundSetter
    public void setExcept(String except) {
        this.except = Util.fixNull(except);
    }

    public boolean isForce() {
        return force;
    }

    @DataBoundSetter
    public void setForce(boolean force) {
        this.force = force;
    }

    public String getOnError() {
        return onError;
    }

    @DataBoundSetter
    public void setOnError(String onError) {
        this.onError = OptionTexts.onError(onError);
    }

    public int getParallelBuilds() {
        return parallelBuilds;
    }

    @DataBoundSetter
    public void setParallelBuilds(int parallelBuilds) {
        this.parallelBuilds = Math.max(0, parallelBuilds);
    }

    public boolean isTimestampUi() {
        return timestampUi;
    }

    @DataBoundSetter
    public void setTimestampUi(boolean timestampUi) {
        this.timestampUi = timestampUi;
    }

    public boolean isColor() {
        return color;
    }

    @DataBoundSetter
    public void setColor(boolean color) {
        this.color = color;
    }

    public List<PackerCredentials> getCredentials() {
        return credentials;
    }

    @DataBoundSetter
    public void setCredentials(List<PackerCredentials> credentials) {
        this.credentials = new ArrayList<>(Util.fixNull(credentials));
    }

    public String getTool() {
        return tool;
    }

    @DataBoundSetter
    public void setTool(String tool) {
        this.tool = Util.fixNull(tool).strip();
    }

    public String getJava() {
        return java;
    }

    @DataBoundSetter
    public void setJava(String java) {
        this.java = Util.fixNull(java).strip();
    }

    public int getGracePeriod() {
        return gracePeriod;
    }

    @DataBoundSetter
    public void setGracePeriod(int gracePeriod) {
        this.gracePeriod = Math.max(0, gracePeriod);
    }

    public boolean isArchive() {
        return archive == null || archive;
    }

    @DataBoundSetter
    public void setArchive(boolean archive) {
        this.archive = archive;
    }

    public String getTfvars() {
        return tfvars;
    }

    @DataBoundSetter
    public void setTfvars(String tfvars) {
        this.tfvars = Util.fixNull(tfvars).strip();
    }

    public String getTfvarsNames() {
        return tfvarsNames;
    }

    @DataBoundSetter
    public void setTfvarsNames(String tfvarsNames) {
        this.tfvarsNames = Util.fixNull(tfvarsNames);
    }

    @Override
    public boolean perform(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener)
            throws InterruptedException, IOException {
        FilePath workspace = build.getWorkspace();
        if (workspace == null) {
            throw new AbortException("The build has no workspace: its agent is gone.");
        }
        EnvVars environment = build.getEnvironment(listener);
        Site site = new Site(build, workspace, launcher, listener, new FixedVariables(environment));
        ImageBuild images = new ImageBuild(options(environment));
        RunResult result = new BlockingRun(images, site).run();
        Integer exitCode = images.exitCode();
        if (images.isCancelled()) {
            throw new InterruptedException("Packer was cancelled");
        }
        if (images.isKilled() || exitCode == null || exitCode != 0) {
            String first = result.firstError();
            listener.error(first.isEmpty() ? "Packer failed, with exit code " + exitCode : first);
            return false;
        }
        return true;
    }

    /** Fields that a configuration does not have, since it is older or was written by hand, get their defaults. */
    private Object readResolve() {
        vars = Util.fixNull(vars);
        varFiles = Util.fixNull(varFiles);
        only = Util.fixNull(only);
        except = Util.fixNull(except);
        onError = OptionTexts.onError(onError);
        credentials = credentials == null ? new ArrayList<>() : credentials;
        tool = Util.fixNull(tool);
        java = Util.fixNull(java);
        tfvars = tfvars == null ? BuildOptions.TERRAFORM_FILE : tfvars;
        tfvarsNames = Util.fixNull(tfvarsNames);
        return this;
    }

    /** Variables are expanded here, since nobody else does it in a freestyle job. */
    private BuildOptions options(EnvVars environment) {
        BuildOptions options = new BuildOptions();
        options.request.template = OptionTexts.template(environment.expand(template));
        assignments(vars, environment).forEach(options.request.vars::put);
        options.request.varFiles = OptionTexts.lines(environment.expand(varFiles));
        options.request.only = OptionTexts.lines(environment.expand(only).replace(',', '\n'));
        options.request.except = OptionTexts.lines(environment.expand(except).replace(',', '\n'));
        options.request.force = force;
        options.request.onError = onError;
        options.request.parallelBuilds = parallelBuilds;
        options.request.timestampUi = timestampUi;
        options.request.color = color;
        options.request.tool = tool;
        options.request.java = environment.expand(java);
        options.credentials = new ArrayList<>(credentials);
        options.gracePeriod = gracePeriod;
        options.archive = isArchive();
        options.tfvars = environment.expand(tfvars);
        options.tfvarsNames = new LinkedHashMap<>(assignments(tfvarsNames, environment));
        return options;
    }

    /** {@code NAME=value} on each line. */
    private static Map<String, String> assignments(String text, EnvVars environment) {
        Map<String, String> assignments = FormTexts.assignments(text);
        assignments.replaceAll((name, value) -> environment.expand(value));
        return assignments;
    }

    /** The variables of a freestyle build, as they were when the step began. */
    private record FixedVariables(EnvVars all) implements Site.Variables {
        @Override
        public Set<String> secret() {
            return Set.of();
        }
    }

    /** The step in forms. */
    @Extension
    @Symbol(PackerImagesStep.NAME)
    public static final class DescriptorImpl extends BuildStepDescriptor<Builder> {
        @Override
        public boolean isApplicable(Class<? extends AbstractProject> type) {
            return true;
        }

        @Override
        public String getDisplayName() {
            return Messages.PackerBuilder_DisplayName();
        }

        /** Whether a template is named. */
        @POST
        public FormValidation doCheckTemplate(@AncestorInPath Item item, @QueryParameter String value) {
            return OptionTexts.checkTemplate(item, value);
        }

        /** Whether each line is an assignment. */
        @POST
        public FormValidation doCheckVars(@AncestorInPath Item item, @QueryParameter String value) {
            return OptionTexts.checkAssignments(value);
        }

        /** Whether each line is an assignment. */
        @POST
        public FormValidation doCheckTfvarsNames(@AncestorInPath Item item, @QueryParameter String value) {
            return OptionTexts.checkAssignments(value);
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
