package io.jenkins.plugins.packer.components.docker;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Asks an engine about its containers. */
record Containers(DockerEngine engine) {
    /** {@link #describe} of a container that runs. */
    static final String RUNNING = "running";
    /** What to do about a container that does not stay. */
    static final String REMEDY = "run_command must start something that goes on, such as a shell with -i and -t.";

    /** What the engine knows of a container; empty where it has none of that name or id. */
    Optional<JsonNode> find(String nameOrId) throws ComponentException {
        return engine.find(
                "Inspecting the container " + nameOrId, "/containers/" + DockerEngine.path(nameOrId) + "/json");
    }

    /** {@link #RUNNING}, or a few words that say why it is not. */
    String describe(String nameOrId) throws ComponentException {
        Optional<JsonNode> found = find(nameOrId);
        return found.isEmpty() ? "it was removed" : describe(found.get());
    }

    /** Likewise, of what {@link #find} found. */
    static String describe(JsonNode container) {
        JsonNode state = container.path("State");
        if (state.path("Running").asBoolean()) {
            return RUNNING;
        }
        StringBuilder text =
                new StringBuilder("exit status ").append(state.path("ExitCode").asLong());
        if (state.path("OOMKilled").asBoolean()) {
            text.append(", out of memory");
        }
        String error = state.path("Error").asText("");
        if (!error.isEmpty()) {
            text.append(", ").append(error);
        }
        return text.toString();
    }

    /**
     * Why a container does not run, with the last lines that it wrote, such as {@code exit status 3:} and those lines.
     *
     * @param container what {@link #find} found
     * @return empty where it runs
     */
    Optional<String> whyEnded(JsonNode container) throws ComponentException {
        String state = describe(container);
        if (state.equals(RUNNING)) {
            return Optional.empty();
        }
        String log = lastLines(
                container.path("Id").asText(),
                container.path("Config").path("Tty").asBoolean());
        return Optional.of(log.isEmpty() ? state : state + ":\n" + log);
    }

    /** The last lines that a container's main process wrote; empty where there are none. */
    private String lastLines(String container, boolean terminal) throws ComponentException {
        String what = "Reading the container's log";
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            engine.output(
                    what,
                    engine.request("GET", "/containers/" + container + "/logs?stdout=true&stderr=true&tail=10"),
                    terminal,
                    (errors, bytes, count) -> text.write(bytes, 0, count));
        } catch (IOException e) {
            throw new ComponentException(what + " failed: " + e.getMessage(), e);
        }
        return text.toString(StandardCharsets.UTF_8).strip();
    }
}
