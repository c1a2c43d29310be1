package io.jenkins.plugins.packer.engine.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.run.BuildData;
import io.jenkins.plugins.packer.engine.run.PlannedBuild;
import io.jenkins.plugins.packer.engine.run.PlannedPostProcessor;
import io.jenkins.plugins.packer.engine.run.PlannedProvisioner;
import io.jenkins.plugins.packer.engine.template.FakeComponents.MachineOptions;
import io.jenkins.plugins.packer.engine.template.FakeComponents.ShellOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Legacy JSON templates end in the same planned builds as HCL2 templates. */
class LegacyTemplateTest {
    private static final String MACHINE = "{'type': 'machine', 'image': 'i'}";

    @TempDir
    Path directory;

    /** A template, written with apostrophes. */
    private TemplateTrial trial(String json) {
        return new TemplateTrial(directory)
                .file("t.json", json.replace('\'', '"'))
                .template("t.json");
    }

    private static TemplateTrial sound(TemplateTrial trial) {
        trial.run();
        assertThat(trial.messages()).isEmpty();
        return trial;
    }

    private static MachineOptions machine(PlannedBuild build) throws ComponentException {
        return (MachineOptions) build.builder().configuration().configuration(BuildData.none());
    }

    private static ShellOptions shell(PlannedProvisioner provisioner, BuildData data) throws ComponentException {
        return (ShellOptions) provisioner.provisioner().configuration().configuration(data);
    }

    private List<String> names(TemplateTrial trial) {
        return sound(trial).builds.stream().map(PlannedBuild::name).toList();
    }

    @Test
    void optionsAreThoseOfTheSameTemplateInHcl() throws ComponentException {
        String json = "{'builders': [{'type': 'machine', 'image': 'i', 'cores': '4', 'commit': 'true', 'wait_timeout':"
                + " '90s', 'tags': {'a': 1}, 'run_command': '-x,y', 'password': 'hush', 'mount': [{'source': '/a'},"
                + " {'source': '/b', 'target': '/c'}], 'recipe': {'path': '/r'}}]}";
        String hcl =
                "source \"machine\" \"machine\" {\n image = \"i\"\n cores = 4\n commit = true\n wait_timeout = \"90s\"\n"
                        + " tags = { a = \"1\" }\n run_command = [\"-x\", \"y\"]\n password = \"hush\"\n mount {\n source = \"/a\"\n }\n"
                        + " mount {\n source = \"/b\"\n target = \"/c\"\n }\n recipe {\n path = \"/r\"\n }\n}\n"
                        + "build {\n sources = [\"machine.machine\"]\n}\n";
        TemplateTrial legacy = sound(trial(json));
        TemplateTrial native2 = sound(TemplateTrial.of(directory, hcl));
        assertThat(machine(legacy.builds.get(0))).isEqualTo(machine(native2.builds.get(0)));
        assertThat(legacy.secrets.redact("it is hush")).isEqualTo("it is <sensitive>");
    }

