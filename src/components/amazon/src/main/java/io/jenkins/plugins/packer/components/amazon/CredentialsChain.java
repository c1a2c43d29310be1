package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.components.amazon.options.AccessOptions;
import io.jenkins.plugins.packer.components.amazon.options.AssumeRoleOptions;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.run.Cancellation;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleWithWebIdentityCredentialsProvider;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityRequest;
import software.amazon.awssdk.services.sts.model.PolicyDescriptorType;
import software.amazon.awssdk.services.sts.model.Tag;

/**
 * Finds credentials as users of AWS's own tools expect: the template's keys, the environment, web identity, profiles
 * (keys, roles, processes, SSO), a container's, an instance's; then the role to assume with them. The run's own environment is
 * asked. Credentials of a session are renewed before they end.
 *
 * @param options the template's
 * @param environment the run's
 * @param profiles the configuration files
 * @param http client for STS; not closed
 * @param region where STS is asked
 * @param cancellation ends the question to Vault
 */
record CredentialsChain(
        AccessOptions options,
        Map<String, String> environment,
        AwsProfiles profiles,
        SdkHttpClient http,
        String region,
        Cancellation cancellation) {
    /** What sessions are called that have no name of their own. */
    static final String SESSION = "packer";

    AwsCredentialsProvider find() throws ComponentException {
        try {
            AwsCredentialsProvider own = own();
            AssumeRoleOptions role = options.assumeRole();
            AwsCredentialsProvider found = role == null ? own : assume(role, own);
            found.resolveCredentials();
            return found;
        } catch (SdkException | IOException e) {
            throw new ComponentException(
                    "No AWS credentials: " + words(e) + " Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, a"
                            + " profile, or access_key and secret_key.",
                    e);
        }
    }

    /** The SDK lists its classes where nothing was found. */
    private String words(Exception e) {
        String said = String.valueOf(e.getMessage());
        if (!said.startsWith("Unable to load credentials from any of the providers in the chain")) {
            return said;
        }
        return "there are none in the template, the environment and AWS's configuration files, and this is no container with a"
                + " role" + (asksInstance() ? " and no instance with one." : "; an instance's were not asked for.");
    }

    private boolean asksInstance() {
        return !options.skipMetadataApiCheck()
                && !value("AWS_EC2_METADATA_DISABLED").equalsIgnoreCase("true");
    }

    private AwsCredentialsProvider own() throws IOException, ComponentException {
        if (options.vaultAwsEngine() != null) {
            return new VaultCredentials(options.vaultAwsEngine(), environment, cancellation).ask();
        }
        if (isGiven(options.accessKey()) && isGiven(options.secretKey())) {
            String token = isGiven(options.token()) ? options.token() : "";
            return fixed(String.valueOf(options.accessKey()), String.valueOf(options.secretKey()), token);
        }
        if (isGiven(options.profile())) {
            return fromProfile();
        }
        Optional<AwsCredentialsProvider> keys = environmentKeys();
        if (keys.isPresent()) {
            return keys.get();
        }
        if (!value("AWS_WEB_IDENTITY_TOKEN_FILE").isEmpty()
                && !value("AWS_ROLE_ARN").isEmpty()) {
            return webIdentity(
                    Path.of(value("AWS_WEB_IDENTITY_TOKEN_FILE")),
                    value("AWS_ROLE_ARN"),
                    value("AWS_ROLE_SESSION_NAME"));
        }
        return profiles.named() || profiles.profile().isPresent() ? fromProfile() : machine();
    }

    /** The profile's, or where it says nothing of credentials, the machine's. */
    private AwsCredentialsProvider fromProfile() throws ComponentException {
        Optional<AwsCredentialsProvider> found =
                new ProfileCredentials(this, profiles, environment).of(profiles.name());
        return found.isPresent() ? found.get() : machine();
    }

    /** The keys of the environment, where they are set. */
    Optional<AwsCredentialsProvider> environmentKeys() {
        if (value("AWS_ACCESS_KEY_ID").isEmpty()
                || value("AWS_SECRET_ACCESS_KEY").isEmpty()) {
            return Optional.empty();
        }
        String token = isGiven(options.token()) ? String.valueOf(options.token()) : value("AWS_SESSION_TOKEN");
        return Optional.of(fixed(value("AWS_ACCESS_KEY_ID"), value("AWS_SECRET_ACCESS_KEY"), token));
    }

    static AwsCredentialsProvider fixed(String key, String secret, @Nullable String token) {
        return StaticCredentialsProvider.create(
                token == null || token.isEmpty()
                        ? AwsBasicCredentials.create(key, secret)
                        : AwsSessionCredentials.create(key, secret, token));
    }

    /** A role for a token in a file. */
    AwsCredentialsProvider webIdentity(Path file, String role, String session) {
        return StsAssumeRoleWithWebIdentityCredentialsProvider.builder()
                .stsClient(sts(AnonymousCredentialsProvider.create()))
                .refreshRequest(() -> AssumeRoleWithWebIdentityRequest.builder()
                        .roleArn(role)
                        .roleSessionName(session.isEmpty() ? SESSION : session)
                        .webIdentityToken(token(file))
                        .build())
                .build();
    }

    /** The token is read anew each time: whoever writes it renews it. */
    private static String token(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw SdkClientException.create(
                    "The web identity token in " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** What a container or an instance gives what runs in it. */
    private AwsCredentialsProvider machine() {
        List<AwsCredentialsProvider> providers = new ArrayList<>();
        providers.add(ContainerCredentialsProvider.create());
        if (asksInstance()) {
            providers.add(InstanceProfileCredentialsProvider.create());
        }
        return AwsCredentialsProviderChain.builder()
                .credentialsProviders(providers)
                .build();
    }

    private AwsCredentialsProvider assume(AssumeRoleOptions role, AwsCredentialsProvider own) {
        AssumeRoleRequest.Builder request = AssumeRoleRequest.builder()
                .roleArn(role.roleArn())
                .roleSessionName(isGiven(role.sessionName()) ? role.sessionName() : SESSION)
                .externalId(role.externalId())
                .policy(role.policy());
        if (role.durationSeconds() > 0) {
            request.durationSeconds(role.durationSeconds());
        }
        if (!role.policyArns().isEmpty()) {
            request.policyArns(role.policyArns().stream()
                    .map(arn -> PolicyDescriptorType.builder().arn(arn).build())
                    .toList());
        }
        if (!role.tags().isEmpty()) {
            request.tags(role.tags().entrySet().stream()
                    .map(tag -> Tag.builder()
                            .key(tag.getKey())
                            .value(tag.getValue())
                            .build())
                    .toList());
        }
        if (!role.transitiveTagKeys().isEmpty()) {
            request.transitiveTagKeys(role.transitiveTagKeys());
        }
        if (isGiven(options.mfaCode())) {
            request.tokenCode(options.mfaCode());
            profiles.profile()
                    .flatMap(profile -> profile.property("mfa_serial"))
                    .ifPresent(request::serialNumber);
        }
        return assume(request.build(), own);
    }

    /** A role, with credentials that may assume it. */
    AwsCredentialsProvider assume(AssumeRoleRequest request, AwsCredentialsProvider own) {
        return StsAssumeRoleCredentialsProvider.builder()
                .stsClient(sts(own))
                .refreshRequest(request)
                .build();
    }

    private StsClient sts(AwsCredentialsProvider credentials) {
        var builder =
                StsClient.builder().httpClient(http).region(Region.of(region)).credentialsProvider(credentials);
        String own = value("AWS_ENDPOINT_URL_STS");
        String endpoint = own.isEmpty() ? value("AWS_ENDPOINT_URL") : own;
        return (endpoint.isEmpty() ? builder : builder.endpointOverride(URI.create(endpoint))).build();
    }

    private String value(String name) {
        return environment.getOrDefault(name, "");
    }

    private static boolean isGiven(@Nullable String value) {
        return value != null && !value.isEmpty();
    }
}
