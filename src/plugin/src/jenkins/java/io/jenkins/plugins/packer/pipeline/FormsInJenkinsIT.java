package io.jenkins.plugins.packer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import io.jenkins.plugins.packer.pipeline.credentials.DigitalOceanPackerCredentials;
import io.jenkins.plugins.packer.pipeline.credentials.PackerCredentials;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.cps.Snippetizer;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Forms, sent by a browser: what comes back is what was in them, and the generator's call is the shortest that says it. */
@WithJenkins
class FormsInJenkinsIT {
    private static Step sent(JenkinsRule jenkins, Step step) throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();
        job.getBuildersList().add(new StepHolder(step));
        jenkins.submit(jenkins.createWebClient().getPage(job, "configure").getFormByName("config"));
        return job.getBuildersList().get(StepHolder.class).getStep();
    }

    private static void roundTrip(JenkinsRule jenkins, Step step, String call) throws Exception {
        assertThat(Snippetizer.object2Groovy(step)).isEqualTo(call);
        assertThat(Snippetizer.object2Groovy(sent(jenkins, step))).isEqualTo(call);
    }

    @Test
    void everyStepComesBackFromItsFormAsItWas(JenkinsRule jenkins) throws Exception {
        roundTrip(jenkins, new PackerBuildStep("main.pkr.hcl"), "packerBuild 'main.pkr.hcl'");
        PackerBuildStep build = new PackerBuildStep("images");
        build.setVars(Map.of("region", "eu"));
        build.setVarFiles(List.of("a.pkrvars.hcl", "b.pkrvars.hcl"));
        build.setOnly(List.of("docker.*"));
        build.setExcept(List.of("docker.old"));
        build.setForce(true);
        build.setOnError("abort");
        build.setParallelBuilds(2);
        build.setGracePeriod(30);
        build.setArchive(false);
        build.setTfvars("web.auto.tfvars.json");
        build.setTfvarsNames(Map.of("docker.web", "image"));
        roundTrip(
                jenkins,
                build,
                "packerBuild archive: false, except: ['docker.old'], force: true, gracePeriod: 30, onError: 'abort', only:"
                        + " ['docker.*'], parallelBuilds: 2, template: 'images', tfvars: 'web.auto.tfvars.json', tfvarsNames:"
                        + " [image: 'docker.web'], varFiles: ['a.pkrvars.hcl', 'b.pkrvars.hcl'], vars: [region: 'eu']");

        PackerValidateStep validate = new PackerValidateStep("main.pkr.hcl");
        validate.setFailOnError(false);
        validate.setVars(Map.of("region", "eu"));
        roundTrip(
                jenkins, validate, "packerValidate failOnError: false, template: 'main.pkr.hcl', vars: [region: 'eu']");
        roundTrip(jenkins, new PackerInspectStep("main.pkr.hcl"), "packerInspect 'main.pkr.hcl'");
        PackerFmtStep fmt = new PackerFmtStep();
        roundTrip(jenkins, fmt, "packerFmt()");
        fmt.setCheck(true);
        roundTrip(jenkins, fmt, "packerFmt check: true");
        roundTrip(jenkins, new PackerArtifactsStep("base"), "packerArtifacts 'base'");
        PackerTerraformStep terraform = new PackerTerraformStep();
        roundTrip(jenkins, terraform, "packerTerraform()");
        terraform.setVariables(Map.of("web", "docker.web"));
        roundTrip(jenkins, terraform, "packerTerraform(variables: [web: 'docker.web'])");
        roundTrip(jenkins, new PackerCleanupStep(), "packerCleanup()");
    }

    @Test
    void theBuildStepOfFreestyleJobsComesBackFromItsFormAsItWas(JenkinsRule jenkins) throws Exception {
        PackerBuilder builder = new PackerBuilder("main.pkr.hcl");
        builder.setVars("name=$BUILD_NUMBER\nregion=eu");
        builder.setVarFiles("a.pkrvars.hcl");
        builder.setOnly("docker.*");
        builder.setForce(true);
        builder.setParallelBuilds(2);
        builder.setArchive(false);
        builder.setTfvars("");
        builder.setTfvarsNames("docker.web=image");
        builder.setCredentials(List.<PackerCredentials>of(new DigitalOceanPackerCredentials("token")));
        PackerBuilder back = jenkins.configRoundtrip(builder);
        jenkins.assertEqualBeans(
                builder,
                back,
                "template,vars,varFiles,only,except,force,onError,parallelBuilds,archive,tfvars,tfvarsNames,tool");
        assertThat(back.getCredentials()).singleElement().isInstanceOf(DigitalOceanPackerCredentials.class);
        PackerBuilder fresh = jenkins.configRoundtrip(new PackerBuilder("main.pkr.hcl"));
        jenkins.assertEqualBeans(
                new PackerBuilder("main.pkr.hcl"), fresh, "archive,tfvars,gracePeriod,onError,timestampUi");
    }

    @Test
    void theReferenceOfStepsDescribesEveryParameter(JenkinsRule jenkins) throws Exception {
        // The page is long, and its script only folds it.
        String reference = jenkins.createWebClient()
                .withJavaScriptEnabled(false)
                .goTo("pipeline-syntax/html")
                .asNormalizedText();
        assertThat(reference)
                .contains(
                        "packerBuild", "A map: values of the template's variables", "Not in Pipelines: use packerBuild")
                // Steps of other plugins do, with other types.
                .doesNotContain("categorize attributes of type java.util.Map<java.lang.String, java.lang.Object>");
    }

    @Test
    void theSettingsComeBackFromTheirForm(JenkinsRule jenkins) throws Exception {
        PackerConfiguration configuration = PackerConfiguration.get();
        configuration.setGracePeriod(90);
        configuration.setCacheDays(7);
        configuration.setEnvironment("AWS_MAX_ATTEMPTS=10");
        configuration.setUseJenkinsProxy(true);
        jenkins.configRoundtrip();
        assertThat(configuration.getGracePeriod()).isEqualTo(90);
        assertThat(configuration.getCacheDays()).isEqualTo(7);
        assertThat(configuration.getEnvironment()).isEqualTo("AWS_MAX_ATTEMPTS=10");
        assertThat(configuration.isUseJenkinsProxy()).isTrue();
    }
}
