package io.jenkins.plugins.packer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.casc.ConfigurationAsCode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class ConfigurationAsCodeIT {
    @TempDir
    Path temporary;

    @Test
    void theSettingsAreReadFromAFileAndWrittenToOne(JenkinsRule jenkins) throws Exception {
        Path file = Files.writeString(temporary.resolve("jenkins.yaml"), """
                unclassified:
                  packerPipeline:
                    gracePeriod: 90
                    cacheDays: 7
                    useJenkinsProxy: true
                    environment: |
                      AWS_MAX_ATTEMPTS=10
                tool:
                  packer:
                    installations:
                      - name: packer-1.11
                        home: /opt/packer
                """);
        ConfigurationAsCode.get().configure(file.toString());
        PackerConfiguration configuration = PackerConfiguration.get();
        assertThat(configuration.getGracePeriod()).isEqualTo(90);
        assertThat(configuration.getCacheDays()).isEqualTo(7);
        assertThat(configuration.isUseJenkinsProxy()).isTrue();
        assertThat(configuration.variables()).containsEntry("AWS_MAX_ATTEMPTS", "10");
        assertThat(jenkins.jenkins
                        .getDescriptorByType(PackerInstallation.DescriptorImpl.class)
                        .getInstallations())
                .singleElement()
                .satisfies(tool -> assertThat(tool.getHome()).isEqualTo("/opt/packer"));
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        ConfigurationAsCode.get().export(written);
        assertThat(written.toString(StandardCharsets.UTF_8))
                .contains("packerPipeline:", "gracePeriod: 90", "packer-1.11");
    }
}
