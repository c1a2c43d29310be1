package io.jenkins.plugins.packer.engine.communicator.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketOption;
import jdk.net.ExtendedSocketOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PromptInputTest {
    private static final SocketOption<Boolean> AT_ONCE = ExtendedSocketOptions.TCP_QUICKACK;

    private ServerSocket listening;
    private Socket near;
    private Socket far;

    @BeforeEach
    void connect() throws IOException {
        listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        near = new Socket(listening.getInetAddress(), listening.getLocalPort());
        far = listening.accept();
    }

    @AfterEach
    void close() throws IOException {
        far.close();
        near.close();
        listening.close();
    }

    @Test
    void whatIsReadIsAcknowledgedAtOnce() throws IOException {
        assumeTrue(near.supportedOptions().contains(AT_ONCE), "only Linux can be told so");
        InputStream in = PromptInput.of(near);
        far.getOutputStream().write(new byte[] {1, 2, 3});
        near.setOption(AT_ONCE, false);
        assertThat(in.read()).isEqualTo(1);
        assertThat(near.getOption(AT_ONCE)).isTrue();
        near.setOption(AT_ONCE, false);
        assertThat(in.readNBytes(2)).containsExactly(2, 3);
        assertThat(near.getOption(AT_ONCE)).isTrue();
    }

    @Test
    void theEndIsTheEnd() throws IOException {
        InputStream in = PromptInput.of(near);
        far.getOutputStream().write(7);
        far.close();
        assertThat(in.readAllBytes()).containsExactly(7);
        assertThat(in.read()).isNegative();
    }
}
