package io.jenkins.plugins.packer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MachineReadableTextTest {
    @Test
    void onlyWhatIsMeantForPeopleIsShown() {
        assertThat(MachineReadableText.of("""
                1795397011,,ui,say,==> docker.web: a%!(PACKER_COMMA) b\\nc
                1795397011,docker.web,artifact,0,id,x
                1795397011,,error-count,1
                sh: packer: not found
                """)).isEqualTo("==> docker.web: a, b\nc\nsh: packer: not found\n");
    }
}
