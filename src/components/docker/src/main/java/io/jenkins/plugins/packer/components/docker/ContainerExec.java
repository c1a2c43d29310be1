package io.jenkins.plugins.packer.components.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.packer.engine.communicator.DisconnectedException;
import io.jenkins.plugins.packer.engine.communicator.LineOutput;
import io.jenkins.plugins.packer.engine.communicator.RemoteCommand;
import io.jenkins.plugins.packer.engine.communicator.StreamedCommand;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.run.Cancellation;
import io.jenkins.plugins.packer.engine.run.Redactor;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs commands in a container as Packer's docker communicator does: {@code /bin/sh -c "(command)"}. A command whose
 * run is cancelled is let go of at once; its processes end with the container.
 *
 * @param engine connection
 * @param container id
 * @param user user, or user:group, or null for the container's own
 * @param terminal whether commands get a terminal, which mixes their outputs
 * @param secrets of the run
 * @param cancellation ends the wait
 */
record ContainerExec(
        DockerEngine engine,
        String container,
        @Nullable String user,
        boolean terminal,
        Redactor secrets,
        Cancellation cancellation) {
    private static final Duration POLL = Duration.ofMillis(20);
    private static final int POLLS = 250;
    private static final int STATE_POLLS = 50;
    /** What a shell reports for a process killed with SIGKILL, as all of a stopped container's are. */
    private static final int KILLED = 137;

    /**
     * Runs a command and waits for its end.
     *
     * @return the exit status
     * @throws DisconnectedException when the container ends before the command does
     * @throws ComponentException when it cannot be started
     */
    int run(RemoteCommand command) throws ComponentException {
        String exec = create("(" + command.command() + ")", terminal, false);
        ObjectNode start = JsonTree.object();
        start.put("Detach", false).put("Tty", terminal);
        IOException failure = null;
        try (LineOutput errors = new LineOutput(secrets, command.errors());
                LineOutput output = new LineOutput(secrets, command.output())) {
            engine.output(
                    "Running a command in the container",
                    engine.request("POST", "/exec/" + exec + "/start", start),
                    terminal,
                    (error, bytes, count) -> (error ? errors : output).write(bytes, 0, count));
        } catch (IOException e) {
            // How the command ended, or that its container did, is known to the engine alone.
            failure = e;
        }
        cancellation.check();
        return status(exec, failure);
    }

    /**
     * Runs a command with bytes for its input and outputs, without a terminal, which would change them.
     *
     * @return the exit status
     * @throws DisconnectedException when the container ends before the command does
     * @throws ComponentException when it cannot be started
     */
    int stream(StreamedCommand command) throws ComponentException {
        String exec = create("(" + command.command() + ")", false, true);
        IOException failure = null;
        try {
            engine.streaming().run(exec, command);
        } catch (IOException e) {
            failure = e;
        }
        cancellation.check();
        return status(exec, failure);
    }

    private String create(String command, boolean withTerminal, boolean withInput) throws ComponentException {
        ObjectNode create = JsonTree.object();
        create.put("AttachStdin", withInput).put("AttachStdout", true).put("AttachStderr", true);
        create.put("Tty", withTerminal);
        create.putArray("Cmd").add("/bin/sh").add("-c").add(command);
        if (user != null && !user.isEmpty()) {
            create.put("User", user);
        }
        try {
            return engine.post("Starting a command in the container", "/containers/" + container + "/exec", create)
                    .path("Id")
                    .asText();
        } catch (EngineException e) {
            throw whyNotStarted(e);
        }
    }

    /** A container that ended between two commands, or a moment after its start, says why. */
    private ComponentException whyNotStarted(EngineException refusal) throws ComponentException {
        Containers containers = new Containers(engine);
        Optional<JsonNode> found = containers.find(container);
        if (found.isEmpty()) {
            return new DisconnectedException("The container " + container + " was removed during the build.", refusal);
        }
        Optional<String> ended = containers.whyEnded(found.get());
        return ended.isEmpty()
                ? refusal
                : new DisconnectedException(
                        "The container " + container + " does not run any more: " + ended.get() + "\n"
                                + Containers.REMEDY,
                        refusal);
    }

    private int status(String exec, @Nullable Throwable failure) throws ComponentException {
        Integer status = null;
        for (int i = 0; status == null && i < POLLS; i++) {
            if (i > 0) {
                cancellation.pause(POLL);
            }
            Optional<JsonNode> inspected =
                    engine.find("Asking how a command in the container ended", "/exec/" + exec + "/json");
            if (inspected.isEmpty()) {
                // The engine forgets the commands of a container that is gone.
                break;
            }
            // The stream can end a moment before the engine notes the process's end.
            boolean running = inspected.get().path("Running").asBoolean() && failure == null;
            JsonNode code = inspected.get().path("ExitCode");
            status = running || !code.isInt() ? null : (Integer) code.intValue();
            if (failure != null) {
                break;
            }
        }
        if (status == null || status == KILLED) {
            String state = stateAfterKill();
            if (!state.equals(Containers.RUNNING)) {
                throw new DisconnectedException(
                        "The container " + container + " ended while a command was running in it: " + state + ".",
                        failure);
            }
        }
        if (status == null) {
            throw new DisconnectedException(
                    "The connection to the container " + container + " broke while a command was running in it.",
                    failure);
        }
        return status;
    }

    /** The engine notes the end of a stopped container a moment after the ends of its processes. */
    private String stateAfterKill() throws ComponentException {
        Containers containers = new Containers(engine);
        String state = containers.describe(container);
        for (int i = 0; i < STATE_POLLS && state.equals(Containers.RUNNING); i++) {
            cancellation.pause(POLL);
            state = containers.describe(container);
        }
        return state;
    }
}
