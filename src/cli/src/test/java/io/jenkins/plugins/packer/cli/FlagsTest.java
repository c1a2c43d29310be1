package io.jenkins.plugins.packer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The syntax of command lines: that of Go's flag package, except that flags may follow parameters. */
class FlagsTest {
    private static Flags flags() {
        return Flags.of("try", "Tries flags.")
                .toggle("force", "Force it.")
                .toggle("color", "Colours.")
                .text("config-type", "json|hcl2", "The language.")
                .number("parallel-builds", "N", "How many.")
                .texts("var", "KEY=VALUE", "A variable.")
                .texts("var-file", "FILE", "A file.")
                .names("only", "NAME,...", "These.")
                .parameter("TEMPLATE", "The template.")
                .optionalParameter("VERSION", "The version.");
    }

    /** What was said, in one line: flags in the order of their declaration, then parameters. */
    private static String said(Arguments arguments) {
        StringBuilder said = new StringBuilder();
        for (String name : flags().names()) {
            if (!arguments.texts(name).isEmpty()) {
                said.append(name).append(arguments.texts(name)).append(' ');
            }
        }
        return said.append(arguments.parameters()).toString();
    }

    private static List<String> words(String line) {
        return Arrays.stream(line.split(" ")).map(word -> word.replace("_", "")).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            value = {
                // One dash or two, the value behind an equals sign or as the next word.
                "-var a=1 t -> var[a=1] [t]",
                "--var a=1 t -> var[a=1] [t]",
                "-var=a=1 t -> var[a=1] [t]",
                "--var=a=1=2 t -> var[a=1=2] [t]",
                // A switch never takes the next word.
                "-force t -> force[true] [t]",
                "--force=false t -> force[false] [t]",
                "-force true -> force[true] [true]",
                "-color false t -> color[true] [false, t]",
                "-force=0 -color=T t -> force[false] color[true] [t]",
                "-force=TRUE -color=f t -> force[true] color[false] [t]",
                // Given again: all are kept, in order.
                "-config-type=x -config-type=json t -> config-type[x, json] [t]",
                "-var a=1 -var b=2 -var a=3 t -> var[a=1, b=2, a=3] [t]",
                // Lists.
                "-only=a,b -only c t -> only[a, b, c] [t]",
                "-only=a, t -> only[a] [t]",
                "-only=,a t -> only[, a] [t]",
                "-only= t -> only[] [t]",
                "-only _ t -> only[] [t]",
                "-var=a=1,2 t -> var[a=1,2] [t]",
                // Values as they are, whatever they look like.
                "-var= t -> var[] [t]",
                "-var -x=1 t -> var[-x=1] [t]",
                "-var=-1 t -> var[-1] [t]",
                "-var -force t -> var[-force] [t]",
                "-var -only=x t -> var[-only=x] [t]",
                "-var -- t -> var[--] [t]",
                "-var \"a=q\" t -> var[\"a=q\"] [t]",
                "-var=\"a=q\" t -> var[\"a=q\"] [t]",
                "-var 'a=q' t -> var['a=q'] [t]",
                "-only \"n\" t -> only[\"n\"] [t]",
                "-var-file -h t -> var-file[-h] [t]",
                // Numbers.
                "-parallel-builds=-1 t -> parallel-builds[-1] [t]",
                "-parallel-builds -1 t -> parallel-builds[-1] [t]",
                "-parallel-builds 0x10 t -> parallel-builds[16] [t]",
                "-parallel-builds 99999999999 t -> parallel-builds[2147483647] [t]",
                // Flags behind parameters; what is no flag.
                "t -force -> force[true] [t]",
                "t -force v -var a=1 -> force[true] var[a=1] [t, v]",
                "- -> [-]",
                "_ -> []",
                "@t -> [@t]",
                "\"t\" -> [\"t\"]",
                "-- -force -> [-force]",
                "-force -- -h --var -> force[true] [-h, --var]",
                "t -- -> [t]",
                "t -- -- -> [t, --]",
            },
            quoteCharacter = '`')
    void aLineIsReadAsGoReadsIt(String line, String said) throws UsageException {
        assertThat(said(flags().parse(words(line)))).isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            value = {
                "-forc t -> There is no flag -forc. Did you mean -force?",
                "-f t -> There is no flag -f.",
                "-forcex t -> There is no flag -forcex. Did you mean -force?",
                "-config t -> There is no flag -config. Did you mean -config-type?",
                "--only5 t -> There is no flag -only5. Did you mean -only?",
                "-variable=secret t -> There is no flag -variable. Did you mean -var?",
                "-nonsense t -> There is no flag -nonsense.",
                "-1 t -> There is no flag -1.",
                "---var t -> \"---var\" is not a flag",
                "-=x t -> \"-=x\" is not a flag",
                "--=x t -> \"--=x\" is not a flag",
                "t -var -> -var wants a value: -var KEY=VALUE",
                "t --config-type -> -config-type wants a value: -config-type json|hcl2",
                "-force=yes t -> -force wants true or false, but got \"yes\".",
                "-force= t -> -force wants true or false, but got \"\".",
                "-force=no -force t -> -force wants true or false, but got \"no\".",
                "-parallel-builds=x t -> -parallel-builds wants a whole number, but got \"x\".",
                "-parallel-builds= t -> -parallel-builds wants a whole number, but got \"\".",
                "-parallel-builds 1.5 t -> -parallel-builds wants a whole number, but got \"1.5\".",
                "-parallel-builds=#1 t -> -parallel-builds wants a whole number, but got \"#1\".",
                "-force -> Missing required parameter: TEMPLATE.",
                "-- -> Missing required parameter: TEMPLATE.",
                "t v more -> Too many parameters, from \"more\".",
                "-color false t v -> Too many parameters, from \"v\". A switch has its value after an equals sign:"
                        + " -color=false.",
            },
            quoteCharacter = '`')
    void whatIsNoFlagOrNoValueIsSaid(String line, String message) {
        assertThatThrownBy(() -> flags().parse(words(line)))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith(message)
                .hasMessageNotContaining("secret");
    }

