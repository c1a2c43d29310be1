package io.jenkins.plugins.packer.engine.communicator.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.packer.engine.builtin.shell.ShellConfiguration;
import io.jenkins.plugins.packer.engine.builtin.shell.ShellProvisioner;
import io.jenkins.plugins.packer.engine.communicator.Communicator;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.run.Cancellation;
import io.jenkins.plugins.packer.engine.run.CancelledException;
import io.jenkins.plugins.packer.engine.testing.TestConfiguration;
import io.jenkins.plugins.packer.engine.testing.TestContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The {@code shell} provisioner over a machine that goes away and comes back, as in a reboot. */
class SshRebootTest extends SshFixture {

    private void provision(Map<String, ?> options) throws ComponentException {
        Map<String, Object> all = new HashMap<>(options);
        all.put("remote_folder", directory.toString());
        new ShellProvisioner().provision(TestConfiguration.of(ShellConfiguration.class, all), context);
    }

    /** Has the server go down when a script says so, and come up again after a while. */
    private void rebootOn(String word, Duration absence) {
        context.ui().onLine(line -> {
            if (!line.strip().equals(word)) {
                return;
            }
            server.stop();
            Thread thread = new Thread(() -> {
                new Cancellation().pause(absence);
                try {
                    server.start();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            thread.setDaemon(true);
            thread.start();
        });
    }

    @Test
    void aScriptThatRebootsMayDisconnectAndTheNextOneWaitsForTheMachine() throws Exception {
        context.with(connect(server.settings()));
        rebootOn("down", Duration.ofMillis(1200));
        provision(Map.of("inline", List.of("echo down", "sleep 60"), "expect_disconnect", true));
        provision(Map.of("inline", List.of("echo up"), "start_retry_timeout", Duration.ofMinutes(2)));
        assertThat(context.ui().lines()).contains("    up");
        assertThat(directory.toFile().list((folder, name) -> name.startsWith("script_")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aScriptThatIsEndedBeforeItsTimeLeavesNothingOnTheMachine(boolean cancelled) throws Exception {
        Communicator machine = connect(server.settings());
        Thread worker = Thread.currentThread();
        if (!cancelled) {
            // A timeout of a provisioner has a token of its own, of which the communicator knows nothing.
            context = new TestContext(directory, List.of());
        }
        context.with(machine).secrets().add("s3cret");
        context.ui().onLine(line -> {
            if (line.strip().equals("running")) {
                context.cancellation().cancel("stop");
                if (!cancelled) {
                    worker.interrupt();
                }
            }
        });
        assertThatThrownBy(() -> provision(Map.of(
                        "inline",
                        List.of("ls " + directory, "echo running", "sleep 300"),
                        "env",
                        Map.of("TOKEN", "s3cret"),
                        "expect_disconnect",
                        true)))
                .isInstanceOf(CancelledException.class);
        assertThat(Thread.interrupted()).isEqualTo(!cancelled);
        assertThat(context.ui().lines()).anyMatch(line -> line.contains("varfile_"));
        assertThat(directory.toFile().list((folder, name) -> name.matches("(script|varfile)_.*")))
                .isEmpty();
        assertThat(context.ui().lines()).noneMatch(line -> line.contains("may be left"));
    }

    @Test
    void aDisconnectionThatNobodyExpectsEndsTheProvisionerWithTheRemedy() throws Exception {
        context.with(connect(server.settings()));
        rebootOn("down", Duration.ZERO);
        assertThatThrownBy(() -> provision(Map.of("inline", List.of("echo down", "sleep 60"))))
                .isInstanceOf(ComponentException.class)
                .hasMessageStartingWith("Script disconnected unexpectedly.")
                .hasMessageContaining("expect_disconnect = true");
    }

    @Test
    void aMachineThatDoesNotComeBackIsGivenUpAfterStartRetryTimeout() throws Exception {
        context.with(connect(server.settings()));
        server.stop();
        long start = System.nanoTime();
        assertThatThrownBy(() ->
                        provision(Map.of("inline", List.of("true"), "start_retry_timeout", Duration.ofSeconds(2))))
                .isInstanceOf(ComponentException.class)
                .hasMessageContaining("connecting to 127.0.0.1:" + server.port() + " failed: Connection refused");
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(60));
        assertThat(context.ui().lines()).anyMatch(line -> line.startsWith("    Trying again: "));
    }
}
