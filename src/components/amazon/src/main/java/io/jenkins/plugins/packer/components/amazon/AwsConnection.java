package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.components.amazon.options.AccessOptions;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.run.Cancellation;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpConfigurationOption;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.RegionMetadata;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.utils.AttributeMap;

/** AWS as one build reaches it: credentials, and a client for each region that is asked. */
final class AwsConnection implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(20);
    private static final Duration READ = Duration.ofSeconds(60);

    private final AccessOptions options;
    private final Map<String, String> environment;
    private final CuttableHttp http;
    private final AwsCredentialsProvider credentials;
    private final String region;
    private final Map<String, Ec2Client> clients = new ConcurrentHashMap<>();

    private AwsConnection(
            AccessOptions options,
            Map<String, String> environment,
            CuttableHttp http,
            AwsCredentialsProvider credentials,
            String region) {
        this.options = options;
        this.environment = environment;
        this.http = http;
        this.credentials = credentials;
        this.region = region;
    }

    /**
     * Finds region and credentials. AWS is asked only where a role is to be assumed or Vault gives the keys.
     *
     * @param environment the run's
     * @param directory what relative paths are relative to
     * @throws ComponentException when there is no region, or there are no credentials
     */
    static AwsConnection open(
            AccessOptions options, Map<String, String> environment, Path directory, Cancellation cancellation)
            throws ComponentException {
        return open(options, environment, directory, cancellation, READ);
    }

    /**
     * The same.
     *
     * @param silence how long an answer may take until it is taken for lost
     */
    static AwsConnection open(
            AccessOptions options,
            Map<String, String> environment,
            Path directory,
            Cancellation cancellation,
            Duration silence)
            throws ComponentException {
        new RegionsAhead().start();
        CuttableHttp http = new CuttableHttp(UrlConnectionHttpClient.builder()
                .connectionTimeout(CONNECT)
                .socketTimeout(silence)
                .buildWithDefaults(AttributeMap.builder()
                        .put(SdkHttpConfigurationOption.TRUST_ALL_CERTIFICATES, options.insecureSkipTlsVerify())
                        .build()));
        try {
            AwsProfiles profiles = AwsProfiles.read(options, environment, directory);
            String region = profiles.region();
            CredentialsChain chain = new CredentialsChain(options, environment, profiles, http, region, cancellation);
            AwsCredentialsProvider credentials = http.question(cancellation, chain::find);
            return new AwsConnection(options, environment, http, credentials, region);
        } catch (ComponentException | RuntimeException e) {
            http.close();
            cancellation.check();
            throw e;
        }
    }

    /** The region to build in. */
    String region() {
        return region;
    }

    AccessOptions options() {
        return options;
    }

    /** EC2 in the region to build in. */
    Ec2 ec2(Cancellation cancellation) {
        return ec2(region, cancellation);
    }

    /** EC2 in a region. */
    Ec2 ec2(String inRegion, Cancellation cancellation) {
        Ec2Client client = clients.computeIfAbsent(inRegion, this::client);
        Function<String, String> authorization =
                options.decodeAuthorizationMessages() ? this::decodeAuthorization : Function.identity();
        return new Ec2(client, inRegion, authorization, http, cancellation);
    }

    /** IAM, which is one for all regions of a partition. */
    Iam iam(Cancellation cancellation) {
        Map.Entry<String, String> global = Iam.global(region);
        String endpoint = endpoint("IAM");
        URI address = URI.create(endpoint == null ? global.getKey() : endpoint);
        return new Iam(signed(cancellation), new SignedHttp.Service("iam", global.getValue(), address));
    }

    /** The secrets of the region. */
    Secrets secrets(Cancellation cancellation) {
        SignedHttp.Service service = service("secretsmanager", "SECRETS_MANAGER");
        return new Secrets(new AwsJson(signed(cancellation), service, "secretsmanager"));
    }

    /** Systems Manager in the region. */
    AwsJson systems(Cancellation cancellation) {
        return new AwsJson(signed(cancellation), service("ssm", "SSM"), "AmazonSSM");
    }

    /** EC2 Instance Connect in the region. */
    AwsJson instanceConnect(Cancellation cancellation) {
        return new AwsJson(
                signed(cancellation),
                service("ec2-instance-connect", "EC2_INSTANCE_CONNECT"),
                "AWSEC2InstanceConnectService");
    }

    /** A bucket in the region. */
    ObjectStore objects(String bucket, Cancellation cancellation) {
        return ObjectStore.of(signed(cancellation), service("s3", "S3"), bucket, endpoint("S3") == null);
    }

    /** The credentials, for what asks AWS in the build's place. */
    AwsCredentials credentials() {
        return credentials.resolveCredentials();
    }

    private SignedHttp signed(Cancellation cancellation) {
        return new SignedHttp(http, credentials, options.attempts(), cancellation);
    }

    /** What the addresses of a region's services end with. */
    static String dnsSuffix(String region) {
        RegionMetadata known = Region.of(region).metadata();
        return known == null ? "amazonaws.com" : known.partition().dnsSuffix();
    }

    private SignedHttp.Service service(String name, String variable) {
        String endpoint = endpoint(variable);
        String address = endpoint == null ? "https://" + name + "." + region + "." + dnsSuffix(region) : endpoint;
        return new SignedHttp.Service(name, region, URI.create(address));
    }

    private Ec2Client client(String inRegion) {
        var builder = Ec2Client.builder()
                .httpClient(http)
                .credentialsProvider(credentials)
                .region(Region.of(inRegion))
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .retryStrategy(Retries.upTo(options.attempts()))
                        .build());
        String endpoint = endpoint("EC2");
        return (endpoint == null ? builder : builder.endpointOverride(URI.create(endpoint))).build();
    }

    /** Another address of a service: {@code custom_endpoint_ec2}, or the SDKs' environment variables. */
    private @Nullable String endpoint(String service) {
        String option = options.customEndpointEc2();
        if (service.equals("EC2") && option != null && !option.isEmpty()) {
            return option;
        }
        String own = environment.get("AWS_ENDPOINT_URL_" + service);
        String all = environment.get("AWS_ENDPOINT_URL");
        String found = own == null || own.isEmpty() ? all : own;
        return found == null || found.isEmpty() ? null : found;
    }

    /**
     * Asks STS whose credentials these are, so that wrong ones are told before anything is created. A cloud with an
     * endpoint of its own has no STS that is known.
     */
    void verifyCredentials(Cancellation cancellation) throws ComponentException {
        boolean otherCloud = options.customEndpointEc2() != null && endpoint("STS") == null;
        if (options.skipCredentialValidation() || otherCloud) {
            return;
        }
        try (StsClient sts = sts()) {
            http.question(cancellation, sts::getCallerIdentity);
        } catch (AwsServiceException e) {
            String code = e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorCode();
            throw new AwsException(
                    "AWS does not accept the credentials: " + e.getMessage() + Remedies.of(code)
                            + " Set skip_credential_validation = true to build without asking STS.",
                    code,
                    e);
        } catch (SdkException e) {
            cancellation.check();
            throw new AwsException(
                    "STS in " + region + " cannot be asked whether the credentials are valid: "
                            + Unreachable.words(e, region)
                            + " Set skip_credential_validation = true where EC2 can be reached and STS cannot.",
                    "",
                    e);
        }
    }

    private StsClient sts() {
        var builder = StsClient.builder()
                .httpClient(http)
                .credentialsProvider(credentials)
                .region(Region.of(region));
        String endpoint = endpoint("STS");
        return (endpoint == null ? builder : builder.endpointOverride(URI.create(endpoint))).build();
    }

    /** Puts what STS makes of an encoded authorization failure in its place. */
    private String decodeAuthorization(String message) {
        String marker = "Encoded authorization failure message: ";
        int start = message.indexOf(marker);
        if (start < 0) {
            return message;
        }
        String encoded = message.substring(start + marker.length()).split("\\s", 2)[0];
        try (StsClient sts = sts()) {
            String decoded = sts.decodeAuthorizationMessage(request -> request.encodedMessage(encoded))
                    .decodedMessage();
            return message.substring(0, start) + "Authorization failure message: " + decoded;
        } catch (SdkException e) {
            return message + " (it cannot be decoded: " + e.getMessage() + ")";
        }
    }

    @Override
    public void close() {
        clients.values().forEach(Ec2Client::close);
        http.close();
    }
}
