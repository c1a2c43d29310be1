package io.jenkins.plugins.packer.engine.interpolate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.packer.engine.gotemplate.GoFunction;
import io.jenkins.plugins.packer.engine.gotemplate.GoType;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackerInterpolationTest {
    private static final RemoteValues REMOTE = new RemoteValues() {
        @Override
        public String consulKey(String key) {
            return "consul " + key;
        }

        @Override
        public String vault(String path, String key) throws InterpolationException {
            throw new InterpolationException("no vault for " + path + " " + key);
        }

        @Override
        public String call(String function, List<String> arguments) throws InterpolationException {
            if (arguments.contains("none")) {
                throw new InterpolationException("there is no secret none");
            }
            return function + arguments;
        }
    };

    private static PackerInterpolation interpolation(Map<String, Object> generated, boolean allowEnvironment) {
        InterpolationContext context = new InterpolationContext(
                "web",
                "docker",
                Path.of("/templates/./base"),
                Path.of("/work"),
                "1.16.0",
                Map.of("HOME", "/home/me"),
                Map.of("size", "10"),
                generated,
                Instant.parse("2026-02-03T04:05:06Z"),
                allowEnvironment);
        return new PackerInterpolation(context, REMOTE, Map.of());
    }

    private static PackerInterpolation inBuild() {
        Map<String, Object> generated = new HashMap<>(Map.of("ID", "i-1", "Port", 22));
        generated.put("Host", null);
        return interpolation(generated, false);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "plain! plain",
                "{{ .Vars }} {{ .Path }}! A=1 /tmp/x",
                "{{build_name}}-{{build_type}}! web-docker",
                "{{timestamp}}! 1770091506",
                "{{isotime}}! 2026-02-03T04:05:06Z",
                "{{isotime `20060102`}}! 20260203",
                "{{isotime | upper | lower}}! 2026-02-03t04:05:06z",
                "{{strftime `%Y/%m`}}! 2026/02",
                "{{pwd}}! /work",
                "{{template_dir}}! /templates/base",
                "{{packer_version}}! 1.16.0",
                "{{user `size`}}[{{user `none`}}]! 10[]",
                "{{build `ID`}} {{build `Port`}} {{.ID}}! i-1 22 i-1",
                "{{build `Host`}}! {{.Host}}",
                "{{.Host}}! Build_Host. To set this dynamically in the Packer template, you must use the `build` function",
                "{{split `a-b-c` `-` 1}}{{split `abc` `` 2}}{{split `` `-` 0}}! bc",
                "{{replace `a` `b` 1 `aaa`}} {{replace `a` `b` -1 `aaa`}} {{replace `` `-` 2 `aé`}}! baa bbb -a-é",
                "{{`a.b.c` | replace_all `.` `-`}} {{replace_all `` `-` `ab`}}! a-b-c -a-b-",
                "{{upper `aé`}} {{lower `AÉ`}}! AÉ aé",
                "{{upper `ßŉéσς`}} {{lower `ΟΔΟΣ É`}}! ßŉÉΣΣ οδοσ é",
                "{{.Missing}}! <no value>",
                "{{if .Missing}}x{{else}}y{{end}}! y"
            })
    void aFunctionGivesWhatPackerGives(String template, String expected) throws InterpolationException {
        assertThat(inBuild().render(template, Map.of("Vars", "A=1", "Path", "/tmp/x")))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "{{env `HOME`}}! env vars are not allowed here",
                "{{consul_key `a`}}! consul_key is not allowed here",
                "{{vault `a` `b`}}! Vault vars are only allowed in the variables section",
                "{{aws_secretsmanager `a`}}! AWS Secrets Manager is only allowed in the variables section",
                "{{build `Nope`}}! couldn't find Nope",
                "{{split `a-b` `-` 2}}! the substring 2 was unavailable using the separator value, -, only 2 values were found",
                "{{split `` `` 0}}! only 0 values were found",
                "{{split `a` `-` -1}}! the substring -1 does not exist",
                "{{isotime `1` `2`}}! too many values, 1 needed",
                "{{sed `s/a/b/` `a`}}! use `replace` or `replace_all` instead",
                "{{clean_resource_name `a`}}! function \"clean_resource_name\" not defined",
                "{{timestamp 1}}! wrong number of args for timestamp"
            })
    void whatPackerRefusesIsRefused(String template, String message) {
        assertThatThrownBy(() -> inBuild().render(template))
                .isInstanceOf(InterpolationException.class)
                .hasMessageContaining(message);
    }

    @Test
    void theDefaultsOfVariablesReachTheEnvironment() throws InterpolationException {
        PackerInterpolation variables = interpolation(null, true);
        assertThat(variables.render("{{env `HOME`}}[{{env `NONE`}}]{{consul_key `k`}}"))
                .isEqualTo("/home/me[]consul k");
        assertThatThrownBy(() -> variables.render("{{vault `p` `k`}}")).hasMessageContaining("no vault for p k");
        assertThatThrownBy(() -> variables.render("{{user `none`}}")).hasMessageContaining("variable not set: none");
    }

    @Test
    void theDefaultsOfVariablesReachSecretsOfComponents() throws InterpolationException {
        PackerInterpolation variables = interpolation(null, true);
        assertThat(variables.render("{{aws_secretsmanager `s` `k`}} {{aws_secretsmanager `s`}}"))
                .isEqualTo("aws_secretsmanager[s, k] aws_secretsmanager[s, null]");
        assertThat(variables.render("{{aws_secretsmanager_raw `s`}}")).isEqualTo("aws_secretsmanager_raw[s]");
        assertThatThrownBy(() -> variables.render("{{aws_secretsmanager}}"))
                .hasMessageContaining("secret name must be provided");
        assertThatThrownBy(() -> variables.render("{{aws_secretsmanager `a` `b` `c`}}"))
                .hasMessageContaining("only secret name and optional secret key can be provided");
        assertThatThrownBy(() -> variables.render("{{aws_secretsmanager_raw `none`}}"))
                .hasMessageContaining("there is no secret none");
    }

    @Test
    void whileNothingIsKnownTheBuildFunctionStandsForItself() throws InterpolationException {
        assertThat(interpolation(null, false).render("{{build `ID`}}")).isEqualTo("{{.ID}}");
    }

    @Test
    void whatAContextDoesNotHaveIsSaid() {
        InterpolationContext nothing = new InterpolationContext(
                "", "", null, Path.of("/work"), "", Map.of(), Map.of(), null, Instant.EPOCH, false);
        PackerInterpolation interpolation = new PackerInterpolation(nothing, REMOTE, Map.of());
        for (String name : List.of("build_name", "build_type", "packer_version")) {
            assertThatThrownBy(() -> interpolation.render("{{" + name + "}}"))
                    .hasMessageContaining(name + " not available");
        }
        assertThatThrownBy(() -> interpolation.render("{{template_dir}}"))
                .hasMessageContaining("template path not available");
    }

    /** Packer's core leaves such actions alone while it renders the variables, and renders them where they are used. */
    @Test
    void aTemplateThatAUserVariableHoldsIsRenderedWithIt() throws InterpolationException {
        PackerInterpolation interpolation = withVariables(
                Map.of("run", "sudo {{ .Vars }} {{.Path}}", "again", "{{user `run`}}!", "circle", "{{user `circle`}}"));
        Map<String, String> data = Map.of("Vars", "A=1", "Path", "/tmp/x");
        assertThat(interpolation.render("{{user `run`}}", data)).isEqualTo("sudo A=1 /tmp/x");
        assertThat(interpolation.render("({{user `again`}})", data)).isEqualTo("(sudo A=1 /tmp/x!)");
        assertThatThrownBy(() -> interpolation.render("{{user `circle`}}", data))
                .hasMessageContaining("more than 10 deep");
    }

    @Test
    void whatIsRenderedAgainKeepsTheTemplateThatAUserVariableHolds() throws InterpolationException {
        PackerInterpolation interpolation = withVariables(Map.of("run", "echo {{ .ID }}"));
        assertThat(interpolation.renderOnce("{{user `run`}}")).isEqualTo("echo {{ .ID }}");
    }

    @Test
    void whatDataHoldIsNoTemplate() throws InterpolationException {
        assertThat(withVariables(Map.of()).render("{{ .Password }}", Map.of("Password", "a{{.b}}")))
                .isEqualTo("a{{.b}}");
    }

    @Test
    void whereThereAreNoUserVariablesTheWayOutIsSaid() {
        assertThatThrownBy(() -> withVariables(null).render("{{user `size`}}"))
                .hasMessageContaining("in HCL2 write ${var.size} instead");
        assertThatThrownBy(() -> withVariables(null).render("{{template_dir}}"))
                .hasMessageContaining("in HCL2 write ${path.root} instead");
    }

    private static PackerInterpolation withVariables(@Nullable Map<String, String> variables) {
        InterpolationContext context = new InterpolationContext(
                "web", "docker", null, Path.of("/work"), "", Map.of(), variables, null, Instant.EPOCH, false);
        return new PackerInterpolation(context, REMOTE, Map.of());
    }

    @Test
    void aUuidIsOrderedByTimeAndNeverTheSame() throws InterpolationException {
        long before = Instant.now().getEpochSecond();
        String[] two = inBuild().render("{{uuid}} {{uuid}}").split(" ");
        assertThat(two[0]).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}").isNotEqualTo(two[1]);
        assertThat(Long.parseLong(two[0].substring(0, 8), 16))
                .isBetween(before, Instant.now().getEpochSecond());
    }

    @Test
    void dataOfTheCallHidesGeneratedValues() throws InterpolationException {
        assertThat(inBuild().render("{{.ID}}", Map.of("ID", "own"))).isEqualTo("own");
    }

    @Test
    void aComponentAddsFunctionsOfItsOwn() throws InterpolationException {
        GoFunction clean = new GoFunction() {
            @Override
            public List<GoType> parameters() {
                return List.of(GoType.STRING);
            }

            @Override
            public Object call(List<Object> arguments) {
                return ((String) arguments.get(0)).replace(':', '-');
            }
        };
        InterpolationContext context = new InterpolationContext(
                "", "", null, Path.of("/work"), "", Map.of(), Map.of(), null, Instant.EPOCH, false);
        PackerInterpolation interpolation =
                new PackerInterpolation(context, REMOTE, Map.of("clean_resource_name", clean));
        assertThat(interpolation.render("{{isotime | clean_resource_name}}")).isEqualTo("1970-01-01T00-00-00Z");
        assertThatCode(() -> interpolation.check("{{clean_resource_name `x`}}")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "}}", "{{ .Any.Thing }}", "{{env `X`}}", "{{sed `a` `b`}}", "{{build `X`}}"})
    void aCheckExecutesNothing(String template) {
        assertThatCode(() -> inBuild().check(template)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{", "{{nope}}", "{{if .X}}", "{{.X | }", "{{end}}", "{{$x}}"})
    void aCheckFindsWhatCannotBeParsed(String template) {
        assertThatThrownBy(() -> inBuild().check(template)).isInstanceOf(InterpolationException.class);
    }
}
