package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.components.amazon.options.Cidr;
import io.jenkins.plugins.packer.components.amazon.options.InstanceOptions;
import io.jenkins.plugins.packer.components.amazon.options.NetworkOptions;
import io.jenkins.plugins.packer.components.amazon.options.SecurityGroupFilterOptions;
import io.jenkins.plugins.packer.engine.communicator.CommunicatorOptions;
import io.jenkins.plugins.packer.engine.component.BuildContext;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CreateSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;

/** The security groups of the instance: those of the template, or a temporary one that lets the communicator in. */
record SecurityGroups(InstanceOptions options, Tags tags, BuildContext context, Connections.Open connection, Ec2 ec2) {
    private static final List<String> EVERYWHERE = List.of("0.0.0.0/0");
    private static final List<String> EVERYWHERE_IPV6 = List.of("::/0");

    /** Ids of the groups. */
    List<String> find(@Nullable String vpc) throws ComponentException {
        NetworkOptions network = options.network();
        if (!network.groups().isEmpty()) {
            ec2.call(
                    "Looking for the security groups " + String.join(", ", network.groups()),
                    client -> client.describeSecurityGroups(request -> request.groupIds(network.groups())));
            return network.groups();
        }
        SecurityGroupFilterOptions filter = network.securityGroupFilter();
        if (filter != null) {
            return byFilter(filter.all(), vpc);
        }
        return List.of(create(vpc));
    }

    private List<String> byFilter(Map<String, String> filters, @Nullable String vpc) throws ComponentException {
        Map<String, String> all = new java.util.LinkedHashMap<>(filters);
        if (vpc != null) {
            all.put("vpc-id", vpc);
        }
        List<String> found = ec2
                .call(
                        "Looking for the security groups",
                        client -> client.describeSecurityGroups(request -> request.filters(Filters.of(all))))
                .securityGroups()
                .stream()
                .map(SecurityGroup::groupId)
                .toList();
        if (found.isEmpty()) {
            throw new ComponentException(
                    "security_group_filter matches no security group in " + ec2.region() + ": " + all + ".");
        }
        context.ui().say("Found Security Group(s): " + String.join(", ", found));
        return found;
    }

    private String create(@Nullable String vpc) throws ComponentException {
        String name = Marks.name("packer_");
        context.ui().say("Creating temporary security group for this instance: " + name);
        CreateSecurityGroupRequest.Builder request = CreateSecurityGroupRequest.builder()
                .groupName(name)
                .description("Temporary group for Packer")
                .tagSpecifications(tags.specifications(ResourceType.SECURITY_GROUP));
        if (vpc != null) {
            request.vpcId(vpc);
        }
        String group = context.resources()
                .create(SecurityGroupReaper.resource(connection, name), () -> created(name, request.build()), id -> id);
        boolean unconnected =
                options.communicator().type().equals(CommunicatorOptions.NONE) || options.throughSessionManager();
        if (!unconnected) {
            authorize(group);
        }
        return group;
    }

    /** Where the answer to a first request was lost, the group is there: nothing else has its name. */
    private String created(String name, CreateSecurityGroupRequest request) throws ComponentException {
        try {
            return ec2.create("Creating the security group " + name, client -> client.createSecurityGroup(request))
                    .groupId();
        } catch (AwsException e) {
            if (!e.code().equals("InvalidGroup.Duplicate")) {
                throw e;
            }
            return SecurityGroupReaper.find(name, ec2).stream().findFirst().orElseThrow(() -> e);
        }
    }

    private void authorize(String group) throws ComponentException {
        int port = options.communicator().port();
        List<String> sources = sources();
        context.ui()
                .say("Authorizing access to port " + port + " from " + sources
                        + " in the temporary security groups...");
        try {
            ec2.eventually(
                    "Authorizing access in the security group " + group,
                    client -> client.authorizeSecurityGroupIngress(
                            request -> request.groupId(group).ipPermissions(permission(port, sources))));
        } catch (AwsException e) {
            // The answer to a first request was lost.
            if (!e.code().equals("InvalidPermission.Duplicate")) {
                throw e;
            }
        }
    }

    /** Access to a port from blocks of addresses, of either version of IP. */
    static IpPermission permission(int port, List<String> sources) {
        List<Cidr> ranges =
                sources.stream().map(source -> Cidr.parse(source).orElseThrow()).toList();
        return IpPermission.builder()
                .ipProtocol("tcp")
                .fromPort(port)
                .toPort(port)
                .ipRanges(ranges.stream()
                        .filter(Cidr::ipv4)
                        .map(range -> IpRange.builder().cidrIp(range.text()).build())
                        .toList())
                .ipv6Ranges(ranges.stream()
                        .filter(range -> !range.ipv4())
                        .map(range -> Ipv6Range.builder().cidrIpv6(range.text()).build())
                        .toList())
                .build();
    }

    private List<String> sources() throws ComponentException {
        NetworkOptions network = options.network();
        if (!network.temporarySecurityGroupSourceCidrs().isEmpty()) {
            return network.temporarySecurityGroupSourceCidrs();
        }
        if (network.temporarySecurityGroupSourcePublicIp()) {
            String address = new PublicAddress(context).ask();
            context.ui().say("Current host's public IP: " + address);
            return List.of(block(address));
        }
        return everywhere(options.sshInterface());
    }

    /** The block that has one address alone. */
    static String block(String address) {
        return address + (address.indexOf(':') >= 0 ? "/128" : "/32");
    }

    /** All addresses of the version by which the instance is reached. */
    static List<String> everywhere(@Nullable String sshInterface) {
        return "ipv6".equals(sshInterface) ? EVERYWHERE_IPV6 : EVERYWHERE;
    }
}
