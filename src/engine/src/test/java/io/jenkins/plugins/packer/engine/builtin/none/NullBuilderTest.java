package io.jenkins.plugins.packer.engine.builtin.none;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.packer.engine.communicator.Communicator;
import io.jenkins.plugins.packer.engine.communicator.RemoteCommand;
import io.jenkins.plugins.packer.engine.component.Artifact;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.config.ConfigurationSchema;
import io.jenkins.plugins.packer.engine.testing.RecordingCheck;
import io.jenkins.plugins.packer.engine.testing.SshSettings;
import io.jenkins.plugins.packer.engine.testing.TestContext;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NullBuilderTest {
    @TempDir
    Path directory;

    @Test
    void itProvisionsWithoutAMachineAndExportsNothing() throws Exception {
        TestContext context = new TestContext(directory, List.of());
        NullConfiguration none = configuration(options -> options.communicator = "none");
        Artifact artifact = new NullBuilder().build(none, context);
        assertThat(context.steps()).containsExactly("provision none {ID=Null, ConnType=none}");
        assertThat(artifact.builderId()).isEqualTo("fnoeding.null");
        assertThat(artifact.id()).isEqualTo("Null");
        assertThat(artifact.description()).isEqualTo("Did not export anything. This is the null builder");
        assertThat(artifact.files()).isEmpty();
        assertThat(artifact.resources()).isEmpty();
        assertThat(context.resources().history()).isEmpty();
        assertThat(new NullBuilder().generatedVariables(none)).containsExactly("ID");
    }

    private static NullConfiguration configuration(Consumer<SshSettings> change) {
        SshSettings options = new SshSettings();
        change.accept(options);
        return new NullConfiguration(options.record());
    }

    private static Arguments rule(Consumer<SshSettings> change, String... errors) {
        return Arguments.of(change, List.of(errors));
    }

    static Stream<Arguments> rules() {
        return Stream.of(
                rule(options -> options.communicator = "none"),
                rule(
                        options -> options.communicator = "",
                        "ssh_username: An ssh_username must be specified",
                        "ssh_host: A host must be specified",
                        "ssh_password: One authentication method must be specified"),
                rule(options -> options.communicator = "telnet", "communicator: There is no communicator \"telnet\""),
                rule(
                        options -> {
                            options.host = "127.0.0.1";
                            options.username = "root";
                            options.password = "secret";
                            options.agentAuth = true;
                        },
                        "ssh_password: Only one of ssh_agent_auth, ssh_password, and ssh_private_key_file"),
                rule(options -> {
                    options.host = "127.0.0.1";
                    options.username = "root";
                    options.password = "secret";
                }));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void itAsksForWhatAConnectionNeeds(Consumer<SshSettings> change, List<String> errors) {
        RecordingCheck check = new RecordingCheck(directory, Set.of(), Set.of());
        new NullBuilder().check(configuration(change), check);
        assertThat(check.errors()).hasSameSizeAs(errors);
        for (int i = 0; i < errors.size(); i++) {
            String[] parts = errors.get(i).split(": ", 2);
            assertThat(check.errors().get(i)).startsWith(parts[0] + ": ").contains(parts[1]);
        }
    }

    @Test
    void whatIsNotKnownYetIsNotMissing() {
        RecordingCheck check =
                new RecordingCheck(directory, Set.of(), Set.of("ssh_username", "ssh_host", "ssh_password"));
        new NullBuilder().check(configuration(options -> {}), check);
        assertThat(check.errors().stream().filter(error -> error.startsWith("ssh_password")))
                .isEmpty();
    }

    @Test
    void optionsOfTemporaryKeysAreRefusedByName() {
        assertThat(ConfigurationSchema.of(NullConfiguration.class).refused())
                .containsOnlyKeys(
                        "ssh_keypair_name",
                        "temporary_key_pair_name",
                        "temporary_key_pair_type",
                        "temporary_key_pair_bits",
                        "ssh_clear_authorized_keys",
                        "ssh_public_key");
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
