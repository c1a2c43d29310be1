package io.jenkins.plugins.packer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.tasks.Shell;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class FreestyleInJenkinsIT {
    @TempDir
    Path temporary;

    private static FreeStyleProject job(JenkinsRule jenkins, String template) throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject("free");
        job.getBuildersList().add(new Shell("cat > main.pkr.hcl << 'END'\n" + template + "END\n"));
        return job;
    }

    @Test
    void laterStepsFindWhatWasBuiltInTheirEnvironment(JenkinsRule jenkins) throws Exception {
        FreeStyleProject job = job(jenkins, Pipelines.FILE);
        PackerBuilder builder = new PackerBuilder("main.pkr.hcl");
        builder.setVars("name=build $BUILD_NUMBER");
        job.getBuildersList().add(builder);
        job.getBuildersList().add(new Shell("cat web.txt; echo; echo \"made $PACKER_ARTIFACT_FILE_WEB\""));
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(job);
        jenkins.assertLogContains("for build 1", build);
        jenkins.assertLogContains("made File", build);
        assertThat(build.getArtifacts()).isNotEmpty();
    }

    @Test
    void anAbortedBuildEndsInOrder(JenkinsRule jenkins) throws Exception {
        FreeStyleProject job = job(jenkins, Pipelines.waitingFor(temporary.resolve("never")));
        job.getBuildersList().add(new PackerBuilder("main.pkr.hcl"));
        FreeStyleBuild build = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("has begun", build);
        build.getExecutor().interrupt();
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        jenkins.assertLogContains("is ending", build);
    }

    @Test
    void aConfigurationThatLacksFieldsHasTheirDefaults(JenkinsRule jenkins) throws Exception {
        FreeStyleProject job = job(jenkins, Pipelines.FILE);
        String configuration = job.getConfigFile()
                .asString()
                .replace(
                        "</builders>",
                        "<" + PackerBuilder.class.getName() + "><template>main.pkr.hcl</template></"
                                + PackerBuilder.class.getName() + "></builders>");
        job.updateByXml((javax.xml.transform.Source) new javax.xml.transform.stream.StreamSource(
                new ByteArrayInputStream(configuration.getBytes(StandardCharsets.UTF_8))));
        assertThat(job.getBuildersList().get(PackerBuilder.class).isArchive()).isTrue();
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(job);
        assertThat(build.getArtifacts()).isNotEmpty();
    }
}
