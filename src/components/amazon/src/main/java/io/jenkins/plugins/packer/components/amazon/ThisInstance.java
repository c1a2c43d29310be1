package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.engine.component.BuildContext;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.run.Cancellation;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.imds.Ec2MetadataClient;
import software.amazon.awssdk.services.ec2.model.Instance;

/** The instance that this process runs on, as its metadata service says. */
final class ThisInstance {
    private static final String DOCUMENT = "/latest/dynamic/instance-identity/document";
    private static final String ENDPOINT = "AWS_EC2_METADATA_SERVICE_ENDPOINT";

    private ThisInstance() {}

    /** Asks who it is, and EC2 what it is like. */
    static Instance find(Ec2 ec2, BuildContext context) throws ComponentException {
        Map<String, Document> identity = identity(context);
        String id = text(identity, "instanceId");
        String region = text(identity, "region");
        if (!region.equals(ec2.region())) {
            throw new ComponentException("This machine, the instance " + id + ", is in " + region
                    + ", and the image is to be built in " + ec2.region()
                    + ": a volume is attached within a region only. Set region = \"" + region
                    + "\", and ami_regions for copies elsewhere.");
        }
        return Machine.describe(id, ec2)
                .orElseThrow(() -> new ComponentException("EC2 does not know this machine, the instance " + id + ", in "
                        + region + ". Are the credentials those of another account?"));
    }

    private static Map<String, Document> identity(BuildContext context) throws ComponentException {
        Thread caller = Thread.currentThread();
        try (Cancellation.Registration registration = context.cancellation().onCancel(caller::interrupt);
                Ec2MetadataClient client = client(context.environment())) {
            Document document = client.get(DOCUMENT).asDocument();
            if (document.isMap()) {
                return document.asMap();
            }
            throw elsewhere("the metadata service answers with something else than JSON", null);
        } catch (SdkException e) {
            context.cancellation().check();
            throw elsewhere(String.valueOf(e.getMessage()), e);
        } finally {
            if (context.cancellation().isCancelled()) {
                // The interruption was for the request alone: what cleans up must be able to wait.
                Thread.interrupted();
            }
        }
    }

    private static ComponentException elsewhere(String said, @Nullable SdkException cause) {
        return new ComponentException(
                "The instance that this build runs on cannot be found out: " + said
                        + ". amazon-chroot attaches a volume to the machine that it runs on, so that must be an instance"
                        + " of EC2 with its metadata service enabled. amazon-ebssurrogate builds from anywhere.",
                cause);
    }

    private static Ec2MetadataClient client(Map<String, String> environment) {
        Ec2MetadataClient.Builder builder = Ec2MetadataClient.builder().httpClient(UrlConnectionHttpClient.create());
        String endpoint = environment.getOrDefault(ENDPOINT, "");
        return (endpoint.isEmpty() ? builder : builder.endpoint(URI.create(endpoint))).build();
    }

    private static String text(Map<String, Document> identity, String name) throws ComponentException {
        Document value = identity.get(name);
        if (value == null || !value.isString()) {
            throw elsewhere("its identity document has no " + name, null);
        }
        return value.asString();
    }
}
