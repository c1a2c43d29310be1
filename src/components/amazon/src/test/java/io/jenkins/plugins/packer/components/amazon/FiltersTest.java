package io.jenkins.plugins.packer.components.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Filter;

class FiltersTest {

    @Test
    void aValueWithCommasIsSeveral() {
        assertThat(values("available, pending")).containsExactly("available", "pending");
    }

    @Test
    void aValueInQuotesMayHoldCommas() {
        assertThat(values("\"a,b\",c")).containsExactly("a,b", "c");
    }

    @Test
    void aDoubledQuoteIsOne() {
        assertThat(values("\"say \"\"hi\"\"\"")).containsExactly("say \"hi\"");
    }

    @Test
    void aQuoteWithinAValueIsPartOfIt() {
        assertThat(values("5\" disk")).containsExactly("5\" disk");
    }

    private static List<String> values(String text) {
        List<Filter> filters = Filters.of(Map.of("name", text));
        assertThat(filters).hasSize(1);
        return filters.get(0).values();
    }
}
