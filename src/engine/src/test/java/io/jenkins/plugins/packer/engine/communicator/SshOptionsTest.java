package io.jenkins.plugins.packer.engine.communicator;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.engine.testing.SshSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long and how often a login is tried (packer-plugin-sdk, communicator/config.go, prepareSSH). */
class SshOptionsTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // ssh_timeout, ssh_wait_timeout, ssh_handshake_attempts; how long, how many logins (0 for any number)
                "-, -, 0, PT5M, 10",
                "PT9M, -, 0, PT9M, 0",
                "PT0S, -, 0, PT5M, 10",
                "-, PT8M, 0, PT8M, 10",
                "PT9M, PT8M, 0, PT8M, 0",
                "-, -, 3, -, 3",
                "PT9M, -, 3, PT9M, 3",
                "-, PT8M, 3, PT8M, 3"
            })
    void theOldNameOfTheTimeoutWinsAndDefaultsHoldOnlyWhereNeitherTimeNorNumberIsGiven(
            @Nullable Duration timeout,
            @Nullable Duration wait,
            int attempts,
            @Nullable Duration expected,
            int logins) {
        SshSettings settings = new SshSettings();
        settings.timeout = timeout;
        settings.waitTimeout = wait;
        settings.handshakeAttempts = attempts;
        assertThat(settings.ssh().timeout()).isEqualTo(expected);
        assertThat(settings.ssh().logins()).isEqualTo(logins);
    }
}
