package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.components.amazon.options.BlockDeviceOptions;
import io.jenkins.plugins.packer.components.amazon.options.CapacityOptions;
import io.jenkins.plugins.packer.components.amazon.options.InstanceOptions;
import io.jenkins.plugins.packer.components.amazon.options.LicenseOptions;
import io.jenkins.plugins.packer.components.amazon.options.MetadataOptions;
import io.jenkins.plugins.packer.components.amazon.options.PlacementOptions;
import io.jenkins.plugins.packer.engine.component.BuildContext;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.resource.Resource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.CapacityReservationSpecification;
import software.amazon.awssdk.services.ec2.model.CapacityReservationTarget;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataOptionsRequest;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceSpecification;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.LicenseConfigurationRequest;
import software.amazon.awssdk.services.ec2.model.Placement;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/**
 * Launches the instance that is built on, and waits until it runs.
 *
 * @param plan what is asked for
 * @param options the instance
 * @param prepared what was prepared for it
 */
record Launch(InstanceWork.Plan plan, InstanceOptions options, Prepared prepared) {
    /** Root device of the images that most builders start from. */
    static final String EBS = "ebs";

    /** Root device of images in S3. */
    static final String INSTANCE_STORE = "instance-store";

    private static final Duration RUNNING = Duration.ofMinutes(10);
    private static final String STANDARD = "standard";
    private static final String UNLIMITED = "unlimited";

    /**
     * What the launch needs.
     *
     * @param source the image
     * @param network where
     * @param groups ids of security groups
     * @param key the key pair
     * @param profile name of the instance profile, or empty
     * @param tags of the instance
     * @param volumeTags of its volumes
     * @param polling how EC2 is asked
     */
    record Prepared(
            Image source,
            Network network,
            List<String> groups,
            InstanceKey key,
            String profile,
            Tags tags,
            Tags volumeTags,
            Polling polling) {
        private static final Set<String> GROUP_UNKNOWN =
                Set.of("InvalidGroup.NotFound", "InvalidSecurityGroupID.NotFound");

        /**
         * Whether EC2 refuses a launch because what was made for it a moment ago has not come to its knowledge yet.
         *
         * @param code EC2's code
         * @param message EC2's words
         */
        boolean mayBeUnknownYet(String code, String message) {
            String words = message.toLowerCase(Locale.ROOT).replace(" ", "");
            return words.contains("iaminstanceprofile")
                    || GROUP_UNKNOWN.contains(code)
                    || key.temporary() != null && code.equals("InvalidKeyPair.NotFound");
        }
    }

    Launch(InstanceWork.Plan plan, Prepared prepared) {
        this(plan, plan.instance(), prepared);
    }

    /** Launches an on-demand instance, or a spot instance where one is asked for. */
    Machine run(BuildContext context, Connections.Open connection, Ec2 ec2) throws ComponentException {
        String expected = plan.rootDevice();
        if (!expected.equals(prepared.source().rootDeviceTypeAsString())) {
            throw new ComponentException("The source image " + prepared.source().imageId()
                    + " has a root device of type "
                    + prepared.source().rootDeviceTypeAsString() + ", and this builder needs one of type " + expected
                    + ". Choose another image.");
        }
        boolean spot = options.spot().wanted();
        context.ui().say(spot ? "Launching a spot AWS instance..." : "Launching a source AWS instance...");
        prepared.tags().tell(context.ui());
        prepared.volumeTags().tell(context.ui());
        Resource resource = InstanceReaper.resource(
                connection,
                Marks.name("packer-"),
                plan.devices().stream().map(BlockDeviceOptions::deviceName).toList());
        RunInstancesRequest request = request(resource.name(), new UserData(context, options).encoded());
        String id = spot
                ? new SpotLaunch(options, prepared, request).run(resource, context, connection, ec2)
                : context.resources().create(resource, () -> launch(request, ec2), launched -> launched);
        context.ui().message("Instance ID: " + id);
        context.ui().say("Waiting for instance (" + id + ") to become ready...");
        Instance running = ec2.await(
                "the instance " + id + " to be running",
                prepared.polling(),
                RUNNING,
                context.ui()::message,
                () -> running(id, ec2));
        return new Machine(running, resource, options, ec2, prepared.key().temporary(), null);
    }

    private String launch(RunInstancesRequest request, Ec2 ec2) throws ComponentException {
        return ec2.eventually(
                        "Launching the instance",
                        e -> prepared.mayBeUnknownYet(e.code(), String.valueOf(e.getMessage())),
                        client -> client.runInstances(request))
                .instances()
                .get(0)
                .instanceId();
    }

    /** The instance when it runs, null before; one that ended instead fails the build at once. */
    private static @org.jspecify.annotations.Nullable Instance running(String id, Ec2 ec2) throws ComponentException {
        Optional<Instance> found;
        try {
            found = Machine.describe(id, ec2);
        } catch (AwsException e) {
            if (e.isNotFound()) {
                return null;
            }
            throw e;
        }
        if (found.isEmpty()) {
            return null;
        }
        InstanceStateName state = found.get().state().name();
        if (state == InstanceStateName.RUNNING) {
            return found.get();
        }
        if (state != InstanceStateName.PENDING) {
            throw new ComponentException("The instance " + id + " did not start: " + Machine.reason(found.get()) + ".");
        }
        return null;
    }

