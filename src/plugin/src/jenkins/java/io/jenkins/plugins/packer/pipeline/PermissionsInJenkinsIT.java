package io.jenkins.plugins.packer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.model.Item;
import hudson.model.Result;
import hudson.util.Secret;
import java.net.URL;
import java.util.List;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.Page;
import org.htmlunit.WebRequest;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Who may ask for what. */
@WithJenkins
class PermissionsInJenkinsIT {
    private static final String STEP = "descriptorByName/" + PackerBuildStep.class.getName() + "/";
    private static final String VARIABLE =
            "descriptorByName/io.jenkins.plugins.packer.pipeline.credentials.VariablePackerCredentials/";

    private JenkinsRule jenkins;
    private WorkflowJob job;

    @BeforeEach
    void layOut(JenkinsRule rule) throws Exception {
        jenkins = rule;
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        job = Pipelines.job(jenkins, "job", Pipelines.onNode(Pipelines.FILE, "packerBuild template: 'main.pkr.hcl'"));
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ)
                .everywhere()
                .to("reader", "stranger", "owner")
                .grant(Item.READ)
                .onItems(job)
                .to("reader")
                .grant(Item.READ, Item.CONFIGURE)
                .onItems(job)
                .to("owner"));
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new StringCredentialsImpl(CredentialsScope.GLOBAL, "token", "of nobody", Secret.fromString("x")));
        jenkins.jenkins
                .getDescriptorByType(PackerInstallation.DescriptorImpl.class)
                .setInstallations(new PackerInstallation("packer-1.11", "/opt/packer", List.of()));
    }

    private Page ask(String user, HttpMethod method, String path) throws Exception {
        JenkinsRule.WebClient browser = jenkins.createWebClient()
                .withThrowExceptionOnFailingStatusCode(false)
                .login(user);
        URL url = new URL(jenkins.getURL(), path);
        WebRequest request = new WebRequest(url, method);
        browser.addCrumb(request);
        return browser.getPage(request);
    }

    private String answer(String user, String path) throws Exception {
        return ask(user, HttpMethod.POST, path).getWebResponse().getContentAsString();
    }

    @Test
    void listsAreGivenToThoseWhoMayConfigureTheJob() throws Exception {
        assertThat(answer("owner", "job/job/" + STEP + "fillToolItems")).contains("packer-1.11");
        assertThat(answer("reader", "job/job/" + STEP + "fillToolItems")).doesNotContain("packer-1.11");
        assertThat(answer("reader", STEP + "fillToolItems")).doesNotContain("packer-1.11");
        assertThat(answer("admin", STEP + "fillToolItems")).contains("packer-1.11");
        assertThat(answer("owner", "job/job/" + VARIABLE + "fillCredentialsIdItems"))
                .contains("token");
        assertThat(answer("reader", "job/job/" + VARIABLE + "fillCredentialsIdItems"))
                .doesNotContain("of nobody");
        assertThat(answer("reader", VARIABLE + "fillCredentialsIdItems")).doesNotContain("of nobody");
    }

    @Test
    void nothingThatChecksOrListsAnswersToALink() throws Exception {
        for (String path : List.of(
                STEP + "fillToolItems",
                STEP + "fillOnErrorItems",
                STEP + "checkTemplate?value=x",
                STEP + "checkVarsText?value=x",
                STEP + "checkTfvarsNamesText?value=x",
                VARIABLE + "fillCredentialsIdItems",
                "descriptorByName/" + PackerArtifactsStep.class.getName() + "/checkJob?value=x",
                "descriptorByName/" + PackerTerraformStep.class.getName() + "/checkVariablesText?value=x",
                "descriptorByName/" + PackerValidateStep.class.getName() + "/checkTemplate?value=x",
                "descriptorByName/" + PackerBuilder.class.getName() + "/checkVars?value=x")) {
            assertThat(ask("admin", HttpMethod.GET, "job/job/" + path)
                            .getWebResponse()
                            .getStatusCode())
                    .as(path)
                    .isIn(404, 405);
        }
    }

    @Test
    void aBuildIsShownToThoseWhoMayReadItsJob() throws Exception {
        WorkflowRun run = jenkins.buildAndAssertSuccess(job);
        String page = run.getUrl() + "packer/api/json";
        assertThat(ask("reader", HttpMethod.GET, page).getWebResponse().getStatusCode())
                .isEqualTo(200);
        assertThat(ask("stranger", HttpMethod.GET, page).getWebResponse().getStatusCode())
                .isEqualTo(404);
        assertThat(answer("stranger", "job/job/" + STEP + "fillToolItems")).doesNotContain("packer-1.11");
    }

    @Test
    void whetherAJobIsThereIsToldOnlyToThoseWhoMayKnow() throws Exception {
        String check = "job/job/descriptorByName/" + PackerArtifactsStep.class.getName() + "/checkJob?value=";
        Pipelines.job(jenkins, "hidden", "echo 'x'");
        assertThat(answer("owner", check + "hidden")).isEqualTo(answer("owner", check + "missing"));
        assertThat(answer("owner", check + "job")).isNotEqualTo(answer("owner", check + "missing"));
        WorkflowRun run = Pipelines.start(jenkins, "user", "packerArtifacts(job: 'nowhere/at/all')");
        jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(run));
        jenkins.assertLogContains("there is no job \"nowhere/at/all\" that this build may read", run);
    }
}
