package io.jenkins.plugins.packer.components.docker;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.StepContext;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the engine as the Docker client does: {@code DOCKER_HOST}, else the context named by {@code DOCKER_CONTEXT} or
 * by {@code currentContext} of its configuration file, else the local socket. TLS follows {@code DOCKER_TLS_VERIFY} and
 * {@code DOCKER_CERT_PATH} (https://docs.docker.com/reference/cli/docker/#environment-variables).
 */
final class EndpointResolver {
    private final ClientProgram programs;
    private final Map<String, String> environment;

    EndpointResolver(StepContext context) {
        this(new ClientProgram(context.environment(), context.directory(), context.cancellation()));
    }

    EndpointResolver(ClientProgram programs) {
        this.programs = programs;
        this.environment = programs.environment();
    }

    /**
     * Finds the engine.
     *
     * @param dockerPath the {@code docker_path} option: a client that is asked instead
     * @throws ComponentException when what names the engine is malformed or missing
     */
    Endpoint resolve(@Nullable String dockerPath) throws ComponentException {
        if (dockerPath != null && !dockerPath.isEmpty()) {
            return ofClient(dockerPath);
        }
        String host = value("DOCKER_HOST");
        if (!host.isEmpty()) {
            return Endpoint.of(host, environmentCertificates(), "DOCKER_HOST");
        }
        String context = value("DOCKER_CONTEXT");
        String origin = "DOCKER_CONTEXT";
        DockerFiles files = DockerFiles.of(environment);
        if (context.isEmpty()) {
            context = files.configuration().path("currentContext").asText("");
            origin = "currentContext of " + files.folder().resolve("config.json");
        }
        if (context.isEmpty() || context.equals("default")) {
            return Endpoint.of(localSocket(), null, "the default");
        }
        return ofContext(files, context, origin);
    }

    private static Endpoint ofContext(DockerFiles files, String name, String origin) throws ComponentException {
        JsonNode docker = files.context(name).path("Endpoints").path("docker");
        String host = docker.path("Host").asText("");
        if (host.isEmpty()) {
            throw new ComponentException("There is no Docker context \"" + name + "\", which " + origin + " names, in "
                    + files.folder() + ". Create it with docker context create, or set DOCKER_HOST.");
        }
        Path certificates = files.contextCertificates(name);
        boolean tls = Files.isDirectory(certificates);
        refuseUnverified(docker.path("SkipTLSVerify").asBoolean(false), "The Docker context \"" + name + "\"");
        return Endpoint.of(host, tls ? certificates : null, "context " + name);
    }

    /** Asks a client for the engine that it would talk to. */
    private Endpoint ofClient(String client) throws ComponentException {
        String name = new File(client).getName();
        if (name.startsWith("podman")) {
            String socket = ask(client, "info", "--format", "{{.Host.RemoteSocket.Path}}");
            return Endpoint.of(socket.startsWith("/") ? "unix://" + socket : socket, null, "docker_path " + client);
        }
        String answer = ask(
                client,
                "context",
                "inspect",
                "--format",
                "{{.Endpoints.docker.Host}}\t{{.Endpoints.docker.SkipTLSVerify}}\t{{.Name}}\t{{.Storage.TLSPath}}");
        String[] fields = answer.split("\t", -1);
        if (fields.length < 4) {
            throw new ComponentException("docker_path: " + client + " answered \"" + answer
                    + "\" when it was asked for its current context. Use a Docker-compatible client.");
        }
        // The default context is in memory and has no folder: its TLS files are the environment's.
        boolean named = !fields[2].equals("default");
        Path tls = named ? Path.of(fields[3]).resolve("docker") : null;
        refuseUnverified(named && fields[1].equals("true"), "The context \"" + fields[2] + "\" of " + client);
        Path certificates = tls != null && Files.isDirectory(tls) ? tls : null;
        return Endpoint.of(fields[0], named ? certificates : environmentCertificates(), "docker_path " + client);
    }

    private String ask(String client, String... arguments) throws ComponentException {
        String[] command = new String[arguments.length + 1];
        command[0] = client;
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        ClientProgram.Outcome outcome;
        try {
            outcome = programs.run("", command);
        } catch (ComponentException e) {
            throw new ComponentException(
                    "docker_path: " + e.getMessage()
                            + ". Correct docker_path, or remove it to use DOCKER_HOST or the default socket.",
                    e);
        }
        if (outcome.status() != 0) {
            throw new ComponentException(
                    "docker_path: " + client + " does not tell its engine's address: " + outcome.reason()
                            + ". Correct docker_path, or remove it to use DOCKER_HOST or the default socket.");
        }
        // Only the line's end: a field can be empty.
        return outcome.output().replaceFirst("[\\r\\n]+$", "");
    }

    private @Nullable Path environmentCertificates() throws ComponentException {
        refuseUnverified(
                !value("DOCKER_TLS").isEmpty() && value("DOCKER_TLS_VERIFY").isEmpty(), "DOCKER_TLS");
        if (value("DOCKER_TLS_VERIFY").isEmpty()) {
            return null;
        }
        String path = value("DOCKER_CERT_PATH");
        return path.isEmpty() ? DockerFiles.of(environment).folder() : Path.of(path);
    }

    private static void refuseUnverified(boolean unverified, String who) throws ComponentException {
        if (unverified) {
            throw new ComponentException(who + " asks for TLS without verifying the engine's certificate, which is not"
                    + " supported: anybody in between could read the build. Put the authority's ca.pem beside the"
                    + " client's certificate and verify.");
        }
    }

    private static String localSocket() {
        return File.separatorChar == '\\' ? "npipe:////./pipe/docker_engine" : "unix:///var/run/docker.sock";
    }

    private String value(String name) {
        return environment.getOrDefault(name, "");
    }
}
