package io.jenkins.plugins.packer.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackerManifestTest {
    private static final PackerManifest MANIFEST = new PackerManifest(
            List.of(
                    new PackerManifest.Build(
                            "one",
                            "file",
                            1795397213L,
                            List.of(new PackerManifest.File("out/one.txt", 6)),
                            "File",
                            "8261fee2-42ad-f8ac-e722-014aabe70ff0",
                            Map.of("b", "<&>\u2028\u2029é\b\f\u001f\"\\/\t\r\n", "a", "x")),
                    new PackerManifest.Build("two", "null", 0, null, "Null", "r", null),
                    new PackerManifest.Build("three", "null", 0, List.of(), "", "r", Map.of())),
            "r");

    private static final String JSON = """
            {
              "builds": [
                {
                  "name": "one",
                  "builder_type": "file",
                  "build_time": 1795397213,
                  "files": [
                    {
                      "name": "out/one.txt",
                      "size": 6
                    }
                  ],
                  "artifact_id": "File",
                  "packer_run_uuid": "8261fee2-42ad-f8ac-e722-014aabe70ff0",
                  "custom_data": {
                    "a": "x",
                    "b": "\\u003c\\u0026\\u003e\\u2028\\u2029é\\u0008\\u000c\\u001f\\"\\\\/\\t\\r\\n"
                  }
                },
                {
                  "name": "two",
                  "builder_type": "null",
                  "files": null,
                  "artifact_id": "Null",
                  "packer_run_uuid": "r",
                  "custom_data": null
                },
                {
                  "name": "three",
                  "builder_type": "null",
                  "files": [],
                  "artifact_id": "",
                  "packer_run_uuid": "r",
                  "custom_data": {}
                }
              ],
              "last_run_uuid": "r"
            }""";

    @Test
    void itIsWrittenAsGoWritesIt() {
        assertThat(new String(MANIFEST.toJson(), StandardCharsets.UTF_8)).isEqualTo(JSON);
    }

    @Test
    void whatWasWrittenIsReadBack() throws IOException {
        assertThat(PackerManifest.parse(MANIFEST.toJson())).isEqualTo(MANIFEST);
    }

    @Test
    void membersThatPackerDoesNotKnowAreLeftOutAndMissingOnesAreEmpty() throws IOException {
        String json = "{\"more\": {\"a\": [1]}, \"builds\": [{\"name\": \"n\", \"x\": [{}], \"files\": [{\"y\": 1}]}]}";
        assertThat(PackerManifest.parse(json.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new PackerManifest(
                        List.of(new PackerManifest.Build(
                                "n", "", 0, List.of(new PackerManifest.File("", 0)), "", "", null)),
                        ""));
        assertThat(PackerManifest.parse("{\"builds\": null}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(PackerManifest.EMPTY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "[]",
                "{",
                "{\"builds\": {}}",
                "{\"builds\": [1]}",
                "{\"builds\": [{\"name\": 1}]}",
                "{\"builds\": [{\"build_time\": \"x\"}]}",
                "{\"builds\": []} x"
            })
    void whatIsNoManifestIsRefused(String json) {
        assertThatThrownBy(() -> PackerManifest.parse(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IOException.class);
    }
}