    @Test
    void ofSingleValuesTheLastCounts() throws UsageException {
        Arguments said = flags().parse(words(
                "-config-type=x -force -parallel-builds=1 -parallel-builds=2 -config-type=json -force=0 t v"));
        assertThat(said.text("config-type", "none")).isEqualTo("json");
        assertThat(said.number("parallel-builds", 7)).isEqualTo(2);
        assertThat(said.isSet("force", true)).isFalse();
        assertThat(said.parameter()).isEqualTo("t");
    }

    @Test
    void whatWasNotSaidIsWhatTheCommandTakesItFor() throws UsageException {
        Arguments said = flags().parse(List.of("t"));
        assertThat(said.text("config-type", "none")).isEqualTo("none");
        assertThat(said.number("parallel-builds", 7)).isEqualTo(7);
        assertThat(said.isSet("force", true)).isTrue();
        assertThat(said.isSet("force", false)).isFalse();
        assertThat(said.texts("var")).isEmpty();
        assertThat(said.command()).isEmpty();
        assertThat(said.explained()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-h", "--h", "-help", "--help", "-help=false", "-nonsense -h", "t v more -force -help -forc"})
    void whoeverAsksForHelpGetsItWhateverElseIsWrong(String line) throws UsageException {
        Arguments said = flags().parse(words(line));
        assertThat(said.explained()).isNotNull();
        assertThat(said.explained().name()).isEqualTo("try");
    }

    @Test
    void helpThatIsAValueOrAParameterIsNone() throws UsageException {
        assertThat(flags().parse(words("-var -h t")).explained()).isNull();
        assertThat(flags().parse(words("-- -help")).explained()).isNull();
    }

    private static Flags commands() {
        return Flags.of("many", "Has commands.")
                .command("one", flags())
                .command("two", Flags.of("many two", "Has no flags."));
    }

    @Test
    void aCommandWithinACommandHasFlagsOfItsOwn() throws UsageException {
        Arguments one = commands().parse(words("one -force two"));
        assertThat(one.command()).isEqualTo("one");
        assertThat(said(one)).isEqualTo("force[true] [two]");
        assertThat(commands().parse(words("two")).command()).isEqualTo("two");
        assertThat(commands().parse(List.of()).command()).isEmpty();
        assertThat(commands().parse(words("-h one")).explained().name()).isEqualTo("many");
        assertThat(commands().parse(words("one -h")).explained().name()).isEqualTo("try");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            value = {
                "three -> There is no command \"three\" of many, but one, two.",
                "-force one t -> There is no flag -force.",
                "two -force -> There is no flag -force.",
                "two x -> Too many parameters, from \"x\".",
                "one -> Missing required parameter: TEMPLATE.",
            },
            quoteCharacter = '`')
    void aLineThatMissesTheCommandWithinIsRefused(String line, String message) {
        assertThatThrownBy(() -> commands().parse(words(line))).hasMessage(message);
    }

    @Test
    void theHelpNamesEverythingInTheOrderOfDeclaration() {
        assertThat(FlagHelp.of(Flags.of(
                                "try",
                                "Tries " + "long words ".repeat(8) + "and ends.",
                                "",
                                "  word  " + "a b ".repeat(21))
                        .toggle("force", "Force it.")
                        .text("on-a-very-long-name-for-a-flag", "FILE", "Where it is.")
                        .parameter("TEMPLATE", "The template.")
                        .parameters("MORE", "More of them.")))
                .isEqualTo("""
                        Usage: packer try [flags] TEMPLATE [MORE...]

                        Tries long words long words long words long words long words long words long
                        words long words and ends.

                          word  a b a b a b a b a b a b a b a b a b a b a b a b a b a b a b a b a b a b
                                a b a b a b

                          TEMPLATE                   The template.
                          MORE                       More of them.

                        Flags, with one dash or two:
                          -h, -help                  Show this help.
                          -force[=true|false]        Force it.
                          -on-a-very-long-name-for-a-flag=FILE
                                                     Where it is.
                        """);
        assertThat(FlagHelp.of(commands()))
                .contains("many [flags] COMMAND", "\n  two                        Has no flags.\n");
    }
}
