package io.jenkins.plugins.packer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.AbortException;
import io.jenkins.plugins.packer.pipeline.agent.BuildRequest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OptionTextsTest {
    @Test
    void textsOfGroovyBecomeTextsOfJava() {
        StringBuilder groovy = new StringBuilder("eu");
        Map<String, Object> plain =
                OptionTexts.variables(Map.of("region", groovy, "zones", List.of(groovy, 1, true, Map.of("x", groovy))));
        assertThat(plain).containsEntry("region", "eu");
        assertThat(plain.get("zones")).isEqualTo(List.of("eu", 1, true, Map.of("x", "eu")));
        assertThat(OptionTexts.texts(Arrays.asList(groovy, " ", "us"))).containsExactly("eu", "us");
    }

    @Test
    void nobodyIsAskedInABuild() {
        assertThat(OptionTexts.onError("")).isEqualTo("cleanup");
        assertThat(OptionTexts.onError("run-cleanup-provisioner")).isEqualTo("run-cleanup-provisioner");
        BuildRequest request = new BuildRequest();
        request.onError = OptionTexts.onError("ask");
        assertThat(OptionTexts.mistake(request)).contains("nobody to ask");
        request.onError = "abort";
        assertThat(OptionTexts.mistake(request)).isEmpty();
        request.parallelBuilds = -1;
        assertThat(OptionTexts.mistake(request)).contains("cannot be less than 0");
        request.template = "-force";
        assertThat(OptionTexts.mistake(request)).contains("Put ./ before it");
    }

    @Test
    void theLineOfAStepSaysWhatIsBuilt() {
        assertThat(OptionTexts.summary(Map.of("template", "main.pkr.hcl"))).isEqualTo("main.pkr.hcl");
        assertThat(OptionTexts.summary(Map.of("template", "main.pkr.hcl", "only", List.of("docker.a", "docker.b"))))
                .isEqualTo("main.pkr.hcl (docker.a, docker.b)");
        assertThat(OptionTexts.summary(Map.of())).isNull();
    }

    @Test
    void aStepsLineNamesTheFileOrTheJobWhereThatIsWhatItIsAbout() {
        assertThat(OptionTexts.summaryOfFile(Map.of("result", Map.of(), "file", "web.auto.tfvars.json")))
                .isEqualTo("web.auto.tfvars.json");
        assertThat(OptionTexts.summaryOfFile(Map.of("result", Map.of("builds", Map.of()))))
                .isNull();
        assertThat(OptionTexts.summaryOfJob(Map.of("job", "base"))).isEqualTo("base");
        assertThat(OptionTexts.summaryOfJob(Map.of("job", "base", "build", "lastSuccessful")))
                .isEqualTo("base (lastSuccessful)");
        assertThat(OptionTexts.summaryOfJob(Map.of())).isNull();
    }

    @Test
    void terraformVariablesCanBeNamedAndCanBeOfOneRegion() throws AbortException {
        Map<String, Object> images = new LinkedHashMap<>();
        images.put("eu-west-1", "ami-1");
        images.put("us-east-1", "ami-2");
        Map<String, Object> result = Map.of("builds", Map.of("amazon-ebs.web", Map.of("images", images)));
        assertThat(new String(
                        PackerTerraformStep.values(result, Map.of("ami", "amazon-ebs.web/us-east-1"))
                                .toJson(),
                        java.nio.charset.StandardCharsets.UTF_8))
                .contains("\"ami\" : \"ami-2\"")
                .doesNotContain("ami-1");
        assertThatThrownBy(() -> PackerTerraformStep.values(result, Map.of("ami", "amazon-ebs.web/eu-north-1")))
                .isInstanceOf(AbortException.class);
        assertThatThrownBy(() -> PackerTerraformStep.values(result, Map.of("ami", "docker.web")))
                .isInstanceOf(AbortException.class);
        assertThatThrownBy(() -> PackerTerraformStep.values(Map.of(), Map.of())).isInstanceOf(AbortException.class);
        Map<String, Object> files = Map.of("builds", Map.of("file.web", Map.of("images", Map.of())));
        assertThatThrownBy(() -> PackerTerraformStep.values(files, Map.of())).isInstanceOf(AbortException.class);
    }
}
