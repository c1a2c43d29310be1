package io.jenkins.plugins.packer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.jenkins.plugins.sshcredentials.impl.BasicSSHUserPrivateKey;
import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SecretBytes;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.util.Secret;
import java.nio.charset.StandardCharsets;
import org.jenkinsci.plugins.plaincredentials.impl.FileCredentialsImpl;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Every kind of credentials reaches the engine, in its environment and its variables, and no log. */
@WithJenkins
class CredentialsInJenkinsIT {
    private static final String PASSWORD = "Pa55word-of-nobody";
    private static final String TOKEN = "t0ken-of-nobody";
    private static final String KEY =
            "-----BEGIN OPENSSH PRIVATE KEY-----\nbm90IGEga2V5\n-----END OPENSSH PRIVATE KEY-----";

    private static void add(Credentials credentials) {
        SystemCredentialsProvider.getInstance().getCredentials().add(credentials);
    }

    @Test
    void everyKindOfCredentialsReachesTheBuild(JenkinsRule jenkins) throws Exception {
        UsernamePasswordCredentialsImpl user =
                new UsernamePasswordCredentialsImpl(CredentialsScope.GLOBAL, "user", "", "somebody", PASSWORD);
        add(user);
        add(new StringCredentialsImpl(CredentialsScope.GLOBAL, "token", "", Secret.fromString(TOKEN)));
        add(new FileCredentialsImpl(
                CredentialsScope.GLOBAL,
                "file",
                "",
                "key.json",
                SecretBytes.fromBytes("{\"project_id\": \"shop\"}".getBytes(StandardCharsets.UTF_8))));
        add(new BasicSSHUserPrivateKey(
                CredentialsScope.GLOBAL,
                "key",
                "admin",
                new BasicSSHUserPrivateKey.DirectEntryPrivateKeySource(KEY),
                null,
                ""));
        WorkflowRun run =
                Pipelines.start(jenkins, "credentials", Pipelines.onNode("""
                variable "client_id" { type = string }
                variable "tenant_id" { type = string }
                variable "ssh_private_key_file" { type = string }
                variable "ssh_username" { type = string }
                variable "token" { type = string }
                source "null" "a" {
                  communicator = "none"
                }
                build {
                  sources = ["null.a"]
                  provisioner "shell-local" {
                    inline = [
                      "set -e",
                      "test \\"$AWS_ACCESS_KEY_ID $AWS_SECRET_ACCESS_KEY $AWS_REGION\\" = 'somebody %1$s eu-west-1'",
                      "test \\"$ARM_CLIENT_ID $ARM_CLIENT_SECRET $ARM_SUBSCRIPTION_ID\\" = 'somebody %1$s sub-1'",
                      "test '${var.client_id} ${var.tenant_id}' = 'somebody tenant-1'",
                      "test \\"$CLOUDSTACK_API_KEY $CLOUDSTACK_SECRET_KEY\\" = 'somebody %1$s'",
                      "test \\"$CLOUDSTACK_API_URL\\" = https://cloud.example.com/client/api",
                      "test \\"$DIGITALOCEAN_TOKEN ${var.token}\\" = '%2$s %2$s'",
                      "grep -q shop \\"$GOOGLE_APPLICATION_CREDENTIALS\\"",
                      "grep -q registry.example.com \\"$DOCKER_CONFIG/config.json\\"",
                      "test \\"$(stat -c %%a \\"$DOCKER_CONFIG/config.json\\")\\" = 600",
                      "grep -q bm90IGEga2V5 '${var.ssh_private_key_file}'",
                      "test '${var.ssh_username}' = admin",
                      "echo said \\"$ARM_CLIENT_SECRET\\" \\"$DIGITALOCEAN_TOKEN\\"",
                    ]
                  }
                }
                """.formatted(PASSWORD, TOKEN), """
                packerBuild(template: 'main.pkr.hcl', credentials: [
                    packerAws(credentialsId: 'user', region: 'eu-west-1'),
                    packerAzure(credentialsId: 'user', subscriptionId: 'sub-1', tenantId: 'tenant-1'),
                    packerCloudStack(credentialsId: 'user', apiUrl: 'https://cloud.example.com/client/api'),
                    packerDigitalOcean('token'),
                    packerDocker(credentialsId: 'user', registry: 'registry.example.com'),
                    packerGoogle('file'),
                    packerSsh('key'),
                    packerVariable(name: 'token', credentialsId: 'token'),
                ])
                """));
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
        jenkins.assertLogContains("null.a: said", run);
        jenkins.assertLogNotContains(PASSWORD, run);
        jenkins.assertLogNotContains(TOKEN, run);
        assertThat(CredentialsProvider.getFingerprintOf(user).getUsages())
                .as("their use is tracked")
                .containsKey("credentials");
    }
}
