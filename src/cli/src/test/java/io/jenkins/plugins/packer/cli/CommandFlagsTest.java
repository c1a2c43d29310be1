package io.jenkins.plugins.packer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every flag that Packer 1.16.0 documents for the commands that there are here. */
class CommandFlagsTest {
    private static final String SHARED = "except,only,var,var-file,config-type,use-sequential-evaluation";

    @TempDir
    Path directory;

    @BeforeEach
    void writeTemplate() throws IOException {
        Files.writeString(directory.resolve("main.pkr.hcl"), template("null.one"));
        Files.writeString(directory.resolve("main.txt"), template("null.one"));
    }

    private static String template(String source) {
        return "data \"null\" \"a\" {\n  input = local.text\n}\nlocals {\n  text = \"hello\"\n"
                + "  seen = data.null.a.output\n}\nsource \"null\" \"one\" {\n  communicator = \"none\"\n}\n"
                + "build {\n  sources = [\"" + source + "\"]\n  provisioner \"shell-local\" {\n"
                + "    inline = [\"echo ${local.seen}\"]\n  }\n}\n";
    }

    @ParameterizedTest
    @CsvSource({
        "build, 'color,debug,force,on-error,parallel-builds,timestamp-ui,warn-on-undeclared-var,"
                + "ignore-prerelease-plugins,skip-enforcement," + SHARED + "'",
        "validate, 'syntax-only,no-warn-undeclared-var,evaluate-datasources,ignore-prerelease-plugins," + SHARED + "'",
        "inspect, '" + SHARED + "'",
        "console, '" + SHARED + "'",
        "init, 'upgrade,force,except,only,var,var-file,config-type'",
        "fmt, 'check,diff,write,recursive,except,only,var,var-file,config-type'",
        "fix, 'validate,except,only,var,var-file,config-type'",
        "hcl2_upgrade, 'output-file,with-annotations,except,only,var,var-file,config-type'",
    })
    void everyFlagOfPackerIsThere(String command, String flags) {
        assertThat(Commands.named(command).flags().names()).as(command).contains(flags.split(","));
    }

    private ProgramRun run(String... line) {
        return ProgramRun.of(directory, "", line);
    }

    @Test
    void fmtAndFixTakeTheFlagsOfTheOtherCommandsAndRefuseWhatIsWrongWithThem() throws IOException {
        Files.writeString(directory.resolve("main.json"), "{\"builders\": [{\"type\": \"null\"}]}");
        String[] flags = {"-var", "a=b", "-var-file=missing", "-only=x,y", "-except=z", "-config-type=hcl2"};
        for (String[] command : List.of(new String[] {"fmt", "-check"}, new String[] {"fix", "-validate=false"})) {
            String template = command[0].equals("fmt") ? "main.pkr.hcl" : "main.json";
            assertThat(run(line(command, flags, template))).isEqualTo(run(line(command, new String[0], template)));
            assertThat(run(command[0], "-var", "a", template))
                    .satisfies(ended -> assertThat(ended.exitCode()).isEqualTo(1))
                    .satisfies(
                            ended -> assertThat(ended.output() + ended.errors()).contains("-var wants NAME=VALUE"));
            assertThat(run(command[0], "-config-type=yaml", template).exitCode())
                    .isEqualTo(1);
        }
    }

    private static String[] line(String[] command, String[] flags, String template) {
        return Stream.of(command, flags, new String[] {template})
                .flatMap(Stream::of)
                .toArray(String[]::new);
    }

    @Test
    void flagsAboutWhatIsNotThereChangeNothing() {
        assertThat(run("validate", "-ignore-prerelease-plugins", "main.pkr.hcl").exitCode())
                .isZero();
        assertThat(run("build", "-journal=j", "-skip-enforcement", "--ignore-prerelease-plugins=true", "main.pkr.hcl")
                        .exitCode())
                .isZero();
    }

    @Test
    void aDataSourceThatRefersToALocalNeedsTheGraph() {
        ProgramRun run = run("build", "-color=false", "-journal=j", "main.pkr.hcl");
        assertThat(run.exitCode()).isZero();
        assertThat(run.output()).contains("null.one: hello");
        ProgramRun sequential = run("build", "-use-sequential-evaluation", "-journal=j", "main.pkr.hcl");
        assertThat(sequential.exitCode()).isEqualTo(1);
        assertThat(sequential.output()).contains("Unsupported attribute");
        assertThat(run("inspect", "main.pkr.hcl").output()).contains("local.seen: \"hello\"");
    }

    @Test
    void validateReadsDataSourcesOnlyWhereItIsTold() throws IOException {
        Files.writeString(
                directory.resolve("main.pkr.hcl"),
                template("null.one")
                        .replace(
                                "data \"null\" \"a\" {\n  input = local.text",
                                "data \"http\" \"a\" {\n" + "  url = \"http://127.0.0.1:1/\"")
                        .replace("data.null.a.output", "data.http.a.body"));
        assertThat(run("validate", "main.pkr.hcl").exitCode()).isZero();
        ProgramRun evaluated = run("validate", "-evaluate-datasources", "main.pkr.hcl");
        assertThat(evaluated.exitCode()).isEqualTo(1);
        assertThat(evaluated.output()).contains("Data source http.a cannot be read", "GET http://127.0.0.1:1/ failed");
        assertThat(run("validate", "-evaluate-datasources", "-except=null.one", "main.pkr.hcl")
                        .exitCode())
                .isZero();
    }

    @Test
    void theLanguageCanBeGivenWhereTheNameDoesNotTellIt() {
        assertThat(run("validate", "-config-type=hcl2", "main.txt").exitCode()).isZero();
        assertThat(run("validate", "main.txt").exitCode()).isEqualTo(1);
        ProgramRun wrong = run("validate", "-config-type=yaml", "main.pkr.hcl");
        assertThat(wrong.exitCode()).isEqualTo(1);
        assertThat(wrong.output()).contains("-config-type wants json or hcl2");
    }

    @Test
    void theHelpOfEveryCommandNamesItsFlags() {
        Map<String, List<String>> missing = new TreeMap<>();
        for (Command command : Commands.all()) {
            ProgramRun help = run(command.name(), "-help");
            assertThat(help.exitCode()).as(command.name()).isZero();
            List<String> absent = command.flags().names().stream()
                    .filter(flag -> !help.output().contains("-" + flag))
                    .toList();
            if (!absent.isEmpty()) {
                missing.put(command.name(), absent);
            }
        }
        assertThat(missing).isEmpty();
    }
}