    @Test
    void aBuildIsNamedAfterItsTypeOrItsTypeAndName() {
        assertThat(names(trial("{'builders': [{'type': 'machine', 'image': 'i', 'name': 'web {{user `n`}}'}, " + MACHINE
                        + "], 'variables': {'n': '5'}}")))
                .containsExactly("machine", "machine.web 5");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"a | | machine.a", "machine,b | | machine.b machine", "| a,b | machine", "a | a | ''"})
    void buildsAreChosenByTheirExactNames(String only, String except, String wanted) {
        TemplateTrial trial = trial("{'builders': [{'type': 'machine', 'image': 'i', 'name': 'a'}, {'type': 'machine',"
                + " 'image': 'i', 'name': 'b'}, " + MACHINE + "]}");
        trial.only(only == null ? new String[0] : only.split(","));
        trial.except(except == null ? new String[0] : except.split(","));
        assertThat(String.join(" ", names(trial))).isEqualTo(wanted);
    }

    @Test
    void aNameThatDoesNotExistIsWarnedOf() {
        assertThat(trial("{'builders': [" + MACHINE + "]}").only("mach*").run().summaries())
                .containsExactly("-: an 'only' option was passed, but not all matches were found for the given build.");
    }

    @Test
    void stepsAreForTheBuildersThatTheySelect() {
        TemplateTrial trial = sound(trial("{'builders': [{'type': 'machine', 'image': 'i', 'name': 'a-{{user `n`}}'}, "
                + MACHINE + "], 'variables': {'n': '5'}, 'provisioners': [{'type': 'shell', 'inline': ['1'], 'only':"
                + " 'a-{{user `n`}}'}, {'type': 'shell', 'inline': ['2'], 'except': ['machine']}, {'type': 'shell',"
                + " 'inline': ['3'], 'only': ['machine']}], 'post-processors': [{'type': 'manifest', 'only':"
                + " ['machine']}, ['manifest', {'type': 'manifest', 'name': 'last', 'keep_input_artifact': true}]]}"));
        PlannedBuild named = trial.builds.get(0);
        PlannedBuild plain = trial.builds.get(1);
        assertThat(named.sourceName()).isEqualTo("a-5");
        assertThat(named.provisioners()).hasSize(2);
        assertThat(plain.provisioners()).hasSize(1);
        assertThat(named.postProcessors()).hasSize(1);
        assertThat(plain.postProcessors()).hasSize(2);
        PlannedPostProcessor last = named.postProcessors().get(0).get(1);
        assertThat(last.name()).isEqualTo("last");
        assertThat(last.keepInputArtifact()).isTrue();
    }

    @Test
    void exceptTakesOutWhatFollowsAPostProcessorOfThatName() {
        TemplateTrial trial = sound(trial("{'builders': [" + MACHINE + "], 'post-processors': [['manifest', {'type':"
                        + " 'manifest', 'name': 'x'}, 'manifest'], {'type': 'manifest', 'name': 'x'}]}")
                .except("x"));
        assertThat(trial.builds.get(0).postProcessors()).hasSize(1);
        assertThat(trial.builds.get(0).postProcessors().get(0)).hasSize(1);
    }

    @Test
    void aProvisionersOwnAttributesAreRead() throws ComponentException {
        TemplateTrial trial = sound(trial("{'variables': {'r': '3'}, 'builders': [" + MACHINE + "], 'provisioners':"
                + " [{'type': 'shell', 'inline': 'a', 'pause_before': '5s', 'timeout': '1m', 'max_retries':"
                + " '{{user `r`}}', 'override': {'machine': {'inline': ['b', 5], 'environment_vars': 'A=1,B=2'}}}],"
                + " 'error-cleanup-provisioner': {'type': 'shell', 'inline': 'c', 'max_retries': 2}}"));
        PlannedProvisioner step = trial.builds.get(0).provisioners().get(0);
        assertThat(step.pauseBefore()).isEqualTo(Duration.ofSeconds(5));
        assertThat(step.timeout()).isEqualTo(Duration.ofMinutes(1));
        assertThat(step.maxRetries()).isEqualTo(3);
        ShellOptions options = shell(step, BuildData.none());
        assertThat(options.inline()).containsExactly("b", "5");
        assertThat(options.environment()).containsExactly("A=1", "B=2");
        assertThat(trial.builds.get(0).errorCleanup().maxRetries()).isEqualTo(2);
    }

    @Test
    void valuesOfTheBuildAreKnownOnceItRuns() throws ComponentException {
        TemplateTrial trial = sound(trial("{'builders': [" + MACHINE + "], 'provisioners': [{'type': 'shell', 'inline':"
                + " ['{{build `ImageSha`}} {{build_name}} {{build_type}} {{template_dir}} ${x}']}]}"));
        PlannedProvisioner step = trial.builds.get(0).provisioners().get(0);
        assertThat(shell(step, new BuildData(Map.of("ImageSha", "sha"))).inline())
                .containsExactly("sha machine machine " + directory + " ${x}");
    }

    @Test
    void functionsOfABuilderAreThereForItsOptionsOnly() throws ComponentException {
        TemplateTrial trial =
                sound(trial("{'builders': [{'type': 'machine', 'image': '{{`a B` | clean_resource_name}}'}]}"));
        assertThat(machine(trial.builds.get(0)).image()).isEqualTo("a--");
        assertThat(trial("{'builders': [" + MACHINE + "], 'provisioners': [{'type': 'shell', 'inline':"
                                + " ['{{clean_resource_name `x`}}']}]}")
                        .run()
                        .messages()
                        .get(0))
                .contains("function \"clean_resource_name\" not defined");
    }

    @Test
    void variablesReferToEachOtherInAnyOrder() {
        TemplateTrial trial = sound(trial("{'variables': {'a': '{{user `b`}}a', 'b': '{{user `c`}}b', 'c':"
                        + " '{{env `HOME`}}', 'd': '{{ .Kept }}{{user `a`}}{{.Too}}', 'e': '{{user \\'d\\'}}'}, 'builders': ["
                        + MACHINE + "]}")
                .environment("HOME", "/h"));
        assertThat(trial.read.scope().legacy().variables())
                .containsEntry("a", "/hba")
                .containsEntry("d", "{{ .Kept }}/hba{{.Too}}")
                .containsEntry("e", "{{ .Kept }}/hba{{.Too}}");
    }

    @Test
    void argumentsAndFilesSetVariablesThatMayReferToOthers() {
        TemplateTrial trial = sound(trial("{'variables': {'a': null, 'b': 'x'}, 'builders': [" + MACHINE + "]}")
                .argument("a", "{{user `b`}}!")
                .argument("undeclared", "u")
                .variableFile("v.json", "{\"b\": \"file\", \"a\": \"not this\"}"));
        assertThat(trial.read.scope().legacy().variables())
                .isEqualTo(Map.of("a", "file!", "b", "file", "undeclared", "u"));
    }

    @Test
    void aVariableThatCannotBeRenderedIsAnErrorOnlyWherePackerHasOne() {
        assertThat(trial("{'variables': {'a': '{{user `nope`}}', 'b': '{{user `c`}}', 'c': 'x'}, 'builders': ["
                                + MACHINE + "]}")
                        .run()
                        .summaries())
                .containsExactly("t.json:1,21-38: Variable without value");
        assertThat(trial("{'variables': {'a': '{{user `nope`}}', 'c': 'x'}, 'builders': [" + MACHINE + "]}")
                        .run()
                        .summaries())
                .containsExactly("t.json:1,21-38: Invalid value for variable");
    }

    @Test
    void variableFilesHoldTexts() {
        assertThat(trial("{'builders': [" + MACHINE + "]}")
                        .variableFile("v.json", "{\"a\": 5, \"b\": null}")
                        .variableFile("w.json", "[]")
                        .variableFile("x.hcl", "a = 1\n")
                        .variableFileName("missing.json")
                        .run()
                        .summaries())
                .containsExactly(
                        "v.json:1,7-8: Incorrect JSON value type",
                        "w.json:1,1-2: Root value must be object",
                        "x.hcl:1,1-2: Invalid JSON keyword",
                        "-: Failed to read file");
    }

    @Test
    void sensitiveVariablesAreHidden() {
        TemplateTrial trial = sound(trial("{'variables': {'t': 'hush'}, 'sensitive-variables': ['t', 'given'],"
                        + " 'builders': [" + MACHINE + "]}")
                .argument("given", "whisper"));
        assertThat(trial.secrets.redact("hush whisper")).isEqualTo("<sensitive> <sensitive>");
    }

    @Test
    void commentsAreLeftOutAndPushIsWarnedOf() {
        assertThat(trial(
                                "{'_a': 'x', 'comments': [{'a': 'b'}], 'push': {'name': 'x'}, 'description': 'd', 'builders': ["
                                        + MACHINE + "]}")
                        .run()
                        .summaries())
                .containsExactly("t.json:1,39-45: The push section does nothing");
    }

    @ParameterizedTest
    @CsvSource({"1.0.0, true", "1.16.0, true", "1.16.1, false", "2, false"})
    void theMinimumVersionMustBeMet(String version, boolean met) {
        TemplateTrial trial = trial("{'min_packer_version': '" + version + "', 'builders': [" + MACHINE + "]}")
                .run();
        assertThat(trial.diagnostics.hasErrors()).isEqualTo(!met);
    }

    @Test
    void nothingIsSaidOfOptionsWhereAVariableIsMissing() {
        assertThat(trial("{'variables': {'v': null}, 'builders': [{'type': 'machine', 'image': '{{user `v`}}'}]}")
                        .run()
                        .summaries())
                .containsExactly("t.json:1,21-25: Required variable not set");
    }

    /** Whatever is cut out of a template, there is a template or a message, and no exception. */
    @Property(tries = 400, seed = "5")
    void noTextIsTooWrong(@ForAll @IntRange(max = 600) int start, @ForAll @IntRange(max = 40) int length)
            throws java.io.IOException {
        String json =
                ("{'variables': {'a': '{{env `X`}}', 'b': null}, 'sensitive-variables': ['a'], 'builders': [{'type':"
                                + " 'machine', 'name': 'x {{user `a`}}', 'image': '{{timestamp}}', 'tags': {'a': 1}, 'mount':"
                                + " [{'source': 'x'}]}, " + MACHINE
                                + "], 'provisioners': [{'type': 'shell', 'inline': ['a'],"
                                + " 'only': ['machine'], 'override': {'machine': {'inline': ['b']}}, 'max_retries': 5,"
                                + " 'pause_before': '1s'}], 'post-processors': ['manifest', ['manifest', {'type': 'manifest',"
                                + " 'keep_input_artifact': true}]], 'min_packer_version': '1.0.0'}")
                        .replace('\'', '"');
        int from = Math.min(start, json.length());
        String cut = json.substring(0, from) + json.substring(Math.min(json.length(), from + length));
        Path folder = java.nio.file.Files.createTempDirectory("legacy");
        try {
            TemplateTrial trial = new TemplateTrial(folder)
                    .file("t.json", cut)
                    .template("t.json")
                    .run();
            assertThat(trial.builds.isEmpty() && !trial.diagnostics.hasErrors()).isFalse();
        } finally {
            java.nio.file.Files.deleteIfExists(folder.resolve("t.json"));
            java.nio.file.Files.delete(folder);
        }
    }
}
