package io.jenkins.plugins.packer.components.docker;

import io.jenkins.plugins.packer.engine.config.ConfigurationCheck;
import io.jenkins.plugins.packer.engine.config.Option;
import org.jspecify.annotations.Nullable;

/**
 * Credentials for a registry. They travel with the requests that need them and are written nowhere; Packer's go through
 * {@code docker login} into a configuration file.
 */
public record LoginOptions(
        @Option(doc = "Whether to log in with the options below.", defaultValue = "false")
        boolean login,

        @Nullable @Option(doc = "Password for the registry.", sensitive = true)
        String loginPassword,

        @Nullable @Option(doc = "The registry to log in to; by default Docker Hub.")
        String loginServer,

        @Nullable @Option(doc = "User name for the registry.")
        String loginUsername,

        @Option(doc = "Logs in to Amazon ECR with AWS credentials; needs login_server.", defaultValue = "false")
        boolean ecrLogin,

        @Nullable @Option(doc = "AWS access key for ecr_login.")
        String awsAccessKey,

        @Nullable @Option(doc = "AWS secret key for ecr_login.", sensitive = true)
        String awsSecretKey,

        @Nullable @Option(doc = "AWS session token for ecr_login.", sensitive = true)
        String awsToken,

        @Nullable @Option(doc = "Profile of the AWS configuration files for ecr_login.")
        String awsProfile,

        @Option(doc = "Logs in to the public ECR gallery, whatever login_server is.", defaultValue = "false")
        boolean awsForceUsePublicEcr) {

    void check(ConfigurationCheck check) {
        if (ecrLogin && (loginServer == null || loginServer.isEmpty())) {
            check.error(
                    "ecr_login",
                    "Missing login_server",
                    "ECR login requires login server to be provided: set login_server, such as"
                            + " \"123456789012.dkr.ecr.eu-west-1.amazonaws.com\".");
        } else if (ecrLogin
                && !awsForceUsePublicEcr
                && !EcrRegistry.isPublic(loginServer)
                && EcrRegistry.parse(loginServer).isEmpty()) {
            check.error(
                    "login_server",
                    "Not an ECR registry",
                    "\"" + loginServer
                            + "\" is not of the form <account>.dkr.ecr.<region>.amazonaws.com, which ecr_login"
                            + " needs to find account and region.");
        }
        if (login && !ecrLogin && (loginUsername == null || loginPassword == null)) {
            check.error(
                    "login",
                    "Missing credentials",
                    "login is true: set login_username and login_password, or leave login out to use the credentials of"
                            + " the Docker configuration file.");
        }
        if ((awsAccessKey == null) != (awsSecretKey == null)) {
            check.error(
                    awsAccessKey == null ? "aws_secret_key" : "aws_access_key",
                    "Incomplete AWS credentials",
                    "aws_access_key and aws_secret_key go together: set both or neither.");
        }
    }
}
