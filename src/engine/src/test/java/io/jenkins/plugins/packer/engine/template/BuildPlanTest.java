package io.jenkins.plugins.packer.engine.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.run.BuildData;
import io.jenkins.plugins.packer.engine.run.PlannedBuild;
import io.jenkins.plugins.packer.engine.run.PlannedPostProcessor;
import io.jenkins.plugins.packer.engine.run.PlannedProvisioner;
import io.jenkins.plugins.packer.engine.template.FakeComponents.MachineOptions;
import io.jenkins.plugins.packer.engine.template.FakeComponents.ManifestOptions;
import io.jenkins.plugins.packer.engine.template.FakeComponents.Mount;
import io.jenkins.plugins.packer.engine.template.FakeComponents.ShellOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuildPlanTest {
    private static final String TWO_SOURCES =
            "source \"machine\" \"web\" {\n  image = \"w\"\n}\n" + "source \"machine\" \"db\" {\n  image = \"d\"\n}\n";

    @TempDir
    private Path directory;

    private TemplateTrial planned(String text) {
        TemplateTrial trial = TemplateTrial.of(directory, text).run();
        assertThat(trial.messages()).isEmpty();
        return trial;
    }

    private static List<String> names(TemplateTrial trial) {
        return trial.builds.stream().map(PlannedBuild::name).toList();
    }

    private static MachineOptions machine(PlannedBuild build) throws ComponentException {
        return (MachineOptions) build.builder().configuration().configuration(BuildData.none());
    }

    private static ShellOptions shell(PlannedProvisioner provisioner, Map<String, Object> data)
            throws ComponentException {
        return (ShellOptions) provisioner.provisioner().configuration().configuration(new BuildData(data));
    }

    @Test
    void aComponentsFunctionsAreThereWhileItRendersToo() throws Exception {
        PlannedBuild build = planned(TWO_SOURCES + "build {\n  sources = [\"machine.web\"]\n}\n")
                .builds
                .get(0);
        String template = "{{clean_resource_name `a B`}}-{{build `ID`}}";
        assertThat(build.templates()
                        .with(
                                new BuildData(Map.of("ID", "i-1")),
                                build.builder().component().templateFunctions())
                        .render(template))
                .isEqualTo("a---i-1");
        assertThatThrownBy(
                        () -> build.templates().with(BuildData.none(), Map.of()).render(template))
                .hasMessageContaining("\"clean_resource_name\" not defined");
    }

    @Test
    void everySourceOfEveryBuildBlockIsABuild() {
        TemplateTrial trial = planned(TWO_SOURCES
                + "build {\n  sources = [\"source.machine.web\", \"machine.db\"]\n}\n"
                + "build {\n  name = \"base\"\n  source \"machine.web\" {\n    name = \"front\"\n  }\n}\n");
        assertThat(names(trial)).containsExactly("machine.web", "machine.db", "base.machine.front");
        assertThat(trial.builds).extracting(PlannedBuild::sourceName).containsExactly("web", "db", "web");
    }

    @Test
    void aBuildAddsToASourceAndItsNameIsKnownThere() throws ComponentException {
        TemplateTrial trial = planned("source \"machine\" \"web\" {\n  image = \"${source.type}/${source.name}\"\n}\n"
                + "build {\n  source \"machine.web\" {\n    name  = \"front\"\n    cores = \"4\"\n"
                + "    mount {\n      source = \"/a\"\n    }\n  }\n}\n");
        MachineOptions options = machine(trial.builds.get(0));
        assertThat(options.image()).isEqualTo("machine/front");
        assertThat(options.cores()).isEqualTo(4);
        assertThat(options.mounts()).containsExactly(new Mount("/a", null));
        assertThat(options.waitTimeout()).isEqualTo(Duration.ofMinutes(5));
        assertThat(options.runCommand()).containsExactly("-d", "-i");
    }

    @Test
    void whatASourceSetsABuildCannotSetAgain() {
        TemplateTrial trial = TemplateTrial.of(
                        directory,
                        "source \"machine\" \"web\" {\n  image = \"a\"\n}\nbuild {\n  source \"machine.web\" {\n"
                                + "    image = \"b\"\n  }\n}\n")
                .run();
        assertThat(trial.messages())
                .containsExactly(
                        "main.pkr.hcl:6,5-10: error: Duplicate argument | Argument \"image\" was already set at"
                                + " main.pkr.hcl:2,3-8");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "machine.web | | machine.web",
                "*.web | | machine.web",
                "machine.* | machine.db | machine.web",
                " | *.web | machine.db,named.machine.db",
                "named.* | | named.machine.db",
                "*.db | | machine.db,named.machine.db",
                "machine.db,machine.web | | machine.web,machine.db",
            })
    void onlyAndExceptChooseBuildsByPattern(String only, String except, String expected) {
        TemplateTrial trial = TemplateTrial.of(
                directory,
                TWO_SOURCES + "build {\n  sources = [\"machine.web\", \"machine.db\"]\n}\n"
                        + "build {\n  name = \"named\"\n  sources = [\"machine.db\"]\n}\n");
        if (only != null) {
            trial.only(only.split(","));
        }
        if (except != null) {
            trial.except(except.split(","));
        }
        assertThat(trial.run().messages()).isEmpty();
        assertThat(names(trial)).containsExactly(expected.split(","));
    }

    @Test
    void patternsThatMatchNothingAreWarnedOf() {
        TemplateTrial trial = TemplateTrial.of(directory, TWO_SOURCES + "build {\n  sources = [\"machine.web\"]\n}\n")
                .only("machine.web", "nope")
                .except("never")
                .run();
        assertThat(trial.messages())
                .containsExactly(
                        "-: warning: an 'only' option was passed, but not all matches were found for the given build. |"
                                + " Nothing matches: nope.\nPossible build names: [machine.web].\nThese could also be"
                                + " matched with a glob pattern like: 'happycloud.*'",
                        "-: warning: an 'except' option was passed, but did not match any build. | Nothing matches:"
                                + " never.\nPossible build names: [machine.web].\nThese could also be matched with a"
                                + " glob pattern like: 'happycloud.*'");
    }

    @Test
    void aMalformedPatternIsAnError() {
        assertThat(TemplateTrial.of(directory, TWO_SOURCES + "build {\n  sources = [\"machine.web\"]\n}\n")
                        .except("[a")
                        .run()
                        .messages())
                .containsExactly(
                        "-: error: Invalid -except pattern [a: a \"[\" is not closed | Put a backslash before a"
                                + " character that is meant as it is.");
    }

    @Test
    void exceptEndsASequenceOfPostProcessors() {
        String build = "build {\n  sources = [\"machine.web\"]\n"
                + "  post-processor \"manifest\" {\n    name = \"first\"\n  }\n"
                + "  post-processors {\n    post-processor \"manifest\" {\n    }\n"
                + "    post-processor \"manifest\" {\n      name = \"push\"\n    }\n"
                + "    post-processor \"manifest\" {\n      name = \"last\"\n    }\n  }\n}\n";
        TemplateTrial all = planned(TWO_SOURCES + build);
        assertThat(postProcessors(all)).containsExactly(List.of("first"), List.of("manifest", "push", "last"));
        TemplateTrial some = TemplateTrial.of(directory, TWO_SOURCES + build)
                .except("first", "pu*")
                .run();
        assertThat(some.messages()).isEmpty();
        assertThat(postProcessors(some)).containsExactly(List.of("manifest"));
    }

    private static List<List<String>> postProcessors(TemplateTrial trial) {
        return trial.builds.get(0).postProcessors().stream()
                .map(sequence ->
                        sequence.stream().map(PlannedPostProcessor::name).toList())
                .toList();
    }

    @Test
    void onlyAndExceptOfStepsChooseAmongSources() {
        TemplateTrial trial = planned(TWO_SOURCES
                + "build {\n  sources = [\"machine.web\"]\n  source \"machine.db\" {\n    name = \"data\"\n  }\n"
                + "  provisioner \"shell\" {\n    name   = \"a\"\n    only   = [\"machine.web\"]\n    inline = [\"x\"]\n  }\n"
                + "  provisioner \"shell\" {\n    name   = \"b\"\n    except = [\"machine.web\"]\n    inline = [\"x\"]\n  }\n"
                + "  provisioner \"shell\" {\n    name   = \"c\"\n    only   = [\"machine.data\"]\n    inline = [\"x\"]\n  }\n"
                + "  error-cleanup-provisioner \"shell\" {\n    only   = [\"machine.data\"]\n    inline = [\"x\"]\n  }\n"
                + "  post-processor \"manifest\" {\n    except = [\"machine.data\"]\n  }\n}\n");
        PlannedBuild web = trial.builds.get(0);
        PlannedBuild data = trial.builds.get(1);
        assertThat(web.provisioners()).extracting(PlannedProvisioner::name).containsExactly("a");
        assertThat(data.provisioners()).extracting(PlannedProvisioner::name).containsExactly("b", "c");
        assertThat(web.errorCleanup()).isNull();
        assertThat(data.errorCleanup()).isNotNull();
        assertThat(web.postProcessors()).hasSize(1);
        assertThat(data.postProcessors()).isEmpty();
    }

    @Test
    void aProvisionersOwnSettingsReachTheRunner() {
        TemplateTrial trial = planned(TWO_SOURCES
                + "build {\n  sources = [\"machine.web\"]\n  provisioner \"shell\" {\n    inline = [\"x\"]\n"
                + "    pause_before = \"1m30s\"\n    timeout = \"2h\"\n    max_retries = 3\n"
                + "    continue_on_error = true\n  }\n"
                + "  post-processor \"manifest\" {\n    keep_input_artifact = false\n  }\n"
                + "  post-processor \"manifest\" {}\n}\n");
        PlannedProvisioner provisioner = trial.builds.get(0).provisioners().get(0);
        assertThat(provisioner.name()).isEqualTo("shell");
        assertThat(provisioner.pauseBefore()).isEqualTo(Duration.ofSeconds(90));
        assertThat(provisioner.timeout()).isEqualTo(Duration.ofHours(2));
        assertThat(provisioner.maxRetries()).isEqualTo(3);
        assertThat(provisioner.continueOnError()).isTrue();
        assertThat(trial.builds.get(0).postProcessors().stream()
                        .map(sequence -> sequence.get(0).keepInputArtifact())
                        .toList())
                .isEqualTo(Arrays.asList(false, null));
    }

    @Test
    void overridesAreForTheSourceThatTheyName() throws ComponentException {
        TemplateTrial trial = planned(TWO_SOURCES
                + "build {\n  sources = [\"machine.web\", \"machine.db\"]\n  provisioner \"shell\" {\n"
                + "    inline = [\"all\"]\n    override = {\n      db = {\n        inline = [\"db\"]\n"
                + "        execute_command = \"sudo {{ .Path }}\"\n      }\n    }\n  }\n}\n");
        assertThat(shell(trial.builds.get(0).provisioners().get(0), Map.of()).inline())
                .containsExactly("all");
        ShellOptions db = shell(trial.builds.get(1).provisioners().get(0), Map.of());
        assertThat(db.inline()).containsExactly("db");
        assertThat(db.executeCommand()).isEqualTo("sudo {{ .Path }}");
    }

    @Test
    void valuesOfTheBuildAreKnownOnceItRuns() throws ComponentException {
        TemplateTrial trial = planned(TWO_SOURCES
                + "build {\n  name = \"n\"\n  sources = [\"machine.web\"]\n  provisioner \"shell\" {\n"
                + "    inline = [\"echo ${build.ID} ${build.name} ${build.ImageSha} ${source.name}\"]\n"
                + "    script = \"{{ build `ID` }}\"\n  }\n"
                + "  post-processor \"manifest\" {\n    custom_data = {\n      sha = build.ImageSha\n    }\n  }\n}\n");
        PlannedBuild build = trial.builds.get(0);
        Map<String, Object> data = Map.of("ID", "i-1", "ImageSha", "abc");
        assertThat(shell(build.provisioners().get(0), data).inline()).containsExactly("echo i-1 n abc web");
        assertThat(shell(build.provisioners().get(0), data).script()).isEqualTo("i-1");
        ManifestOptions manifest = (ManifestOptions) build.postProcessors()
                .get(0)
                .get(0)
                .postProcessor()
                .configuration()
                .configuration(new BuildData(data));
        assertThat(manifest.customData()).containsExactly(Map.entry("sha", "abc"));
    }

    @Test
    void whatShowsOnlyWhenTheBuildRunsFailsWithThePlace() {
        TemplateTrial trial = planned(TWO_SOURCES + "build {\n  sources = [\"machine.web\"]\n"
                + "  provisioner \"shell\" {\n    script = \"${build.ID}\"\n  }\n}\n");
        assertThatThrownBy(() -> shell(trial.builds.get(0).provisioners().get(0), Map.of("ID", "missing.sh")))
                .isInstanceOf(ComponentException.class)
                .hasMessage("The options of \"shell\" are wrong:\n"
                        + "main.pkr.hcl:10,14-27: Bad script; There is no missing.sh.");
    }

    @Test
    void aNameThatNoBuilderTellsIsAnErrorBeforeTheBuild() {
        assertThat(TemplateTrial.of(
                                directory,
                                TWO_SOURCES + "build {\n  sources = [\"machine.web\"]\n"
                                        + "  provisioner \"shell\" {\n    inline = [build.Nope]\n  }\n}\n")
                        .run()
                        .summaries())
                .containsExactly("main.pkr.hcl:10,20-25: Unsupported attribute");
    }

    @Test
    void aMistakeInAStepIsReportedOnceHoweverManySourcesShareIt() {
        assertThat(TemplateTrial.of(
                                directory,
                                TWO_SOURCES + "build {\n  sources = [\"machine.web\", \"machine.db\"]\n"
                                        + "  provisioner \"shell\" {\n    inlne = [\"x\"]\n  }\n}\n")
                        .run()
                        .summaries())
                .containsExactly("main.pkr.hcl:10,5-10: Unsupported argument");
    }

    @Test
    void dynamicBlocksMakeStepsSourcesAndNestedBlocks() throws ComponentException {
        TemplateTrial trial = planned(
                "source \"machine\" \"web\" {\n  image = \"w\"\n  dynamic \"mount\" {\n    for_each = [\"/a\", \"/b\"]\n"
                        + "    content {\n      source = mount.value\n    }\n  }\n}\n"
                        + "build {\n  dynamic \"source\" {\n    for_each = { x = 1, y = 2 }\n    labels   = [\"machine.web\"]\n"
                        + "    content {\n      name  = source.key\n      cores = source.value\n    }\n  }\n"
                        + "  dynamic \"provisioner\" {\n    for_each = [\"one\", \"two\"]\n    labels   = [\"shell\"]\n"
                        + "    iterator = it\n    content {\n      name   = it.value\n      inline = [\"run ${it.value}\"]\n"
                        + "    }\n  }\n}\n");
        assertThat(names(trial)).containsExactly("machine.x", "machine.y");
        PlannedBuild second = trial.builds.get(1);
        assertThat(machine(second).cores()).isEqualTo(2);
        assertThat(machine(second).mounts()).containsExactly(new Mount("/a", null), new Mount("/b", null));
        assertThat(second.provisioners()).extracting(PlannedProvisioner::name).containsExactly("one", "two");
        assertThat(shell(second.provisioners().get(1), Map.of()).inline()).containsExactly("run two");
    }

    @Test
    void secretsInOptionsReachTheRedactor() throws ComponentException {
        TemplateTrial trial = planned("source \"machine\" \"web\" {\n  image    = \"w\"\n  password = \"hunter22\"\n}\n"
                + "build {\n  sources = [\"machine.web\"]\n}\n");
        assertThat(machine(trial.builds.get(0)).password()).isEqualTo("hunter22");
        assertThat(trial.secrets.redact("it is hunter22")).isEqualTo("it is <sensitive>");
    }

    @Test
    void aTemplateWithoutBuildsCannotBeBuilt() {
        assertThat(TemplateTrial.of(directory, TWO_SOURCES).run().messages())
                .containsExactly(
                        "-: error: Missing build block | A build block with one or more sources is required for"
                                + " executing a build.");
    }
}