    private RunInstancesRequest request(String mark, String userData) {
        RunInstancesRequest.Builder request = RunInstancesRequest.builder()
                .clientToken(mark)
                .imageId(prepared.source().imageId())
                .instanceType(options.instanceType())
                .minCount(1)
                .maxCount(1)
                .ebsOptimized(options.ebsOptimized())
                .placement(placement())
                .tagSpecifications(tags(mark));
        if (plan.rootDevice().equals(EBS)) {
            // EC2 refuses it where the root device is in instance store: such an instance cannot be stopped.
            request.instanceInitiatedShutdownBehavior(options.shutdownBehavior());
        }
        List<BlockDeviceMapping> mappings = BlockDevices.ofInstance(plan.devices(), plan.noEphemeral());
        if (!mappings.isEmpty()) {
            request.blockDeviceMappings(mappings);
        }
        if (!userData.isEmpty()) {
            request.userData(userData);
        }
        if (prepared.key().name() != null) {
            request.keyName(prepared.key().name());
        }
        if (!prepared.profile().isEmpty()) {
            request.iamInstanceProfile(profile -> profile.name(prepared.profile()));
        }
        if (options.enableNitroEnclave()) {
            request.enclaveOptions(enclave -> enclave.enabled(true));
        }
        if (options.burstable()) {
            request.creditSpecification(
                    credits -> credits.cpuCredits(options.unlimitedCredits() ? UNLIMITED : STANDARD));
        }
        if (!options.licenseSpecifications().isEmpty()) {
            request.licenseSpecifications(licenses(options.licenseSpecifications()));
        }
        request.capacityReservationSpecification(capacity(options.capacity()));
        metadata(request);
        network(request);
        return request.build();
    }

    private static List<LicenseConfigurationRequest> licenses(List<LicenseOptions> options) {
        List<LicenseConfigurationRequest> licenses = new ArrayList<>();
        for (LicenseOptions license : options) {
            LicenseOptions.Request asked = license.licenseConfigurationRequest();
            if (asked != null) {
                licenses.add(LicenseConfigurationRequest.builder()
                        .licenseConfigurationArn(asked.licenseConfigurationArn())
                        .build());
            }
        }
        return licenses;
    }

    private void metadata(RunInstancesRequest.Builder request) {
        MetadataOptions metadata = options.metadata();
        InstanceMetadataOptionsRequest.Builder asked =
                InstanceMetadataOptionsRequest.builder().httpEndpoint(metadata.httpEndpoint());
        if (metadata.httpEndpoint().equals("enabled")) {
            asked.httpTokens(metadata.httpTokens())
                    .httpPutResponseHopLimit(metadata.httpPutResponseHopLimit())
                    .instanceMetadataTags(metadata.instanceMetadataTags());
        }
        request.metadataOptions(asked.build());
    }

    private void network(RunInstancesRequest.Builder request) {
        Network network = prepared.network();
        Boolean open = options.network().associatePublicIpAddress();
        if (network.subnet() != null && open != null) {
            request.networkInterfaces(InstanceNetworkInterfaceSpecification.builder()
                    .deviceIndex(0)
                    .associatePublicIpAddress(open)
                    .subnetId(network.subnet())
                    .groups(prepared.groups())
                    .deleteOnTermination(true)
                    .build());
            return;
        }
        request.securityGroupIds(prepared.groups());
        if (network.subnet() != null) {
            request.subnetId(network.subnet());
        }
    }

    private Placement placement() {
        Placement.Builder placement =
                Placement.builder().availabilityZone(prepared.network().zone());
        PlacementOptions chosen = options.placement();
        if (chosen != null) {
            placement.hostId(chosen.hostId()).hostResourceGroupArn(chosen.hostResourceGroupArn());
        }
        return placement.tenancy(options.chosenTenancy()).build();
    }

    private static CapacityReservationSpecification capacity(CapacityOptions options) {
        CapacityReservationSpecification.Builder capacity =
                CapacityReservationSpecification.builder().capacityReservationPreference(options.preference());
        if (options.preference() == null) {
            capacity.capacityReservationTarget(CapacityReservationTarget.builder()
                    .capacityReservationId(options.capacityReservationId())
                    .capacityReservationResourceGroupArn(options.capacityReservationGroupArn())
                    .build());
        }
        return capacity.build();
    }

    private List<TagSpecification> tags(String mark) {
        List<TagSpecification> all = new ArrayList<>();
        List<Tag> instance = new ArrayList<>(prepared.tags().ec2());
        instance.add(Tag.builder().key(InstanceReaper.MARK).value(mark).build());
        all.add(TagSpecification.builder()
                .resourceType(ResourceType.INSTANCE)
                .tags(instance)
                .build());
        all.addAll(prepared.tags().specifications(ResourceType.NETWORK_INTERFACE));
        String volumes = plan.volumeMark();
        Tags volumeTags = volumes.isEmpty()
                ? prepared.volumeTags()
                : prepared.volumeTags().and(VolumeReaper.MARK, volumes);
        all.addAll(volumeTags.specifications(ResourceType.VOLUME));
        return all;
    }
}
