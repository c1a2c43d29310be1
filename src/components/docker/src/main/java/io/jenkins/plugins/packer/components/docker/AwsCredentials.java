package io.jenkins.plugins.packer.components.docker;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityRequest;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * AWS credentials in the SDK's order: options, environment, web identity, profile, container, instance. The run's own
 * environment is asked; only the addresses of the metadata services are left to the SDK, which reads the process's.
 *
 * @param environment environment of the run
 * @param directory what relative paths are relative to
 * @param http client for STS; not closed
 */
record AwsCredentials(Map<String, String> environment, Path directory, SdkHttpClient http) {

    /**
     * Finds credentials.
     *
     * @param region where STS is asked
     * @throws ComponentException when there are none
     */
    AwsCredentialsIdentity find(LoginOptions options, String region) throws ComponentException {
        if (options.awsAccessKey() != null && options.awsSecretKey() != null) {
            return of(options.awsAccessKey(), options.awsSecretKey(), options.awsToken());
        }
        try {
            if (options.awsProfile() != null) {
                return profile(options.awsProfile()).resolveCredentials();
            }
            String key = value("AWS_ACCESS_KEY_ID");
            String secret = value("AWS_SECRET_ACCESS_KEY");
            if (!key.isEmpty() && !secret.isEmpty()) {
                return of(key, secret, environment.get("AWS_SESSION_TOKEN"));
            }
            if (!value("AWS_WEB_IDENTITY_TOKEN_FILE").isEmpty()
                    && !value("AWS_ROLE_ARN").isEmpty()) {
                return webIdentity(region);
            }
            return chain().resolveCredentials();
        } catch (SdkException | java.io.IOException e) {
            throw new ComponentException(
                    "No AWS credentials for ecr_login: " + e.getMessage()
                            + ". Set aws_access_key and aws_secret_key, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY,"
                            + " or aws_profile.",
                    e);
        }
    }

    private static AwsCredentialsIdentity of(String key, String secret, @Nullable String token) {
        return token == null || token.isEmpty()
                ? AwsBasicCredentials.create(key, secret)
                : AwsSessionCredentials.create(key, secret, token);
    }

    private AwsCredentialsIdentity webIdentity(String region) throws java.io.IOException {
        String token =
                Files.readString(directory.resolve(value("AWS_WEB_IDENTITY_TOKEN_FILE")), StandardCharsets.UTF_8);
        String session = value("AWS_ROLE_SESSION_NAME");
        try (StsClient sts = sts(region)) {
            Credentials credentials = sts.assumeRoleWithWebIdentity(AssumeRoleWithWebIdentityRequest.builder()
                            .roleArn(value("AWS_ROLE_ARN"))
                            .roleSessionName(session.isEmpty() ? "packer" : session)
                            .webIdentityToken(token.strip())
                            .build())
                    .credentials();
            return of(credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken());
        }
    }

    private StsClient sts(String region) {
        var builder = StsClient.builder()
                .httpClient(http)
                .region(Region.of(region))
                .credentialsProvider(AnonymousCredentialsProvider.create());
        String endpoint = value("AWS_ENDPOINT_URL_STS");
        return (endpoint.isEmpty() ? builder : builder.endpointOverride(java.net.URI.create(endpoint))).build();
    }

    private AwsCredentialsProvider chain() {
        List<AwsCredentialsProvider> providers = new ArrayList<>();
        String profile = value("AWS_PROFILE");
        providers.add(profile(profile.isEmpty() ? "default" : profile));
        providers.add(ContainerCredentialsProvider.create());
        if (!value("AWS_EC2_METADATA_DISABLED").equalsIgnoreCase("true")) {
            providers.add(InstanceProfileCredentialsProvider.create());
        }
        return AwsCredentialsProviderChain.builder()
                .credentialsProviders(providers)
                .build();
    }

    private AwsCredentialsProvider profile(String name) {
        ProfileFile.Aggregator files = ProfileFile.aggregator();
        add(files, "AWS_SHARED_CREDENTIALS_FILE", "credentials", ProfileFile.Type.CREDENTIALS);
        add(files, "AWS_CONFIG_FILE", "config", ProfileFile.Type.CONFIGURATION);
        return ProfileCredentialsProvider.builder()
                .profileFile(files.build())
                .profileName(name)
                .build();
    }

    private void add(ProfileFile.Aggregator files, String variable, String file, ProfileFile.Type type) {
        String named = value(variable);
        Path path = named.isEmpty()
                ? DockerFiles.home(environment).resolve(".aws").resolve(file)
                : directory.resolve(named);
        if (Files.isReadable(path)) {
            files.addFile(ProfileFile.builder().content(path).type(type).build());
        }
    }

    private String value(String name) {
        return environment.getOrDefault(name, "");
    }
}
