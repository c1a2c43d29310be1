package io.jenkins.plugins.packer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FormTextsTest {
    @Test
    void aListIsALineForEachElement() {
        String text = FormTexts.of(List.of("docker.*", "null.a"));
        assertThat(text).isEqualTo("docker.*\nnull.a");
        assertThat(OptionTexts.lines(text)).containsExactly("docker.*", "null.a");
        assertThat(OptionTexts.lines("\r\n a \r\n")).containsExactly("a");
        assertThat(OptionTexts.lines("")).isEmpty();
    }

    @Test
    void aMapIsALineForEachAssignment() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("region", "eu-west-1");
        values.put("equation", "a=b");
        values.put("count", 2);
        values.put("zones", List.of("a", "costs ${5}"));
        String text = FormTexts.of(values);
        assertThat(text).isEqualTo("region=eu-west-1\nequation=a=b\ncount=2\nzones=[\"a\",\"costs $${5}\"]");
        assertThat(FormTexts.assignments(text))
                .containsEntry("region", "eu-west-1")
                .containsEntry("equation", "a=b")
                .containsEntry("count", "2")
                .containsEntry("zones", "[\"a\",\"costs $${5}\"]");
        assertThat(FormTexts.assignments(" \nno assignment\n=x")).isEmpty();
    }
}
