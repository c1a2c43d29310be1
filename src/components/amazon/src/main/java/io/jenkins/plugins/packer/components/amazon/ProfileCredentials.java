package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProcessCredentialsProvider;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;

/**
 * What a profile of AWS's configuration files says of credentials: keys, roles with their sources, processes, SSO, web identity.
 * It is found in the order of AWS's SDK for Go, which Packer has. The SDK for Java would need its SSO module, and asks for no MFA code.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html">standardized providers</a>
 */
record ProfileCredentials(CredentialsChain chain, AwsProfiles profiles, Map<String, String> environment) {

    /** The credentials of a profile; empty where it says nothing of them. */
    Optional<AwsCredentialsProvider> of(String name) throws ComponentException {
        return of(name, new LinkedHashSet<>());
    }

    private Optional<AwsCredentialsProvider> of(String name, Set<String> used) throws ComponentException {
        Profile profile = profiles.files()
                .profile(name)
                .orElseThrow(() -> new ComponentException("There is no profile " + name
                        + " in AWS's configuration files. Check its name, AWS_CONFIG_FILE and"
                        + " shared_credentials_file."));
        if (!used.add(name)) {
            throw new ComponentException("The profiles " + String.join(", ", used)
                    + " are each other's source_profile: one of them needs credentials of its own.");
        }
        Optional<AwsCredentialsProvider> source = source(name, profile, used);
        if (source.isEmpty() || !has(profile, "role_arn") || has(profile, "web_identity_token_file")) {
            return source;
        }
        return Optional.of(role(name, profile, source.get()));
    }

    private Optional<AwsCredentialsProvider> source(String name, Profile profile, Set<String> used)
            throws ComponentException {
        if (has(profile, "source_profile")) {
            String source = text(profile, "source_profile");
            // A role's own keys are named so.
            return source.equals(name) && has(profile, "aws_access_key_id") ? keys(profile) : of(source, used);
        }
        if (has(profile, "aws_access_key_id")) {
            return keys(profile);
        }
        if (has(profile, "credential_source")) {
            return Optional.of(credentialSource(name, text(profile, "credential_source")));
        }
        if (has(profile, "web_identity_token_file")) {
            return Optional.of(chain.webIdentity(
                    Path.of(text(profile, "web_identity_token_file")),
                    text(profile, "role_arn"),
                    text(profile, "role_session_name")));
        }
        if (has(profile, "sso_account_id") || has(profile, "sso_session")) {
            return Optional.of(sso(name, profile));
        }
        return has(profile, "credential_process")
                ? Optional.of(ProcessCredentialsProvider.builder()
                        .command(text(profile, "credential_process"))
                        .build())
                : Optional.empty();
    }

    private static Optional<AwsCredentialsProvider> keys(Profile profile) {
        return Optional.of(CredentialsChain.fixed(
                text(profile, "aws_access_key_id"),
                text(profile, "aws_secret_access_key"),
                text(profile, "aws_session_token")));
    }

    private AwsCredentialsProvider credentialSource(String name, String source) throws ComponentException {
        return switch (source) {
            case "Environment" ->
                chain.environmentKeys()
                        .orElseThrow(() -> new ComponentException("The profile " + name
                                + " has credential_source = Environment, but AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are"
                                + " not set."));
            case "Ec2InstanceMetadata" -> InstanceProfileCredentialsProvider.create();
            case "EcsContainer" -> ContainerCredentialsProvider.create();
            default ->
                throw new ComponentException("The profile " + name + " has credential_source = " + source
                        + "; there are Environment, Ec2InstanceMetadata and EcsContainer.");
        };
    }

    private AwsCredentialsProvider role(String name, Profile profile, AwsCredentialsProvider source)
            throws ComponentException {
        AssumeRoleRequest.Builder request = AssumeRoleRequest.builder()
                .roleArn(text(profile, "role_arn"))
                .roleSessionName(
                        has(profile, "role_session_name")
                                ? text(profile, "role_session_name")
                                : CredentialsChain.SESSION);
        if (has(profile, "external_id")) {
            request.externalId(text(profile, "external_id"));
        }
        if (has(profile, "duration_seconds")) {
            request.durationSeconds(seconds(name, text(profile, "duration_seconds")));
        }
        if (has(profile, "mfa_serial")) {
            String code = chain.options().mfaCode();
            if (code == null || code.isEmpty()) {
                throw new ComponentException("The profile " + name + " asks for a code of the MFA device "
                        + text(profile, "mfa_serial") + ". Set mfa_code.");
            }
            request.serialNumber(text(profile, "mfa_serial")).tokenCode(code);
        }
        return chain.assume(request.build(), source);
    }

    private static int seconds(String name, String text) throws ComponentException {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new ComponentException(
                    "The profile " + name + " has duration_seconds = " + text + ", which is not a number.", e);
        }
    }

    private AwsCredentialsProvider sso(String name, Profile profile) throws ComponentException {
        String session = text(profile, "sso_session");
        Profile details = session.isEmpty()
                ? profile
                : profiles.files()
                        .getSection("sso-session", session)
                        .orElseThrow(() -> new ComponentException("The profile " + name + " has sso_session = "
                                + session + ", but AWS's configuration file has no [sso-session " + session + "]."));
        String region = required(name, details, "sso_region");
        String url = required(name, details, "sso_start_url");
        String suffix = AwsConnection.dnsSuffix(region);
        return new SsoCredentials(
                chain.http(),
                new SsoCredentials.Role(
                        required(name, profile, "sso_account_id"),
                        required(name, profile, "sso_role_name"),
                        SsoToken.file(AwsProfiles.home(environment), session.isEmpty() ? url : session),
                        endpoint("SSO", "https://portal.sso." + region + "." + suffix),
                        endpoint("SSO_OIDC", "https://oidc." + region + "." + suffix),
                        session.isEmpty()
                                ? "aws sso login --profile " + name
                                : "aws sso login --sso-session " + session));
    }

    private String endpoint(String service, String usual) {
        String own = environment.getOrDefault("AWS_ENDPOINT_URL_" + service, "");
        String all = environment.getOrDefault("AWS_ENDPOINT_URL", "");
        return (own.isEmpty() ? all.isEmpty() ? usual : all : own).replaceFirst("/$", "");
    }

    private static String required(String name, Profile profile, String property) throws ComponentException {
        if (!has(profile, property)) {
            throw new ComponentException("The profile " + name + " logs in by SSO, which needs " + property + ".");
        }
        return text(profile, property);
    }

    private static boolean has(Profile profile, String property) {
        return !text(profile, property).isEmpty();
    }

    private static String text(Profile profile, String property) {
        return profile.property(property).map(String::strip).orElse("");
    }
}
