package io.jenkins.plugins.packer.engine.communicator;

import io.jenkins.plugins.packer.engine.component.BuildContext;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.run.Cancellation;
import io.jenkins.plugins.packer.engine.ui.DurationText;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Waits for a machine: tries to connect until it works, the time is over, or too many logins were refused. */
final class Connecting {
    /** A machine that is starting answers within moments of being ready, so the first pauses are short. */
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(500);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /** What Packer waits after a refused login: the machine may still be creating the user. */
    private static final Duration LOGIN_PAUSE = Duration.ofSeconds(7);

    private static final Duration ENOUGH = Duration.ofSeconds(1);

    private static final Duration BETWEEN_LINES = Duration.ofSeconds(30);

    private final CommunicatorOptions options;
    private final Target target;
    private final ConnectionAttempt attempt;
    private final BuildContext context;
    private final String name;
    private boolean announced;
    private boolean attempted;
    private int refused;
    private String lastFailure = "its address is not known yet";

    /** What came of it. */
    record Connected(Communicator communicator, MachineAccess access) {}

    Connecting(CommunicatorOptions options, Target target, ConnectionAttempt attempt, BuildContext context) {
        this.options = options;
        this.target = target;
        this.attempt = attempt;
        this.context = context;
        this.name = options.type().equals(CommunicatorOptions.SSH) ? "SSH" : "WinRM";
    }

    Connected run() throws ComponentException {
        Duration limit = options.type().equals(CommunicatorOptions.SSH)
                ? options.ssh().timeout()
                : options.winRm().timeout();
        Cancellation cancellation = context.cancellation();
        long start = System.nanoTime();
        Duration nextLine = BETWEEN_LINES;
        Duration pause = SHORTEST_PAUSE;
        refused = 0;
        announce();
        context.ui().say("Waiting for " + name + " to become available...");
        while (true) {
            cancellation.check();
            int refusedBefore = refused;
            Connected connected = once(limit == null ? null : limit.minusNanos(System.nanoTime() - start));
            if (connected != null) {
                context.ui().say("Connected to " + name + "!");
                return connected;
            }
            Duration next = refused > refusedBefore ? LOGIN_PAUSE : pause;
            pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
            Duration waited = Duration.ofNanos(System.nanoTime() - start);
            if (limit != null && waited.plus(next).compareTo(limit) >= 0) {
                Duration left = limit.minus(waited);
                if (left.isNegative() || left.isZero()) {
                    throw new ComponentException("Timeout waiting for " + name + ": " + lastFailure
                            + " (waited " + DurationText.brief(limit) + ", which "
                            + (name.equals("SSH") ? "ssh_timeout" : "winrm_timeout") + " changes)");
                }
                next = left;
            }
            if (waited.compareTo(nextLine) >= 0) {
                context.ui().message("Waiting for " + name + " for " + DurationText.words(waited) + ": " + lastFailure);
                nextLine = waited.plus(BETWEEN_LINES);
            }
            cancellation.pause(next);
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private @Nullable Connected once(@Nullable Duration left) throws ComponentException {
        MachineAccess access = access();
        if (access == null) {
            return null;
        }
        announce(access.host());
        try {
            return new Connected(attempt.connect(access, left), access);
        } catch (UnreachableException e) {
            // A last attempt for which hardly any time is left fails for that reason, and says less than those before.
            if (!attempted || left == null || left.compareTo(ENOUGH) > 0) {
                lastFailure = e.getMessage();
            }
            attempted = true;
            if (e.isLoginRefused()) {
                refused++;
                int allowed = options.ssh().logins();
                if (allowed > 0 && refused >= allowed) {
                    throw new ComponentException(
                            "Error waiting for " + name + ": " + e.getMessage() + " (tried " + refused
                                    + (refused == 1 ? " time" : " times") + ", which ssh_handshake_attempts changes)",
                            e);
                }
            }
            return null;
        }
    }

    private void announce() {
        if (!options.host().isEmpty()) {
            announce(options.host());
        }
    }

    private void announce(String host) {
        if (!announced) {
            announced = true;
            context.ui().say("Using " + name + " communicator to connect: " + host);
        }
    }

    /** Puts together what the template says and what the builder knows; null while there is no address. */
    private @Nullable MachineAccess access() throws ComponentException {
        String host = options.host().isEmpty() ? target.host() : options.host();
        if (host == null || host.isEmpty()) {
            return null;
        }
        int port = target.port();
        String username = target.username();
        String password = target.password();
        MachineAccess access = new MachineAccess(
                host,
                port == 0 ? options.port() : port,
                username == null || username.isEmpty() ? options.username() : username,
                password == null || password.isEmpty() ? options.password() : password,
                target.keyPair());
        hide(access);
        return access;
    }

    /** A password that is the user's name, as in many test images, hides nothing and would riddle the output. */
    private void hide(MachineAccess access) {
        if (!access.password().equals(access.username())) {
            context.secrets().add(access.password());
        }
    }
}
