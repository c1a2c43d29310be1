package io.jenkins.plugins.packer.components.docker;

import org.jspecify.annotations.Nullable;

/**
 * The name of an image, taken apart as Docker's reference grammar does
 * (https://pkg.go.dev/github.com/distribution/reference).
 *
 * @param repository with the registry's host where it has one, such as {@code localhost:5000/web}
 * @param tag such as {@code latest}, or null
 * @param digest such as {@code sha256:...}, or null
 */
record ImageReference(
        String repository, @Nullable String tag, @Nullable String digest) {
    /** The key of Docker Hub in Docker's configuration file, and the server that one logs in to there. */
    static final String DOCKER_HUB = "https://index.docker.io/v1/";

    static ImageReference parse(String name) {
        String rest = name;
        String digest = null;
        int at = rest.indexOf('@');
        if (at >= 0) {
            digest = rest.substring(at + 1);
            rest = rest.substring(0, at);
        }
        String tag = null;
        int colon = rest.lastIndexOf(':');
        if (colon > rest.lastIndexOf('/')) {
            tag = rest.substring(colon + 1);
            rest = rest.substring(0, colon);
        }
        return new ImageReference(rest, tag, digest);
    }

    /** What a registry is asked for: the digest, else the tag, else {@code latest}. */
    String version() {
        if (digest != null) {
            return digest;
        }
        return tag == null ? "latest" : tag;
    }

    /** The name with {@code latest} where it has neither tag nor digest. */
    String withTag() {
        return tag == null && digest == null ? repository + ":latest" : toString();
    }

    /** Key of the registry in Docker's configuration file. */
    String registry() {
        int slash = repository.indexOf('/');
        if (slash > 0) {
            String first = repository.substring(0, slash);
            if (first.indexOf('.') >= 0 || first.indexOf(':') >= 0 || first.equals("localhost")) {
                return registryKey(first);
            }
        }
        return DOCKER_HUB;
    }

    /** A server as users write it, as the key that Docker's configuration file has for it. */
    static String registryKey(@Nullable String server) {
        if (server == null || server.isEmpty()) {
            return DOCKER_HUB;
        }
        String host = server;
        int scheme = host.indexOf("://");
        if (scheme >= 0) {
            host = host.substring(scheme + 3);
        }
        int slash = host.indexOf('/');
        if (slash >= 0) {
            host = host.substring(0, slash);
        }
        return host.equals("docker.io") || host.equals("index.docker.io") || host.equals("registry-1.docker.io")
                ? DOCKER_HUB
                : host;
    }

    @Override
    public String toString() {
        return repository + (tag == null ? "" : ":" + tag) + (digest == null ? "" : "@" + digest);
    }
}
