package io.jenkins.plugins.packer.pipeline;

import hudson.AbortException;
import hudson.Extension;
import hudson.FilePath;
import hudson.Util;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.FormValidation;
import io.jenkins.plugins.packer.pipeline.result.TerraformVariables;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.structs.describable.CustomDescribableModel;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.StepExecutions;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** {@code packerTerraform}: writes the images of a result as values of Terraform variables. */
public final class PackerTerraformStep extends Step {
    private Map<String, Object> result = new LinkedHashMap<>();
    private String file = BuildOptions.TERRAFORM_FILE;
    private Map<String, Object> variables = new LinkedHashMap<>();

    /** Without parameters: a map as the only one would be taken for the names of parameters. */
    @DataBoundConstructor
    public PackerTerraformStep() {
        // Everything is set by name.
    }

    public Map<String, Object> getResult() {
        return result;
    }

    /**
     * Sets it.
     *
     * @param result what {@code packerBuild} or {@code packerArtifacts} returned; nothing for what this build has built. Its type is
     *     that of {@link PackerBuildStep#setVars}
     */
    @DataBoundSetter
    @SuppressWarnings("rawtypes")
    public void setResult(Map result) {
        this.result = OptionTexts.variables(result);
    }

    public String getFile() {
        return file;
    }

    @DataBoundSetter
    public void setFile(String file) {
        this.file = Util.fixNull(file).isBlank() ? BuildOptions.TERRAFORM_FILE : file.strip();
    }

    public Map<String, Object> getVariables() {
        return variables;
    }

    /**
     * Sets them.
     *
     * @param variables texts by text; see {@link PackerBuildStep#setVars}
     */
    @DataBoundSetter
    @SuppressWarnings("rawtypes")
    public void setVariables(Map variables) {
        this.variables = OptionTexts.variables(variables);
    }

    /** For the form. */
    public String getVariablesText() {
        return FormTexts.of(variables);
    }

    @Override
    public StepExecution start(StepContext context) {
        return StepExecutions.synchronousNonBlocking(context, this::write);
    }

    private Object write(StepContext context) throws IOException, InterruptedException {
        Run<?, ?> run = context.get(Run.class);
        TerraformVariables values = values(result.isEmpty() ? builtHere(run) : result, variables);
        FilePath target = context.get(FilePath.class).child(file);
        FilePath parent = target.getParent();
        if (parent != null) {
            parent.mkdirs();
        }
        target.copyFrom(new ByteArrayInputStream(values.toJson()));
        context.get(TaskListener.class).getLogger().println("Wrote " + file);
        Map<String, String> images = new LinkedHashMap<>();
        values.images().forEach(image -> images.put(image, Util.getDigestOf(image)));
        Completion.fingerprint(run, images, false);
        return file;
    }

    private static Map<String, Object> builtHere(Run<?, ?> run) throws AbortException {
        PackerRunAction action = run.getAction(PackerRunAction.class);
        if (action == null) {
            throw new AbortException(
                    "packerTerraform: this build has built nothing with Packer before. Run packerBuild in it, or"
                            + " write result: and what packerArtifacts returned.");
        }
        return action.toMap();
    }

    /**
     * The values for a result.
     *
     * @param result what {@code packerBuild} or {@code packerArtifacts} returned
     * @param variables the names of builds by Terraform variable, with {@code /region} for one region's image; all builds under
     *     their own names where it is empty
     */
    static TerraformVariables values(Map<String, Object> result, Map<String, Object> variables) throws AbortException {
        if (!(result.get("builds") instanceof Map<?, ?> builds)) {
            throw new AbortException(
                    "packerTerraform: result has no builds. Write result: and what packerBuild or packerArtifacts returned.");
        }
        TerraformVariables values = new TerraformVariables();
        if (variables.isEmpty()) {
            builds.forEach((name, build) -> values.add(String.valueOf(name), images(build)));
        }
        for (Map.Entry<String, Object> variable : variables.entrySet()) {
            String wanted = String.valueOf(variable.getValue());
            int slash = wanted.indexOf('/');
            String name = slash < 0 ? wanted : wanted.substring(0, slash);
            Map<String, String> images = images(builds.get(name));
            if (images.isEmpty()) {
                throw new AbortException("packerTerraform: the variable " + variable.getKey() + " wants the image of \""
                        + name + "\", but the result has none. It has " + builds.keySet() + ".");
            }
            set(values, variable.getKey(), wanted, images);
        }
        if (values.isEmpty()) {
            throw new AbortException("packerTerraform: there is no image to write; the builds that succeeded are "
                    + builds.keySet() + ".");
        }
        return values;
    }

    private static void set(TerraformVariables values, String variable, String wanted, Map<String, String> images)
            throws AbortException {
        int slash = wanted.indexOf('/');
        if (slash < 0) {
            values.set(variable, images.size() == 1 ? images.values().iterator().next() : images);
            return;
        }
        String region = wanted.substring(slash + 1);
        if (!images.containsKey(region)) {
            throw new AbortException("packerTerraform: the variable " + variable + " wants " + wanted
                    + ", but there are images only in " + images.keySet() + ".");
        }
        values.set(variable, images.get(region));
    }

    private static Map<String, String> images(Object build) {
        Map<String, String> images = new LinkedHashMap<>();
        if (build instanceof Map<?, ?> map && map.get("images") instanceof Map<?, ?> found) {
            found.forEach((region, image) -> images.put(String.valueOf(region), String.valueOf(image)));
        }
        return images;
    }

    /** The step in forms and in the reference of steps. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor implements CustomDescribableModel {
        /** A Pipeline takes {@code packerTerraform(result)} for names of parameters: the map's. */
        @Override
        public Map<String, Object> customInstantiate(Map<String, Object> arguments) {
            return arguments.get("builds") instanceof Map<?, ?> && !arguments.containsKey("result")
                    ? Map.of("result", arguments)
                    : arguments;
        }

        @Override
        public Step newInstance(StaplerRequest2 request, JSONObject form) throws FormException {
            Step created = super.newInstance(request, form);
            if (created instanceof PackerTerraformStep step) {
                step.setVariables(FormTexts.assignments(form.optString("variablesText")));
            }
            return created;
        }

        /** Whether each line is an assignment. */
        @POST
        public FormValidation doCheckVariablesText(@AncestorInPath Item item, @QueryParameter String value) {
            return OptionTexts.checkAssignments(value);
        }

        @Override
        public String getFunctionName() {
            return "packerTerraform";
        }

        @Override
        public String getDisplayName() {
            return Messages.PackerTerraformStep_DisplayName();
        }

        @Override
        public String argumentsToString(Map<String, Object> arguments) {
            return OptionTexts.summaryOfFile(arguments);
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, FilePath.class, TaskListener.class);
        }
    }
}
