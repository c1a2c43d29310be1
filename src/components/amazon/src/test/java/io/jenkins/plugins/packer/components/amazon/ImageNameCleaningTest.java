package io.jenkins.plugins.packer.components.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageNameCleaningTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            2026-11-27T03:17:44Z | 2026-11-27T03-17-44Z
            web ([a].b/c-d'e@f_G)0 | web ([a].b/c-d'e@f_G)0
            a:b{c}d#e+f~g\\h | a-b-c-d-e-f-g-h
            café € | caf-- ---
            "" | ""
            """)
    void eachByteThatNoImageNameHasBecomesAHyphen(String name, String cleaned) throws Exception {
        assertThat(ImageNameCleaning.FUNCTIONS.get("clean_resource_name").call(List.of(name)))
                .isEqualTo(cleaned);
    }
}
