package io.jenkins.plugins.packer.components.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ec2.model.Instance;

class MachineTest {
    private static final Instance INSTANCE = Instance.builder()
            .vpcId("vpc-1")
            .publicIpAddress("192.0.2.1")
            .privateIpAddress("10.0.0.1")
            .publicDnsName("public.example")
            .privateDnsName("private.example")
            .ipv6Address("2001:db8::1")
            .build();

    @ParameterizedTest
    @CsvSource({
        "public_ip, 192.0.2.1",
        "private_ip, 10.0.0.1",
        "public_dns, public.example",
        "private_dns, private.example",
        "ipv6, 2001:db8::1",
        "'', 192.0.2.1"
    })
    void anInstanceIsReachedByTheAddressThatIsChosen(String chosen, String address) {
        assertThat(Machine.address(chosen, INSTANCE)).isEqualTo(address);
    }

    @Test
    void withoutAPublicAddressThePrivateOneCounts() {
        Instance inside = INSTANCE.toBuilder().publicIpAddress("").build();
        assertThat(Machine.address(null, inside)).isEqualTo("10.0.0.1");
        assertThat(Machine.address(null, inside.toBuilder().vpcId("").build())).isEqualTo("public.example");
    }
}
