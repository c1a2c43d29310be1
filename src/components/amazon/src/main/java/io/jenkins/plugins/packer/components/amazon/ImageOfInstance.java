package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.resource.Resource;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.CreateImageRequest;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/**
 * An image that EC2 makes of an instance and its volumes.
 *
 * @param machine the instance
 * @param devices block devices of the image, beside those of the instance
 * @param tags of the image and its snapshots
 */
record ImageOfInstance(Machine machine, List<BlockDeviceMapping> devices, Tags tags) implements ImageOrigin {

    @Override
    public String announcement(String name) {
        return "Creating AMI " + name + " from instance " + machine.id();
    }

    @Override
    public String create(String name, Resource resource) throws ComponentException {
        CreateImageRequest request = CreateImageRequest.builder()
                .instanceId(machine.id())
                .name(name)
                .blockDeviceMappings(devices)
                .tagSpecifications(ImageReaper.marked(tags, resource, ResourceType.IMAGE, ResourceType.SNAPSHOT))
                .build();
        return machine.ec2()
                .eventually(
                        "Creating the image " + name,
                        e -> e.code().equals("IncorrectInstanceState")
                                || e.code().equals("InvalidParameterValue")
                                        && String.valueOf(e.getMessage()).contains("not in state"),
                        client -> client.createImage(request))
                .imageId();
    }
}
