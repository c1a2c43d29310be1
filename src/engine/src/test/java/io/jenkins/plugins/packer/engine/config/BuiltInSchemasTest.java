package io.jenkins.plugins.packer.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.engine.builtin.BuiltinComponents;
import io.jenkins.plugins.packer.engine.catalog.ComponentKind;
import io.jenkins.plugins.packer.engine.component.Component;
import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.SourceFile;
import io.jenkins.plugins.packer.hcl.SourceRange;
import io.jenkins.plugins.packer.hcl.eval.EvaluationContext;
import io.jenkins.plugins.packer.hcl.syntax.HclParser;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The engine's own components declare what the decoder can serve. */
class BuiltInSchemasTest {

    static Stream<Component<?>> components() {
        BuiltinComponents own = new BuiltinComponents();
        return Stream.of(
                        own.types(ComponentKind.BUILDER).stream().map(own::builder),
                        own.types(ComponentKind.PROVISIONER).stream().map(own::provisioner),
                        own.types(ComponentKind.POST_PROCESSOR).stream().map(own::postProcessor))
                .flatMap(components -> components);
    }

    @ParameterizedTest
    @MethodSource("components")
    void everyDeclarationAndEveryDefaultIsUnderstood(Component<?> component) {
        Diagnostics diagnostics = new Diagnostics();
        ConfigurationSchema<?> schema = ConfigurationSchema.of(component.configurationType());
        assertThat(schema.options())
                .isNotEmpty()
                .allSatisfy(option -> assertThat(option.doc()).endsWith("."));
        new ConfigurationDecoder(EvaluationContext.EMPTY, (text, data) -> text, DecodingMode.PLANNING)
                .decode(
                        schema,
                        HclParser.parseFile(SourceFile.of("empty", ""), diagnostics),
                        SourceRange.startOf("empty"),
                        diagnostics);
        assertThat(diagnostics.asList())
                .allSatisfy(diagnostic -> assertThat(diagnostic.summary()).startsWith("Missing "));
    }

    @ParameterizedTest
    @MethodSource("components")
    void whatTheCompilerWroteDownIsWhatTheRecordDeclares(Component<?> component) {
        assertWrittenDown(component.configurationType());
    }

    private static <C extends Record> void assertWrittenDown(Class<C> type) {
        DeclaredRecord<C> written = ConfigurationSchema.declared(type);
        assertThat(written).as(type + " has a class beside it").isNotNull();
        DeclaredRecord<C> read = new ReflectedRecord<>(type);
        assertThat(written.components().stream().map(BuiltInSchemasTest::described))
                .containsExactlyElementsOf(read.components().stream()
                        .map(BuiltInSchemasTest::described)
                        .toList());
        assertThat(written.refused()).isEqualTo(read.refused());
        for (DeclaredComponent component : written.components()) {
            if (component.group() != null) {
                assertWrittenDown(component.group());
            } else if (component.option().type() instanceof OptionType.BlockOf block) {
                assertWrittenDown(block.schema().type());
            }
        }
    }

    private static String described(DeclaredComponent component) {
        OptionModel option = component.option();
        return component.javaType() + " "
                + (option == null
                        ? component.group()
                        : option.toString().replaceAll("ConfigurationSchema@\\w+", "schema"));
    }
}
