package io.jenkins.plugins.packer.components.amazon.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FastLaunchOptionsTest {
    private static final FastLaunchOptions NOTHING = new FastLaunchOptions(false, null, null, 0, List.of(), 0, 0);

    @Test
    void anEmptyBlockEnablesNothing() {
        assertThat(NOTHING.wanted()).isFalse();
    }

    @Test
    void anyOptionEnablesIt() {
        assertThat(new FastLaunchOptions(false, null, null, 0, List.of(), 0, 3).wanted())
                .isTrue();
        assertThat(new FastLaunchOptions(false, null, "windows", 0, List.of(), 0, 0).wanted())
                .isTrue();
    }

    @Test
    void theBlockItselfSpeaksForTheRegionOfTheBuild() {
        FastLaunchOptions options = new FastLaunchOptions(true, "lt-1", null, 2, List.of(), 0, 0);
        assertThat(options.in("eu-west-1", "eu-west-1").templateId()).isEqualTo("lt-1");
        assertThat(options.in("us-east-1", "eu-west-1").hasTemplate()).isFalse();
        assertThat(options.in("us-east-1", "eu-west-1").wanted()).isTrue();
    }

    @Test
    void aRegionOfItsOwnHasPrecedence() {
        FastLaunchOptions.InRegion different = new FastLaunchOptions.InRegion(false, "us-east-1", null, null, 0);
        FastLaunchOptions options = new FastLaunchOptions(true, "lt-1", null, 2, List.of(different), 0, 0);
        assertThat(options.in("us-east-1", "eu-west-1").wanted()).isFalse();
        assertThat(options.in("eu-west-1", "eu-west-1").wanted()).isTrue();
    }
}
