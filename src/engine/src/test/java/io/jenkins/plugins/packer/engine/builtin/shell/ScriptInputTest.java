package io.jenkins.plugins.packer.engine.builtin.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the command gets that takes a script from its input. */
class ScriptInputTest {
    private static final byte[] SCRIPT = "echo 1\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] SENT = "exit 97\necho 1\n".getBytes(StandardCharsets.UTF_8);

    @Test
    void theScriptComesFirstAndTheWordOnceTheMachineHasIt() throws Exception {
        ScriptInput input = new ScriptInput(SCRIPT, Duration.ofMinutes(5));
        assertThat(input.readNBytes(SENT.length)).isEqualTo(SENT);
        input.begin();
        assertThat(input.readAllBytes()).containsExactly('\n');
        assertThat(input.hasBegun()).isTrue();
    }

    /** What a start-up file of the shell read of it the command waits for, for ever. */
    @Test
    void aMachineThatSaysNothingIsGivenUpAndNothingBegins() throws Exception {
        ScriptInput input = new ScriptInput(SCRIPT, Duration.ofMillis(1));
        assertThat(input.readAllBytes()).isEqualTo(SENT);
        input.begin();
        assertThat(input.read()).isNegative();
        assertThat(input.hasBegun()).isFalse();
    }
}
