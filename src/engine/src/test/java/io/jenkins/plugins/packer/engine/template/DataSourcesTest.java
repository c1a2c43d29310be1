package io.jenkins.plugins.packer.engine.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.engine.catalog.ComponentCatalog;
import io.jenkins.plugins.packer.hcl.value.Mark;
import io.jenkins.plugins.packer.hcl.value.Type;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSourcesTest {
    @TempDir
    private Path directory;

    private final FakeComponents components = new FakeComponents();

    private TemplateTrial template(String text) {
        return TemplateTrial.of(directory, text).catalog(new ComponentCatalog(components, List.of()));
    }

    /** One build whose image is the expression. */
    private TemplateTrial image(String expression, String text) {
        return template(text + "\nsource \"machine\" \"one\" {\n  image = " + expression + "\n}\n"
                + "build {\n  sources = [\"machine.one\"]\n}\n");
    }

    private static String lookup(String name, String input) {
        return "data \"lookup\" \"" + name + "\" {\n  input = " + input + "\n}\n";
    }

    @Test
    void dataSourcesAndLocalsAreEvaluatedInTheOrderOfTheirReferences() {
        TemplateTrial trial = image(
                        "local.last",
                        "locals {\n  last = \"${data.lookup.b.id}!\"\n  first = \"x\"\n}\n"
                                + lookup("b", "\"${data.lookup.a.id}, ${local.middle}\"")
                                + "locals {\n  middle = upper(data.lookup.a.id)\n}\n" + lookup("a", "local.first"))
                .run();
        assertThat(trial.messages()).isEmpty();
        assertThat(components.lookup.asked).containsExactly("x", "id of x, ID OF X");
        assertThat(trial.local("last").asString()).isEqualTo("id of id of x, ID OF X!");
    }

    @Test
    void validateReadsNothingButKnowsTheTypes() {
        TemplateTrial trial = image(
                        "data.lookup.a.id", lookup("a", "\"x\"") + "locals {\n  n = data.lookup.a.nope\n}\n")
                .reading(DataReading.Extent.NONE)
                .run();
        assertThat(trial.summaries()).containsExactly("main.pkr.hcl:5,20-25: Unsupported attribute");
        assertThat(components.lookup.asked).isEmpty();
        assertThat(trial.read
                        .scope()
                        .data()
                        .attribute("lookup")
                        .entryMap()
                        .get("a")
                        .type())
                .isEqualTo(components.lookup.outputType());
    }

    @Test
    void optionsAreCheckedEvenWhereNothingIsRead() {
        TemplateTrial trial = image(
                        "\"i\"", lookup("a", "\"forbidden\"") + "data \"lookup\" \"b\" {\n  inputs = \"x\"\n}\n")
                .reading(DataReading.Extent.NONE)
                .run();
        assertThat(trial.summaries())
                .containsExactly(
                        "main.pkr.hcl:2,11-22: Forbidden",
                        "main.pkr.hcl:5,3-9: Unsupported argument",
                        "main.pkr.hcl:4,19-19: Missing required argument");
    }

    @Test
    void onlyWhatTheBuildsNeedIsRead() {
        image(
                        "local.used",
                        lookup("used", "\"used\"") + lookup("unused", "\"unused\"")
                                + "locals {\n  used = data.lookup.used.id\n  unused = data.lookup.unused.id\n}\n")
                .run();
        assertThat(components.lookup.asked).containsExactly("used");
    }

    @Test
    void whatOnlyBuildsNeedThatDoNotRunIsNotRead() {
        String text = lookup("a", "\"a\"") + lookup("b", "\"b\"") + lookup("c", "\"c\"")
                + "source \"machine\" \"one\" {\n  image = data.lookup.a.id\n}\n"
                + "source \"machine\" \"two\" {\n  image = data.lookup.b.id\n}\n"
                + "build {\n  sources = [\"machine.one\"]\n}\n"
                + "build {\n  name = \"other\"\n  sources = [\"machine.two\"]\n"
                + "  provisioner \"shell\" {\n    inline = [data.lookup.c.id]\n  }\n}\n";
        TemplateTrial trial = template(text).only("machine.*").run();
        assertThat(trial.messages()).isEmpty();
        assertThat(components.lookup.asked).containsExactly("a");

        components.lookup.asked.clear();
        template(text).except("machine.one").run();
        assertThat(components.lookup.asked).containsExactly("b", "c");
    }

    @Test
    void allAreReadWhereThatIsAsked() {
        TemplateTrial trial = image("\"i\"", lookup("a", "\"a\"") + lookup("b", "\"b\""))
                .reading(DataReading.Extent.ALL)
                .run();
        assertThat(components.lookup.asked).containsExactly("a", "b");
        assertThat(trial.read.scope().data().attribute("lookup").type())
                .isEqualTo(Type.map(components.lookup.outputType()));
    }

    @Test
    void insideSequentialEvaluationDataSourcesComeBeforeLocals() {
        TemplateTrial trial = image(
                        "local.a",
                        "locals {\n  a = data.lookup.b.id\n}\n" + lookup("b", "data.lookup.a.id")
                                + lookup("a", "\"x\""))
                .sequential()
                .run();
        assertThat(trial.messages()).isEmpty();
        assertThat(trial.local("a").asString()).isEqualTo("id of id of x");

        assertThat(image("data.lookup.c.id", "locals {\n  a = \"x\"\n}\n" + lookup("c", "local.a"))
                        .sequential()
                        .run()
                        .summaries())
                .contains("main.pkr.hcl:5,16-18: Unsupported attribute");
    }

    @Test
    void aCycleIsNamedStepByStep() {
        assertThat(image(
                                "\"i\"",
                                "locals {\n  a = data.lookup.b.id\n}\n" + lookup("b", "data.lookup.c.id")
                                        + lookup("c", "local.a"))
                        .run()
                        .messages())
                .containsExactly(
                        "main.pkr.hcl:2,7-23: error: Cycle in local variables and data sources | local.a refers"
                                + " to data.lookup.b, which refers to data.lookup.c, which refers back to local.a. The value of"
                                + " a local cannot depend on itself: break the circle.");
        assertThat(image("\"i\"", lookup("b", "data.lookup.b.id")).run().messages())
                .containsExactly("main.pkr.hcl:1,1-18: error: Cycle in data sources | data.lookup.b refers to itself."
                        + " The value of a data source cannot depend on itself: break the circle.");
    }

    @Test
    void whatASensitiveValueYieldsIsSensitive() {
        TemplateTrial trial = image(
                        "data.lookup.a.id",
                        "variable \"key\" {\n  default = \"hush\"\n  sensitive = true\n}\n"
                                + "data \"lookup\" \"a\" {\n  input = \"x\"\n  password = var.key\n}\n"
                                + "data \"lookup\" \"b\" {\n  input = \"secret\"\n}\n"
                                + "locals {\n  tag = data.lookup.a.tags[\"password\"]\n  id = data.lookup.a.id\n"
                                + "  own = data.lookup.b.id\n}\n")
                .reading(DataReading.Extent.ALL)
                .run();
        assertThat(trial.messages()).isEmpty();
        assertThat(trial.local("tag").hasMark(Mark.SENSITIVE)).isTrue();
        assertThat(trial.local("tag").unmark().asString()).isEqualTo("<hush>");
        assertThat(trial.local("id").isMarked()).isFalse();
        assertThat(trial.local("own").hasMark(Mark.SENSITIVE)).isTrue();
        assertThat(trial.secrets.redact("<hush> its own secret")).isEqualTo("<sensitive> <sensitive>");
    }

    @Test
    void oneThatFailsIsPointedAtAndWhatDependsOnItIsNotRead() {
        TemplateTrial trial = image("data.lookup.b.id", lookup("a", "\"missing\"") + lookup("b", "data.lookup.a.id"))
                .run();
        assertThat(trial.messages())
                .containsExactly("main.pkr.hcl:1,1-18: error: Data source lookup.a cannot be read | There is nothing"
                        + " of this name.");
        assertThat(components.lookup.asked).containsExactly("missing");
    }

    @Test
    void oneThatBreaksItsPromiseIsNamed() {
        assertThat(image("data.lookup.a.id", lookup("a", "\"wrong\"")).run().messages())
                .singleElement()
                .asString()
                .contains("Data source lookup.a cannot be read", "mistake of the component lookup");
    }

    @Test
    void whatItWarnsOfIsShownAtItsBlock() {
        assertThat(image("data.lookup.a.id", lookup("a", "\"odd\"")).run().messages())
                .containsExactly("main.pkr.hcl:1,1-18: warning: Odd input | It is odd.");
    }

    @Test
    void cancellationEndsTheReadingAndNothingElseIsRead() {
        TemplateTrial trial = image(
                        "\"${data.lookup.a.id}${data.lookup.b.id}\"", lookup("a", "\"cancel\"") + lookup("b", "\"b\""))
                .run();
        assertThat(components.lookup.asked).containsExactly("cancel");
        assertThat(trial.messages())
                .allMatch(message -> message.contains("The run was cancelled: interrupted"))
                .hasSize(2);
    }

    @Test
    void whatIsKnownOnlyInABuildCannotBeAskedFor() {
        assertThat(image("data.lookup.a.id", lookup("a", "source.name")).run().messages())
                .singleElement()
                .asString()
                .contains("Data source cannot be read", "lookup.a needs input");
    }

    @Test
    void dynamicBlocksAreExpanded() {
        TemplateTrial trial = image(
                        "data.lookup.a.id",
                        "data \"lookup\" \"a\" {\n  input = \"x\"\n  dynamic \"filter\" {\n    for_each = [\"n\"]\n"
                                + "    content {\n      name = filter.value\n    }\n  }\n}\n")
                .run();
        assertThat(trial.messages()).isEmpty();
    }

    @Test
    void anUnknownTypeAndADuplicateAreErrors() {
        assertThat(image("\"i\"", "data \"lokup\" \"a\" {\n}\n" + lookup("b", "\"x\"") + lookup("b", "\"y\""))
                        .run()
                        .messages())
                .containsExactly(
                        "main.pkr.hcl:6,1-18: error: Duplicate data block | This data block has the same type and name"
                                + " as a previous block declared at main.pkr.hcl:3,1-18. Each data source must have a"
                                + " unique name per type.",
                        "main.pkr.hcl:1,6-13: error: Unknown data source type \"lokup\" | Did you mean to use"
                                + " \"lookup\"?");
    }

    @Test
    void templatesInJsonHaveThemToo() {
        TemplateTrial trial = new TemplateTrial(directory)
                .catalog(new ComponentCatalog(components, List.of()))
                .template("main.pkr.json")
                .file(
                        "main.pkr.json",
                        "{\"data\": {\"lookup\": {\"b\": {\"input\": \"${data.lookup.a.id}\"}, \"a\": {\"input\": \"x\"}}},"
                                + " \"source\": {\"machine\": {\"one\": {\"image\": \"${data.lookup.b.id}\"}}},"
                                + " \"build\": {\"sources\": [\"machine.one\"]}}")
                .run();
        assertThat(trial.messages()).isEmpty();
        assertThat(components.lookup.asked).containsExactly("x", "id of x");
    }
}
