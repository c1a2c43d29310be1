package io.jenkins.plugins.packer.components.docker;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a Docker engine listens.
 *
 * @param host {@code unix:}, {@code npipe:} or {@code tcp:} address
 * @param certificates directory with {@code ca.pem}, {@code cert.pem} and {@code key.pem}, or null for no TLS
 * @param origin who named it, for messages, such as {@code DOCKER_HOST}
 */
record Endpoint(URI host, @Nullable Path certificates, String origin) {
    private static final String HOST = "docker_host";
    private static final String CERTIFICATES = "docker_cert_path";
    private static final String JOURNAL = "the run's journal";

    /**
     * Checks an address.
     *
     * @throws ComponentException when it is malformed or of a kind that is not supported
     */
    static Endpoint of(String address, @Nullable Path certificates, String origin) throws ComponentException {
        String normal = address.contains("://") ? address : "tcp://" + address;
        if (normal.startsWith("http://")) {
            normal = "tcp://" + normal.substring("http://".length());
        } else if (normal.startsWith("https://")) {
            normal = "tcp://" + normal.substring("https://".length());
        }
        try {
            URI uri = new URI(normal);
            switch (String.valueOf(uri.getScheme())) {
                case "unix", "npipe" -> {
                    return new Endpoint(uri, null, origin);
                }
                case "tcp" -> {
                    int port = certificates == null ? 2375 : 2376;
                    URI withPort = uri.getPort() < 0
                            ? new URI("tcp", null, uri.getHost(), port, uri.getPath(), null, null)
                            : uri;
                    return new Endpoint(withPort, certificates, origin);
                }
                case "ssh" ->
                    throw new ComponentException(
                            "The Docker endpoint " + address + " (" + origin
                                    + ") is reached over SSH, which is not supported. Forward the engine's socket, such as with ssh"
                                    + " -L /tmp/docker.sock:/var/run/docker.sock, and set DOCKER_HOST to unix:///tmp/docker.sock.");
                default ->
                    throw new ComponentException("The Docker endpoint " + address + " (" + origin
                            + ") is of an unknown kind. It must begin with unix://, npipe:// or tcp://.");
            }
        } catch (URISyntaxException e) {
            throw new ComponentException(
                    "The Docker endpoint " + address + " (" + origin + ") is not an address: " + e.getMessage()
                            + ". It must look like unix:///var/run/docker.sock or tcp://host:2376.",
                    e);
        }
    }

    /** What a resource keeps of it; no secret. */
    Map<String, String> attributes() {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put(HOST, host.toString());
        if (certificates != null) {
            attributes.put(CERTIFICATES, certificates.toString());
        }
        return attributes;
    }

    /** The endpoint of a resource. */
    static Endpoint of(Map<String, String> attributes) throws ComponentException {
        String host = attributes.get(HOST);
        if (host == null) {
            throw new ComponentException("The journal does not say which Docker engine holds the resource.");
        }
        String certificates = attributes.get(CERTIFICATES);
        return of(host, certificates == null ? null : Path.of(certificates), JOURNAL);
    }

    @Override
    public String toString() {
        return host + " (" + origin + (certificates == null ? "" : ", TLS with " + certificates) + ")";
    }
}
