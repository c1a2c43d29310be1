package io.jenkins.plugins.packer.components.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;

class SecurityGroupsTest {
    @Test
    void blocksOfBothVersionsGoWhereEc2TakesThem() {
        IpPermission permission =
                SecurityGroups.permission(22, List.of("192.0.2.0/24", "2001:db8::/32", "198.51.100.7/32"));
        assertThat(permission.fromPort()).isEqualTo(22);
        assertThat(permission.toPort()).isEqualTo(22);
        assertThat(permission.ipProtocol()).isEqualTo("tcp");
        assertThat(permission.ipRanges())
                .extracting(IpRange::cidrIp)
                .containsExactly("192.0.2.0/24", "198.51.100.7/32");
        assertThat(permission.ipv6Ranges()).extracting(Ipv6Range::cidrIpv6).containsExactly("2001:db8::/32");
    }

    @Test
    void anInstanceThatIsReachedByIpv6IsOpenToIpv6() {
        IpPermission permission = SecurityGroups.permission(5986, SecurityGroups.everywhere("ipv6"));
        assertThat(permission.ipv6Ranges()).extracting(Ipv6Range::cidrIpv6).containsExactly("::/0");
        assertThat(permission.ipRanges()).isEmpty();
        assertThat(SecurityGroups.everywhere("public_ip")).containsExactly("0.0.0.0/0");
        assertThat(SecurityGroups.everywhere(null)).containsExactly("0.0.0.0/0");
    }

    @Test
    void thePublicAddressAloneIsABlockOfItsVersion() {
        assertThat(SecurityGroups.permission(22, List.of(SecurityGroups.block("2001:db8::17")))
                        .ipv6Ranges())
                .extracting(Ipv6Range::cidrIpv6)
                .containsExactly("2001:db8::17/128");
        assertThat(SecurityGroups.block("192.0.2.1")).isEqualTo("192.0.2.1/32");
    }
}
