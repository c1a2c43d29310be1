package io.jenkins.plugins.packer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FmtCommandTest {
    private static final String UGLY = "a=1\n  bb=2\n";
    private static final String FINE = "a  = 1\nbb = 2\n";

    @TempDir
    Path directory;

    @BeforeEach
    void writeFiles() throws IOException {
        write("b.pkr.hcl", UGLY);
        write("a.pkrvars.hcl", UGLY);
        write("fine.pkr.hcl", FINE);
        write("sub/c.pkr.hcl", UGLY);
        write("sub/deep/d.auto.pkrvars.hcl", UGLY);
        write("other.hcl", UGLY);
        write("x.pkr.json", "{}");
        write(".hidden.pkr.hcl", UGLY);
        write("b.pkr.hcl~", UGLY);
        write("#b.pkr.hcl#", UGLY);
        write(".git/e.pkr.hcl", UGLY);
    }

    @Test
    void aDirectorysTemplatesAndVariableFilesAreRewrittenAndNamed() throws IOException {
        assertThat(fmt(".")).isEqualTo(new ProgramRun(0, "a.pkrvars.hcl\nb.pkr.hcl\n", ""));
        assertThat(read("a.pkrvars.hcl")).isEqualTo(FINE);
        assertThat(read("b.pkr.hcl")).isEqualTo(FINE);
        for (String other :
                new String[] {"sub/c.pkr.hcl", "other.hcl", ".hidden.pkr.hcl", "b.pkr.hcl~", "#b.pkr.hcl#"}) {
            assertThat(read(other)).as(other).isEqualTo(UGLY);
        }
    }

    @Test
    void aSecondRunHasNothingToDo() {
        fmt("-recursive", ".");
        assertThat(fmt("-recursive", ".")).isEqualTo(new ProgramRun(0, "", ""));
    }

    @Test
    void directoriesInDirectoriesAreGoneIntoOnRequestAndInOrder() throws IOException {
        assertThat(fmt("-recursive", "."))
                .isEqualTo(new ProgramRun(
                        0, "a.pkrvars.hcl\nb.pkr.hcl\nsub/c.pkr.hcl\nsub/deep/d.auto.pkrvars.hcl\n", ""));
        assertThat(read("sub/deep/d.auto.pkrvars.hcl")).isEqualTo(FINE);
        assertThat(read(".git/e.pkr.hcl")).isEqualTo(UGLY);
    }

    @Test
    void namesAreThoseThatTheUserGave() {
        assertThat(fmt(
                                "./sub/../sub/",
                                "./b.pkr.hcl",
                                directory.resolve("a.pkrvars.hcl").toString())
                        .output())
                .isEqualTo("sub/c.pkr.hcl\n./b.pkr.hcl\n" + directory.resolve("a.pkrvars.hcl") + "\n");
    }

    @Test
    void checkWritesNothingAndExitsWithThree() throws IOException {
        assertThat(fmt("-check", "b.pkr.hcl")).isEqualTo(new ProgramRun(3, "b.pkr.hcl\n", ""));
        assertThat(fmt("-check", "-write=true", "b.pkr.hcl")).isEqualTo(new ProgramRun(3, "b.pkr.hcl\n", ""));
        assertThat(read("b.pkr.hcl")).isEqualTo(UGLY);
        assertThat(fmt("-check", "fine.pkr.hcl")).isEqualTo(new ProgramRun(0, "", ""));
    }

    @Test
    void withoutWriteTheNamesAreStillPrinted() throws IOException {
        assertThat(fmt("-write=false", ".")).isEqualTo(new ProgramRun(0, "a.pkrvars.hcl\nb.pkr.hcl\n", ""));
        assertThat(read("b.pkr.hcl")).isEqualTo(UGLY);
    }

    @Test
    void diffShowsTheChangesOfEachFileBehindItsName() throws IOException {
        assertThat(fmt("-diff", "b.pkr.hcl", "sub/c.pkr.hcl")).isEqualTo(new ProgramRun(0, """
                        b.pkr.hcl
                        --- old/b.pkr.hcl
                        +++ new/b.pkr.hcl
                        @@ -1,2 +1,2 @@
                        -a=1
                        -  bb=2
                        +a  = 1
                        +bb = 2
                        sub/c.pkr.hcl
                        --- old/sub/c.pkr.hcl
                        +++ new/sub/c.pkr.hcl
                        @@ -1,2 +1,2 @@
                        -a=1
                        -  bb=2
                        +a  = 1
                        +bb = 2
                        """, ""));
        assertThat(read("b.pkr.hcl")).isEqualTo(FINE);
    }

    @Test
    void standardInputGoesToStandardOutput() {
        assertThat(ProgramRun.of(directory, UGLY, "fmt", "-")).isEqualTo(new ProgramRun(0, FINE, ""));
        assertThat(ProgramRun.of(directory, FINE, "fmt", "-")).isEqualTo(new ProgramRun(0, FINE, ""));
        assertThat(ProgramRun.of(directory, UGLY, "fmt", "-diff", "-")).isEqualTo(new ProgramRun(0, FINE, ""));
    }

    @Test
    void standardInputThatIsOnlyCheckedIsPrintedWhereItIsFineAlready() {
        assertThat(ProgramRun.of(directory, UGLY, "fmt", "-check", "-")).isEqualTo(new ProgramRun(3, "", ""));
        assertThat(ProgramRun.of(directory, FINE, "fmt", "-check", "-")).isEqualTo(new ProgramRun(0, FINE, ""));
        assertThat(ProgramRun.of(directory, UGLY, "fmt", "-write=false", "-")).isEqualTo(new ProgramRun(0, "", ""));
    }

    @Test
    void aFileWithMistakesIsLeftAloneAndTheOthersAreNot() throws IOException {
        write("bad.pkr.hcl", "a=1\nb =\n");
        ProgramRun run = fmt("-check", ".");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output())
                .startsWith("a.pkrvars.hcl\nb.pkr.hcl\nError: ")
                .contains("on bad.pkr.hcl line 2:\n   2: b =\n");
        assertThat(fmt(".").exitCode()).isEqualTo(1);
        assertThat(read("bad.pkr.hcl")).isEqualTo("a=1\nb =\n");
        assertThat(read("b.pkr.hcl")).isEqualTo(FINE);
    }

    @Test
    void standardInputWithMistakesIsNotPrinted() {
        ProgramRun run = ProgramRun.of(directory, "a=1\nb =\n", "fmt", "-");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output()).startsWith("Error: ").contains("on - line 2:").doesNotContain("a = 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x.pkr.json", "other.hcl", "missing", ""})
    void whatIsNamedLikeNoTemplateIsRefused(String path) {
        ProgramRun run = fmt(path);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output())
                .startsWith("Error: encountered an error while formatting " + path + "\n")
                .contains("is not a HCL file");
    }

    @Test
    void aMissingFileIsAnErrorWithItsReason() {
        ProgramRun run = fmt("missing.pkr.hcl");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output()).contains("failed to read missing.pkr.hcl: no such file or directory");
    }

    @Test
    void aDirectoryThatIsNamedLikeATemplateIsADirectory() throws IOException {
        write("dir.pkr.hcl/in.pkr.hcl", UGLY);
        assertThat(fmt("dir.pkr.hcl").output()).isEqualTo("dir.pkr.hcl/in.pkr.hcl\n");
        Files.createSymbolicLink(directory.resolve("link.pkr.hcl"), Path.of("dir.pkr.hcl"));
        ProgramRun run = fmt("-recursive", "-check", ".");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output()).contains("encountered an error while formatting link.pkr.hcl");
    }

    @Test
    void withoutAPathTheUsageIsPrintedAndNothingElseDone() {
        ProgramRun run = fmt();
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output()).startsWith("Usage: packer fmt ").contains("-check", "-diff", "-write", "-recursive");
    }

    @Test
    void aLayoutThatNoMemoryHoldsIsAnErrorAndTheFileStays() throws IOException {
        String source = "a=[\n\"" + "x".repeat(100_000) + "\",#\n" + "1,#\n".repeat(10_000) + "]\n";
        write("huge.pkr.hcl", source);
        ProgramRun run = fmt("huge.pkr.hcl");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output()).contains("encountered an error while formatting huge.pkr.hcl");
        assertThat(read("huge.pkr.hcl")).isEqualTo(source);
    }

    private ProgramRun fmt(String... arguments) {
        String[] line = new String[arguments.length + 1];
        line[0] = "fmt";
        System.arraycopy(arguments, 0, line, 1, arguments.length);
        return ProgramRun.of(directory, "", line);
    }

    private void write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private String read(String name) throws IOException {
        return Files.readString(directory.resolve(name));
    }
}
