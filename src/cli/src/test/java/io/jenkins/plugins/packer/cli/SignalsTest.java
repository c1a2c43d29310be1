package io.jenkins.plugins.packer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.engine.run.Cancellation;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SignalsTest {
    private final Cancellation cancellation = new Cancellation();
    private final Cancellation stop = new Cancellation();
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE);
    private final Signals signals = new Signals(cancellation, stop, now::get);

    @Test
    void theFirstCancelsAndTheSecondStops() {
        signals.receive("interrupt");
        assertThat(cancellation.isCancelled()).isTrue();
        assertThat(stop.isCancelled()).isFalse();
        now.addAndGet(Signals.ECHO.toNanos());
        signals.receive("interrupt");
        assertThat(stop.isCancelled()).isTrue();
    }

    /** timeout(1) sends its signal to the process, and to its group. */
    @Test
    void theEchoOfTheFirstIsNoSecond() {
        signals.receive("terminated");
        signals.receive("terminated");
        now.addAndGet(Signals.ECHO.toNanos() - 1);
        signals.receive("interrupt");
        assertThat(cancellation.isCancelled()).isTrue();
        assertThat(stop.isCancelled()).isFalse();
    }

    @Test
    void aRunThatIsEndingAlreadyIsStoppedByTheFirst() {
        cancellation.cancel("the cancel file is there");
        signals.receive("terminated");
        assertThat(stop.isCancelled()).isTrue();
    }
}
