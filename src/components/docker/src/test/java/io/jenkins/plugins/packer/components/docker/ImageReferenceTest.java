package io.jenkins.plugins.packer.components.docker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageReferenceTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ubuntu                      | ubuntu                  | latest      | https://index.docker.io/v1/
        ubuntu:22.04                | ubuntu                  | 22.04       | https://index.docker.io/v1/
        team/web:1                  | team/web                | 1           | https://index.docker.io/v1/
        localhost/web               | localhost/web           | latest      | localhost
        localhost:5000/web          | localhost:5000/web      | latest      | localhost:5000
        r.example.org/a/b:1         | r.example.org/a/b       | 1           | r.example.org
        ubuntu@sha256:abc           | ubuntu                  | sha256:abc  | https://index.docker.io/v1/
        r:5000/web:1@sha256:abc     | r:5000/web              | sha256:abc  | r:5000
        docker.io/library/ubuntu    | docker.io/library/ubuntu | latest     | https://index.docker.io/v1/
        """)
    void isTakenApart(String name, String repository, String version, String registry) {
        ImageReference reference = ImageReference.parse(name);
        assertThat(reference.repository()).isEqualTo(repository);
        assertThat(reference.version()).isEqualTo(version);
        assertThat(reference.registry()).isEqualTo(registry);
        assertThat(reference).hasToString(name);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "null", textBlock = """
        null                           | https://index.docker.io/v1/
        docker.io                      | https://index.docker.io/v1/
        https://index.docker.io/v1/    | https://index.docker.io/v1/
        https://r.example.org/v2/      | r.example.org
        r.example.org:5000             | r.example.org:5000
        """)
    void knowsARegistryHoweverItIsWritten(String server, String key) {
        assertThat(ImageReference.registryKey(server)).isEqualTo(key);
    }
}
