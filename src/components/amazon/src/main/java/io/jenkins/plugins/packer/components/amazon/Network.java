package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.components.amazon.options.NetworkOptions;
import io.jenkins.plugins.packer.components.amazon.options.SubnetFilterOptions;
import io.jenkins.plugins.packer.components.amazon.options.VpcFilterOptions;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.ui.Ui;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.InstanceTypeOffering;
import software.amazon.awssdk.services.ec2.model.LocationType;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Vpc;

/**
 * Where the instance will stand.
 *
 * @param vpc id, or null for the default VPC
 * @param subnet id, or null for EC2's choice
 * @param zone availability zone, or null for EC2's choice
 */
record Network(
        @Nullable String vpc,
        @Nullable String subnet,
        @Nullable String zone) {

    /** Finds it, from ids, filters, and where a public address is asked for, from the default VPC. */
    static Network find(NetworkOptions options, @Nullable String instanceType, Ec2 ec2, Ui ui)
            throws ComponentException {
        return new Search(options, instanceType, ec2, ui).find();
    }

    private record Search(NetworkOptions options, @Nullable String instanceType, Ec2 ec2, Ui ui) {

        Network find() throws ComponentException {
            String vpc = given(options.vpcId());
            VpcFilterOptions vpcFilter = options.vpcFilter();
            if (vpc == null && vpcFilter != null) {
                vpc = vpcByFilter(vpcFilter.all());
                ui.message("Found VPC ID: " + vpc);
            }
            String zone = given(options.availabilityZone());
            Subnet found = null;
            String subnet = given(options.subnetId());
            SubnetFilterOptions subnetFilter = options.subnetFilter();
            if (subnet == null && subnetFilter != null) {
                found = subnetByFilter(subnetFilter, vpc, zone);
                ui.message("Found Subnet ID: " + found.subnetId());
            } else if (subnet == null && options.associatePublicIpAddress() != null) {
                found = subnetForPublicAddress(vpc, zone);
            } else if (subnet != null && (zone == null || vpc == null)) {
                found = subnetById(subnet);
            }
            if (found == null) {
                return new Network(vpc, subnet, zone);
            }
            return new Network(
                    vpc == null ? found.vpcId() : vpc,
                    found.subnetId(),
                    zone == null ? found.availabilityZone() : zone);
        }

        private String vpcByFilter(Map<String, String> filters) throws ComponentException {
            List<Vpc> found = ec2.call(
                            "Looking for the VPC",
                            client -> client.describeVpcs(request -> request.filters(Filters.of(filters))))
                    .vpcs();
            if (found.size() != 1) {
                throw new ComponentException("vpc_filter matches " + found.size() + " VPCs in " + ec2.region()
                        + ", and must match exactly one: " + filters + ".");
            }
            return found.get(0).vpcId();
        }

        private Subnet subnetByFilter(SubnetFilterOptions filter, @Nullable String vpc, @Nullable String zone)
                throws ComponentException {
            Map<String, String> filters = new LinkedHashMap<>(filter.all());
            filters.put("state", "available");
            if (vpc != null) {
                filters.put("vpc-id", vpc);
            }
            if (zone != null) {
                filters.put("availability-zone", zone);
            }
            List<Subnet> found = subnets(filters);
            if (found.isEmpty()) {
                throw new ComponentException(
                        "subnet_filter matches no subnet in " + ec2.region() + ": " + filters + ".");
            }
            if (found.size() == 1) {
                return found.get(0);
            }
            if (filter.mostFree()) {
                return mostFree(found);
            }
            if (filter.random()) {
                return found.get(ThreadLocalRandom.current().nextInt(found.size()));
            }
            throw new ComponentException("subnet_filter matches " + found.size() + " subnets in " + ec2.region()
                    + ". Narrow it down, or set most_free or random to true.");
        }

        private List<Subnet> subnets(Map<String, String> filters) throws ComponentException {
            return ec2.call(
                            "Looking for the subnet",
                            client -> client.describeSubnets(request -> request.filters(Filters.of(filters))))
                    .subnets();
        }

        private Subnet subnetById(String id) throws ComponentException {
            return ec2
                    .call(
                            "Looking for subnet_id " + id,
                            client -> client.describeSubnets(request -> request.subnetIds(id)))
                    .subnets()
                    .stream()
                    .findFirst()
                    .orElseThrow(
                            () -> new ComponentException("There is no subnet " + id + " in " + ec2.region() + "."));
        }

        /** A subnet must be named for a public address to be asked for or refused: EC2 takes that per interface. */
        private @Nullable Subnet subnetForPublicAddress(@Nullable String vpc, @Nullable String zone)
                throws ComponentException {
            try {
                String chosen = vpc == null ? defaultVpc() : vpc;
                if (chosen == null) {
                    return leftToSubnet("there is no default VPC in " + ec2.region());
                }
                Map<String, String> filters = new LinkedHashMap<>(Map.of("vpc-id", chosen, "state", "available"));
                if (zone != null) {
                    filters.put("availability-zone", zone);
                }
                List<Subnet> fitting = offering(subnets(filters));
                return fitting.isEmpty()
                        ? leftToSubnet("no subnet of " + chosen + (zone == null ? "" : " in " + zone) + " offers "
                                + instanceType)
                        : mostFree(fitting);
            } catch (AwsException e) {
                return leftToSubnet(String.valueOf(e.getMessage()));
            }
        }

        private @Nullable Subnet leftToSubnet(String reason) {
            ui.say("associate_public_ip_address has no effect without a subnet, and none could be chosen: " + reason
                    + ". Whether there is a public address is left to the subnet that EC2 chooses. Set subnet_id or"
                    + " subnet_filter.");
            return null;
        }

        private @Nullable String defaultVpc() throws ComponentException {
            List<Vpc> defaults = ec2.call(
                            "Looking for the default VPC",
                            client -> client.describeVpcs(request -> request.filters(Filters.of("is-default", "true"))))
                    .vpcs();
            return defaults.isEmpty() ? null : defaults.get(0).vpcId();
        }

        /** Those in whose zone the instance type can be had; all where that may not be asked. */
        private List<Subnet> offering(List<Subnet> subnets) throws ComponentException {
            if (subnets.isEmpty() || instanceType == null || instanceType.isEmpty()) {
                return subnets;
            }
            String[] zones =
                    subnets.stream().map(Subnet::availabilityZone).distinct().toArray(String[]::new);
            try {
                List<String> offered = ec2
                        .call(
                                "Asking where " + instanceType + " is offered",
                                client -> client.describeInstanceTypeOfferings(
                                        request -> request.locationType(LocationType.AVAILABILITY_ZONE)
                                                .filters(
                                                        Filters.of("location", zones),
                                                        Filters.of("instance-type", instanceType))))
                        .instanceTypeOfferings()
                        .stream()
                        .map(InstanceTypeOffering::location)
                        .toList();
                return subnets.stream()
                        .filter(subnet -> offered.contains(subnet.availabilityZone()))
                        .toList();
            } catch (AwsException e) {
                ui.say("Where " + instanceType
                        + " is offered may not be asked, so the subnet may be one that cannot have" + " it: "
                        + e.getMessage());
                return subnets;
            }
        }

        private static Subnet mostFree(List<Subnet> subnets) {
            return subnets.stream()
                    .max(Comparator.comparing(Subnet::availableIpAddressCount))
                    .orElseThrow();
        }

        private static @Nullable String given(@Nullable String value) {
            return value == null || value.isEmpty() ? null : value;
        }
    }
}
