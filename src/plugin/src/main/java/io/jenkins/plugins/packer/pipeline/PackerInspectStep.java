package io.jenkins.plugins.packer.pipeline;

import hudson.Extension;
import io.jenkins.plugins.packer.report.RunEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code packerInspect}: returns a template's variables and the names of its builds. */
public final class PackerInspectStep extends TemplateStep {
    @DataBoundConstructor
    public PackerInspectStep(String template) {
        super(template);
    }

    @Override
    public StepExecution start(StepContext context) {
        return new QueryExecution(context, this::inspect);
    }

    private Object inspect(Site site) throws IOException, InterruptedException {
        EngineQuery.Answer answer = new EngineQuery(site, request, credentials).ofTemplate("inspect", List.of());
        RunEvent.TemplateInspected inspection = answer.inspection();
        if (answer.exitCode() != 0 || inspection == null) {
            throw EngineQuery.failure("packerInspect", answer);
        }
        List<Object> names = new ArrayList<>();
        Map<String, Object> types = new LinkedHashMap<>();
        for (RunEvent.PlannedBuild build : inspection.builds()) {
            names.add(build.name());
            types.put(build.name(), build.builderType());
        }
        Map<String, Object> variables = new LinkedHashMap<>();
        for (RunEvent.VariableReport variable : inspection.variables()) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("type", variable.type());
            map.put("description", variable.description());
            map.put("sensitive", variable.sensitive());
            map.put("value", variable.value());
            variables.put(variable.name(), map);
        }
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("builds", names);
        map.put("types", types);
        map.put("variables", variables);
        return map;
    }

    /** The step in forms and in the reference of steps. */
    @Extension
    public static final class DescriptorImpl extends TemplateStepDescriptor {
        @Override
        public String getFunctionName() {
            return "packerInspect";
        }

        @Override
        public String getDisplayName() {
            return Messages.PackerInspectStep_DisplayName();
        }
    }
}
