package io.jenkins.plugins.packer.components.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

class UnreachableTest {
    private static String words(Exception cause, String region) {
        return Unreachable.words(SdkClientException.create("Received an exception. See cause.", cause), region);
    }

    @Test
    void aRegionThatDoesNotExistIsNamed() {
        assertThat(words(new UnknownHostException("ec2.eu-wst-1.amazonaws.com: Name or service not known"), "eu-wst-1"))
                .startsWith("the name ec2.eu-wst-1.amazonaws.com has no address. There is no region eu-wst-1 that");
    }

    @Test
    void aNetworkThatDoesNotAnswerIsToldWithItsName() {
        assertThat(words(new UnknownHostException("sts.eu-west-1.amazonaws.com"), "eu-west-1"))
                .isEqualTo("the name sts.eu-west-1.amazonaws.com has no address. Check the network of this machine: its"
                        + " DNS, and the proxy if it needs one.");
        assertThat(words(new ConnectException("Connection refused"), "eu-west-1"))
                .isEqualTo(
                        "Connection refused. Check the network of this machine, and the endpoint if the template or the"
                                + " environment names one.");
    }

    @Test
    void whateverElseItIsEndsASentence() {
        assertThat(Unreachable.words(SdkClientException.create("Odd"), "eu-west-1"))
                .isEqualTo("Odd.");
    }
}
