package io.jenkins.plugins.packer.components.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.engine.testing.SshServer;
import java.io.IOException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

class WrappedShellTest {
    @Test
    void aPathStaysAsItIs() {
        assertThat(WrappedShell.word("/dev/xvdf1")).isEqualTo("/dev/xvdf1");
        assertThat(WrappedShell.word("a b")).isEqualTo("\"a b\"");
    }

    @Property(tries = 25)
    void theShellReadsTheWordThatWasMeant(@ForAll @NotEmpty @CharRange(from = ' ', to = '~') String text)
            throws IOException {
        String read = SshServer.run("/bin/sh", "-c", "printf %s " + WrappedShell.word(text));
        assertThat(read).isEqualTo(text);
    }
}
