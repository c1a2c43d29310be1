package io.jenkins.plugins.packer.engine.communicator.winrm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.packer.engine.communicator.UnreachableException;
import io.jenkins.plugins.packer.engine.testing.TestContext;
import io.jenkins.plugins.packer.engine.testing.winrm.WinRmDouble;
import io.jenkins.plugins.packer.engine.testing.winrm.WinRmDouble.Trouble;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Connecting ends with its time, whatever a machine leaves without answer; one request alone may take 90 seconds else. */
class WinRmDeadlineTest {
    private static final Duration LEFT = Duration.ofMillis(500);
    /** Far below the 90 seconds of a request, and far above what a busy machine needs. */
    private static final Duration SOON = Duration.ofSeconds(60);

    /** On a busy machine the time may be over before anything is asked. */
    private static final String OVER = ": (there was no answer within .*|no time is left to wait for an answer)\\.";

    @TempDir
    Path directory;

    private final long start = System.nanoTime();
    private TestContext context;

    @BeforeEach
    void setUp() {
        context = new TestContext(directory, List.of());
    }

    @AfterEach
    void ended() {
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
    }

    private WinRmCommunicator connect(String host, int port, boolean https, boolean ntlm) throws UnreachableException {
        WinRmSettings settings =
                new WinRmSettings(host, port, "packer", "pässword", https, true, ntlm, false, Duration.ofMinutes(30));
        return WinRmCommunicator.connect(settings, LEFT, context);
    }

    @ParameterizedTest
    @CsvSource({"false, false", "false, true", "true, false", "true, true"})
    void aServerThatAcceptsAndSaysNothingIsGivenUp(boolean https, boolean ntlm) throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> connect("127.0.0.1", silent.getLocalPort(), https, ntlm))
                    .isInstanceOf(UnreachableException.class)
                    .hasMessageMatching("WinRM cannot open a shell on 127.0.0.1:" + silent.getLocalPort() + OVER);
        }
    }

    @ParameterizedTest
    @CsvSource({"http, false", "https, true"})
    void aProxyThatSaysNothingIsGivenUp(String scheme, boolean https) throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            context.environment(scheme + "_proxy", "http://127.0.0.1:" + silent.getLocalPort());
            assertThatThrownBy(() -> connect("machine.invalid", 5985, https, true))
                    .isInstanceOf(UnreachableException.class)
                    .hasMessageMatching("WinRM cannot open a shell on machine.invalid:5985" + OVER);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Create", "Command", "Receive"})
    void aMachineThatStopsAnsweringIsGivenUp(String action) throws Exception {
        try (WinRmDouble machine = new WinRmDouble()) {
            machine.trouble(action, Trouble.SILENCE);
            assertThatThrownBy(() -> connect("127.0.0.1", machine.port(), false, true))
                    .isInstanceOf(UnreachableException.class);
        }
    }

    @Test
    void aRequestHasItsOwnTimeWhereNothingElseIsSaidAndOnceTheMachineIsConnected() throws Exception {
        Duration minute = Duration.ofMinutes(1);
        assertThat(Deadline.within(null).bound(minute)).isEqualTo(minute);
        Deadline deadline = Deadline.within(Duration.ofSeconds(59));
        assertThat(deadline.bound(minute)).isLessThan(minute);
        assertThat(deadline.bound(Duration.ofMillis(1))).isEqualTo(Duration.ofMillis(1));
        deadline.lift();
        assertThat(deadline.bound(minute)).isEqualTo(minute);
    }

    @Test
    void aLastAttemptHasAMomentAndNothingMore() throws Exception {
        Deadline deadline = Deadline.within(Duration.ZERO);
        context.cancellation().pause(Duration.ofMillis(101));
        assertThatThrownBy(() -> deadline.bound(SOON)).isInstanceOf(HttpTimeoutException.class);
    }
}
