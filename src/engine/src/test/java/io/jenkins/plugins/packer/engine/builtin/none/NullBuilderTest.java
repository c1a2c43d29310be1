package io.jenkins.plugins.packer.engine.builtin.none;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.packer.engine.communicator.Communicator;
import io.jenkins.plugins.packer.engine.communicator.LaterCommunicators;
import io.jenkins.plugins.packer.engine.communicator.RemoteCommand;
import io.jenkins.plugins.packer.engine.component.Artifact;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.config.ConfigurationSchema;
import io.jenkins.plugins.packer.engine.testing.RecordingCheck;
import io.jenkins.plugins.packer.engine.testing.TestContext;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NullBuilderTest {
    @TempDir
    Path directory;

    @Test
    void itProvisionsWithoutAMachineAndExportsNothing() throws Exception {
        TestContext context = new TestContext(directory, List.of());
        Artifact artifact = new NullBuilder().build(new NullConfiguration("none", new LaterCommunicators()), context);
        assertThat(context.steps()).containsExactly("provision none {ID=Null}");
        assertThat(artifact.builderId()).isEqualTo("fnoeding.null");
        assertThat(artifact.id()).isEqualTo("Null");
        assertThat(artifact.description()).isEqualTo("Did not export anything. This is the null builder");
        assertThat(artifact.files()).isEmpty();
        assertThat(artifact.resources()).isEmpty();
        assertThat(context.resources().history()).isEmpty();
        assertThat(new NullBuilder().generatedVariables(new NullConfiguration("none", new LaterCommunicators())))
                .containsExactly("ID");
    }

    @ParameterizedTest
    @CsvSource({
        "none, ''",
        ", 'connects by SSH, which comes with a later release. Set communicator = \"none\"'",
        "'', 'connects by SSH, which comes with a later release. Set communicator = \"none\"'",
        "ssh, 'The ssh communicator comes with a later release. Set communicator = \"none\"'",
        "winrm, 'The winrm communicator comes with a later release. Set communicator = \"none\"'",
        "telnet, 'cannot connect by \"telnet\"; it knows \"none\".'"
    })
    void anyCommunicatorButNoneIsRefusedWithTheRemedy(String communicator, String message) {
        RecordingCheck check = new RecordingCheck(directory, Set.of(), Set.of());
        new NullBuilder().check(new NullConfiguration(communicator, new LaterCommunicators()), check);
        if (message.isEmpty()) {
            assertThat(check.errors()).isEmpty();
        } else {
            assertThat(check.errors())
                    .singleElement()
                    .asString()
                    .startsWith("communicator: ")
                    .contains(message);
        }
    }

    @Test
    void optionsOfSshAreRefusedByName() {
        assertThat(ConfigurationSchema.of(NullConfiguration.class).refused())
                .containsEntry("ssh_host", "the ssh communicator comes with a later release")
                .containsKeys("ssh_password", "ssh_private_key_file", "pause_before_connecting");
    }

    @Test
    void everythingThatNeedsAMachineFailsWithTheReason() {
        try (Communicator none = new NoneCommunicator()) {
            assertThat(none.type()).isEqualTo("none");
            List<ThrowingCallable> calls = List.of(
                    () -> none.execute(new RemoteCommand("true", line -> {}, line -> {})),
                    () -> none.upload(InputStream.nullInputStream(), 0, -1, "/tmp/a"),
                    () -> none.uploadDirectory("a", "/tmp", List.of()),
                    () -> none.download("/tmp/a", new ByteArrayOutputStream()),
                    () -> none.downloadDirectory("/tmp/a", directory, List.of()));
            for (ThrowingCallable call : calls) {
                assertThatThrownBy(call)
                        .isInstanceOf(ComponentException.class)
                        .hasMessageEndingWith("is not possible when communicator = \"none\".");
            }
        }
    }
}
