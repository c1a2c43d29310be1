package io.jenkins.plugins.packer.pipeline;

import hudson.AbortException;
import hudson.Extension;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.structs.describable.CustomDescribableModel;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/**
 * {@code packerImages} in a Pipeline fails. It is the symbol of the build step of freestyle jobs, {@link PackerBuilder}, by which
 * Job DSL and configurations as code name it. A Pipeline would take it for a value that nobody uses, and succeed without having
 * built anything.
 */
public final class PackerImagesStep extends Step {
    static final String NAME = "packerImages";

    @DataBoundConstructor
    public PackerImagesStep() {
        // Nothing that it is given is used.
    }

    @Override
    public StepExecution start(StepContext context) throws AbortException {
        throw new AbortException(
                NAME + " is the build step of freestyle jobs. In a Pipeline, write packerBuild, with the same"
                        + " options: packerBuild(template: 'image.pkr.hcl', vars: [name: 'value'], only: ['docker.web'])");
    }

    /** Says in the reference of steps what to write instead. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor implements CustomDescribableModel {
        @Override
        public String getFunctionName() {
            return NAME;
        }

        @Override
        public String getDisplayName() {
            return Messages.PackerImagesStep_DisplayName();
        }

        /** Among what one does not use. */
        @Override
        public boolean isAdvanced() {
            return true;
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of();
        }

        /** No warnings of parameters before the error. */
        @Override
        public Map<String, Object> customInstantiate(Map<String, Object> arguments) {
            return Map.of();
        }
    }
}
