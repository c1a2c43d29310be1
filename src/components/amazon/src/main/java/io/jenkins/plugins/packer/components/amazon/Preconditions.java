package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.components.amazon.options.AmiOptions;
import io.jenkins.plugins.packer.components.amazon.options.NetworkOptions;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.ui.Ui;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Region;
import software.amazon.awssdk.services.ec2.model.Vpc;

/**
 * What would make a build fail at its end, found out before anything is created.
 *
 * @param network where the instance is launched; null where none is
 */
record Preconditions(AmiOptions ami, @Nullable NetworkOptions network, Ec2 ec2, Ui ui) {

    /**
     * Asks.
     *
     * @param force whether an image with the name is replaced
     * @param imageless whether no image will be made
     */
    void check(boolean force, boolean imageless) throws ComponentException {
        if (!ami.skipRegionValidation() && !ami.amiRegions().isEmpty()) {
            checkRegions();
        }
        if (force) {
            ui.say("Force Deregister flag found, skipping prevalidating AMI Name");
            return;
        }
        if (ami.skipSaveBuildRegion()) {
            ui.say("skip_build_region was set; not prevalidating AMI name");
            return;
        }
        if (imageless) {
            ui.say("skip_create_ami was set; not prevalidating AMI name");
            return;
        }
        if (network != null) {
            ui.say("Prevalidating any provided VPC information");
            checkVpc(network);
        }
        ui.say("Prevalidating AMI Name: " + ami.amiName());
        checkName();
    }

    /** The regions that images are copied to exist and are enabled in the account. */
    private void checkRegions() throws ComponentException {
        Set<String> known = ec2.call("Listing the regions", client -> client.describeRegions()).regions().stream()
                .map(Region::regionName)
                .collect(Collectors.toSet());
        List<String> unknown = new ArrayList<>(new TreeSet<>(ami.amiRegions()));
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new ComponentException(
                    "ami_regions names regions that do not exist or are not enabled in this account: "
                            + String.join(", ", unknown) + ". Set skip_region_validation = true where that is not so.");
        }
    }

    private void checkVpc(NetworkOptions network) throws ComponentException {
        String vpc = network.vpcId();
        boolean placed = network.subnetId() != null || network.subnetFilter() != null;
        if (vpc == null || vpc.isEmpty() || placed) {
            return;
        }
        List<Vpc> found = ec2.call(
                        "Looking for vpc_id " + vpc, client -> client.describeVpcs(request -> request.vpcIds(vpc)))
                .vpcs();
        if (!found.isEmpty() && !Boolean.TRUE.equals(found.get(0).isDefault())) {
            throw new ComponentException("vpc_id " + vpc
                    + " is not the default VPC, so subnet_id or subnet_filter must say which of its subnets to use.");
        }
    }

    private void checkName() throws ComponentException {
        List<Image> taken = named(String.valueOf(ami.amiName()), ec2);
        if (!taken.isEmpty()) {
            throw new ComponentException("AMI Name: '" + ami.amiName() + "' is used by an existing AMI: "
                    + taken.get(0).imageId()
                    + ". Choose another ami_name, or set force_deregister = true to replace it.");
        }
    }

    /** The account's images of a name. */
    static List<Image> named(String name, Ec2 ec2) throws ComponentException {
        return ec2.call(
                        "Looking for images named " + name,
                        client -> client.describeImages(
                                request -> request.owners("self").filters(Filters.of("name", name))))
                .images();
    }
}
