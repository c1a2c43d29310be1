package io.jenkins.plugins.packer.engine.builtin.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What a message says of an exit status that is a shell's own. */
class StatusMeaningTest {

    private static String of(int status, String script) {
        return StatusMeaning.of(status, script.getBytes(StandardCharsets.UTF_8), "/tmp/s.sh");
    }

    @Test
    void aDirectoryThatProgramsMayNotRunInIsNamedWithTheRemedy() {
        assertThat(of(126, "#!/bin/sh\n"))
                .contains("If that is /tmp/s.sh, its directory may be mounted with noexec: set remote_folder");
    }

    @Test
    void theInterpreterMayBeWhatIsMissing() {
        assertThat(of(127, "#! /bin/bash -e\necho\n")).contains("or /bin/bash, which its first line names");
        assertThat(of(127, "#!/bin/bash\r\necho\r\n"))
                .contains("carriage return")
                .contains("binary = true");
        assertThat(of(127, "echo\n")).isEmpty();
    }

    @Test
    void anyOtherStatusIsTheScriptsOwn() {
        assertThat(of(1, "#!/bin/sh\n")).isEmpty();
        assertThat(of(0, "")).isEmpty();
    }
}
