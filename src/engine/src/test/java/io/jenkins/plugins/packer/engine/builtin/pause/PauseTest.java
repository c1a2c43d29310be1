package io.jenkins.plugins.packer.engine.builtin.pause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.run.CancelledException;
import io.jenkins.plugins.packer.engine.testing.TestConfiguration;
import io.jenkins.plugins.packer.engine.testing.TestContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class PauseTest {
    @TempDir
    Path directory;

    private TestContext context;

    @BeforeEach
    void setUp() {
        context = new TestContext(directory, List.of());
    }

    @Test
    void sleepWaitsAsLongAsItIsTold() {
        long start = System.nanoTime();
        new SleepProvisioner().provision(new SleepConfiguration(Duration.ofMillis(120)), context);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(120));
    }

    @Test
    void sleepWithoutADurationDoesNotWait() {
        assertThat(TestConfiguration.of(SleepConfiguration.class, Map.of()).duration())
                .isZero();
    }

    @Test
    @Timeout(10)
    void sleepEndsAtOnceWhenTheRunIsCancelled() {
        context.cancellation().cancel("interrupted");
        assertThatThrownBy(() -> new SleepProvisioner().provision(new SleepConfiguration(Duration.ofHours(1)), context))
                .isInstanceOf(CancelledException.class);
    }

    @Test
    void breakpointAsksBeforeItGoesOn() throws Exception {
        context.ui().answer("");
        new BreakpointProvisioner().provision(TestConfiguration.of(BreakpointConfiguration.class, Map.of()), context);
        assertThat(context.ui().lines()).containsExactly("==> Pausing at breakpoint provisioner.");
        assertThat(context.ui().questions()).containsExactly("Press enter to continue.");
    }

    @Test
    void breakpointShowsItsNote() throws Exception {
        context.ui().answer("");
        new BreakpointProvisioner().provision(new BreakpointConfiguration("here", false), context);
        assertThat(context.ui().lines()).containsExactly("==> Pausing at breakpoint provisioner with note \"here\".");
    }

    @Test
    void aDisabledBreakpointDoesNotAsk() throws Exception {
        new BreakpointProvisioner().provision(new BreakpointConfiguration("here", true), context);
        new BreakpointProvisioner().provision(new BreakpointConfiguration(null, true), context);
        assertThat(context.ui().questions()).isEmpty();
        assertThat(context.ui().lines())
                .containsExactly(
                        "==> Breakpoint provisioner with note \"here\" disabled; continuing...",
                        "==> Breakpoint provisioner disabled; continuing...");
    }

    @Test
    void aBreakpointFailsWhereNobodyCanAnswer() {
        assertThatThrownBy(
                        () -> new BreakpointProvisioner().provision(new BreakpointConfiguration(null, false), context))
                .isInstanceOf(ComponentException.class);
    }
}
