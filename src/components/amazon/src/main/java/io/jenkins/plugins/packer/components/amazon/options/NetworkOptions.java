package io.jenkins.plugins.packer.components.amazon.options;

import io.jenkins.plugins.packer.engine.config.ConfigurationCheck;
import io.jenkins.plugins.packer.engine.config.Option;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where in the network the instance stands, and who reaches it. */
public record NetworkOptions(
        @Nullable @Option(doc = "Whether the instance gets a public address; by default as its subnet says.")
        Boolean associatePublicIpAddress,

        @Nullable @Option(doc = "Availability zone of the instance.")
        String availabilityZone,

        @Nullable @Option(doc = "VPC of the instance, for the temporary security group.")
        String vpcId,

        @Nullable @Option(doc = "Finds the VPC by filters; vpc_id has precedence.")
        VpcFilterOptions vpcFilter,

        @Nullable @Option(doc = "Subnet of the instance.") String subnetId,

        @Nullable @Option(doc = "Finds the subnet by filters; subnet_id has precedence.")
        SubnetFilterOptions subnetFilter,

        @Nullable @Option(doc = "Security group of the instance, in place of a temporary one.")
        String securityGroupId,

        @Option(doc = "Security groups of the instance, in place of a temporary one.")
        List<String> securityGroupIds,

        @Nullable @Option(doc = "Finds the security groups by filters; security_group_ids has precedence.")
        SecurityGroupFilterOptions securityGroupFilter,

        @Option(doc = "Addresses that the temporary security group lets in; by default all.")
        List<String> temporarySecurityGroupSourceCidrs,

        @Option(doc = "Lets in only the public address of this machine.", defaultValue = "false")
        boolean temporarySecurityGroupSourcePublicIp) {

    /** The security groups that the template names. */
    public List<String> groups() {
        return securityGroupId == null || securityGroupId.isEmpty() ? securityGroupIds : List.of(securityGroupId);
    }

    /** Reports what cannot work together. */
    void check(ConfigurationCheck check) {
        if (securityGroupId != null && !securityGroupId.isEmpty() && !securityGroupIds.isEmpty()) {
            check.error(
                    "security_group_id",
                    "Security groups given twice",
                    "security_group_id and security_group_ids exclude each other: set one of them.");
        }
        for (String cidr : temporarySecurityGroupSourceCidrs) {
            if (Cidr.parse(cidr).isEmpty()) {
                check.error(
                        "temporary_security_group_source_cidrs",
                        "Invalid address range",
                        "\"" + cidr + "\" is not a range of addresses such as 203.0.113.0/24 or 2001:db8::/32.");
            }
        }
    }
}
