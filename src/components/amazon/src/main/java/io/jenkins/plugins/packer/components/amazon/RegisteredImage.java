package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.components.amazon.options.AmiOptions;
import io.jenkins.plugins.packer.components.amazon.options.RegistrationOptions;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.resource.Resource;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.RegisterImageRequest;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/**
 * An image that is registered, of snapshots or of a bundle in S3.
 *
 * @param request what it is like
 * @param tags of the image
 * @param ec2 its region
 */
record RegisteredImage(RegisterImageRequest.Builder request, Tags tags, Ec2 ec2) implements ImageOrigin {

    /** What the template says of an image that inherits nothing from an instance. */
    static RegisterImageRequest.Builder request(AmiOptions ami, RegistrationOptions registration) {
        RegisterImageRequest.Builder request = networking(ami)
                .virtualizationType(given(ami.amiVirtualizationType()))
                .architecture(registration.amiArchitecture());
        return request.bootMode(given(registration.bootMode()))
                .uefiData(given(registration.uefiData()))
                .tpmSupport(given(registration.tpmSupport()));
    }

    /** A request with nothing but the image's networking. */
    static RegisterImageRequest.Builder networking(AmiOptions ami) {
        RegisterImageRequest.Builder request = RegisterImageRequest.builder();
        if (ami.networking().sriovSupport()) {
            request.sriovNetSupport("simple");
        }
        if (Boolean.TRUE.equals(ami.networking().enaSupport())) {
            request.enaSupport(true);
        }
        return request;
    }

    private static @Nullable String given(@Nullable String value) {
        return value == null || value.isEmpty() ? null : value;
    }

    @Override
    public String announcement(String name) {
        return "Registering the AMI...";
    }

    @Override
    public String create(String name, Resource resource) throws ComponentException {
        // EC2 takes tags of the image only: its snapshots have theirs since they were made.
        RegisterImageRequest named = request.name(name)
                .tagSpecifications(ImageReaper.marked(tags, resource, ResourceType.IMAGE))
                .build();
        return ec2.eventually("Registering the image " + name, client -> client.registerImage(named))
                .imageId();
    }
}
