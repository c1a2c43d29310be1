package io.jenkins.plugins.packer.components.ansible;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScpCommandTest {

    @Test
    void isReadWithItsFlagsAndQuotes() {
        assertThat(ScpCommand.of("scp -v -p -t '/tmp/it'\"'\"'s here'"))
                .contains(new ScpCommand(true, false, true, List.of("/tmp/it's here")));
        assertThat(ScpCommand.of("scp -rf -- \"a \\\"b\" c\\ d"))
                .contains(new ScpCommand(false, true, false, List.of("a \"b", "c d")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"scp a b", "scp -t", "scp -t -f a", "scpx -t a", "ls", "scp"})
    void anythingElseIsACommandForTheMachine(String line) {
        assertThat(ScpCommand.of(line)).isEmpty();
    }
}
