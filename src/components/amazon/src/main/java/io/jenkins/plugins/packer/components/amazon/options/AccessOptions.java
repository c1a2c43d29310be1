package io.jenkins.plugins.packer.components.amazon.options;

import io.jenkins.plugins.packer.engine.config.ConfigurationCheck;
import io.jenkins.plugins.packer.engine.config.Option;
import org.jspecify.annotations.Nullable;

/** How AWS is reached, and as whom: every Amazon component has these. */
public record AccessOptions(
        @Nullable @Option(doc = "Access key; by default the usual AWS chain finds one.")
        String accessKey,

        @Nullable @Option(doc = "Secret key that goes with access_key.", sensitive = true)
        String secretKey,

        @Nullable @Option(doc = "Session token that goes with temporary keys.", sensitive = true)
        String token,

        @Nullable @Option(doc = "A role to assume with the credentials found.")
        AssumeRoleOptions assumeRole,

        @Nullable @Option(doc = "Another EC2 endpoint, such as https://ec2.example.org, for clouds with EC2's API.")
        String customEndpointEc2,

        @Nullable @Option(doc = "Shared credentials file to read instead of ~/.aws/credentials.")
        String sharedCredentialsFile,

        @Option(
                doc = "Asks STS to decode the encoded part of an authorization failure, which needs the permission"
                        + " sts:DecodeAuthorizationMessage.",
                defaultValue = "false")
        boolean decodeAuthorizationMessages,

        @Option(doc = "Does not verify the certificate of the EC2 endpoint.", defaultValue = "false")
        boolean insecureSkipTlsVerify,

        @Option(
                doc = "How often a request is sent again that is throttled or fails for a moment; 0 for the default.",
                defaultValue = "10")
        int maxRetries,

        @Nullable
        @Option(doc = "One-time code of the MFA device, for a profile or role that asks for one.", sensitive = true)
        String mfaCode,

        @Nullable @Option(doc = "Profile of the AWS configuration files.")
        String profile,

        @Nullable
        @Option(
                doc = "Region to work in, such as eu-west-1; by default AWS_REGION, AWS_DEFAULT_REGION or the"
                        + " profile's.")
        String region,

        @Option(doc = "Does not look for credentials in the instance metadata service.", defaultValue = "false")
        boolean skipMetadataApiCheck,

        @Option(doc = "Does not ask STS who the credentials belong to before the build begins.", defaultValue = "false")
        boolean skipCredentialValidation,

        @Nullable @Option(doc = "Takes the keys from Vault's AWS secrets engine; VAULT_ADDR and VAULT_TOKEN name it.")
        VaultEngineOptions vaultAwsEngine,

        @Nullable @Option(doc = "How long, and how often, AWS is asked whether something is done.")
        PollingOptions awsPolling) {

    private static final int RETRIES = 10;

    /** Access with the credentials of the environment, for what an earlier process left. */
    public static AccessOptions inRegion(
            String region,
            @Nullable String endpoint,
            @Nullable String profile,
            @Nullable String credentialsFile,
            boolean insecure) {
        return new AccessOptions(
                null,
                null,
                null,
                null,
                endpoint,
                credentialsFile,
                false,
                insecure,
                RETRIES,
                null,
                profile,
                region,
                false,
                true,
                null,
                null);
    }

    /** Access as the environment and AWS's configuration files have it. */
    public static AccessOptions ofEnvironment() {
        return inRegion("", null, null, null, false);
    }

    /** Reports what cannot work together. */
    public void check(ConfigurationCheck check) {
        if (check.isSet("access_key") != check.isSet("secret_key")) {
            check.error(
                    check.isSet("access_key") ? "access_key" : "secret_key",
                    "Incomplete AWS credentials",
                    "access_key and secret_key go together: set both or neither.");
        }
        if (vaultAwsEngine != null && check.isSet("access_key")) {
            check.error(
                    "access_key",
                    "Conflicting AWS credentials",
                    "vault_aws_engine gives the keys, so access_key and secret_key must not be set.");
        }
        if (vaultAwsEngine != null && isMissing(vaultAwsEngine.name())) {
            check.error(
                    "vault_aws_engine",
                    "Missing role of the Vault engine",
                    "Set name in vault_aws_engine to the Vault role to ask for credentials.");
        }
        if (assumeRole != null && isMissing(assumeRole.roleArn())) {
            check.error("assume_role", "Missing role", "Set role_arn in assume_role to the role's ARN.");
        }
        if (maxRetries < 0) {
            check.error("max_retries", "Invalid max_retries", "max_retries is a number of repetitions, 0 or more.");
        }
    }

    /** How often a request is sent at most, the first time included. */
    public int attempts() {
        return (maxRetries > 0 ? maxRetries : RETRIES) + 1;
    }

    private static boolean isMissing(@Nullable String value) {
        return value == null || value.isEmpty();
    }

    /** How AWS is asked whether something is done, defaults filled in by the environment or the waiter. */
    public PollingOptions polling() {
        return awsPolling == null ? new PollingOptions(0, 0) : awsPolling;
    }
}
