package io.jenkins.plugins.packer.components.salt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormulaTest {

    @ParameterizedTest
    @CsvSource({
        "git::https://example.org/web-formula.git//web, https://example.org/web-formula.git, web, ''",
        "git::https://example.org/web-formula.git//web?ref=v1.2, https://example.org/web-formula.git, web, v1.2",
        "github.com/team/web-formula.git//web_a, https://github.com/team/web-formula.git, web_a, ''",
        "git@example.org:team/web-formula.git//web, git@example.org:team/web-formula.git, web, ''",
        "/srv/git/web.git//web-2, /srv/git/web.git, web-2, ''",
    })
    void isARepositoryADirectoryAndAReference(String address, String repository, String directory, String reference) {
        assertThat(Formula.of(address)).contains(new Formula(repository, directory, reference));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org/web-formula.git",
                "https://example.org/web-formula//web",
                "https://example.org/web.git//a/b",
                "https://example.org/web.git//web?sshkey=abc",
                "https://example.org/web.git//web?ref=a&depth=1",
                "--upload-pack=x.git//web",
                "x.git//web?ref=--orphan",
            })
    void whatGitCannotBeAskedForIsRefused(String address) {
        assertThat(Formula.of(address)).isEmpty();
    }

    @Test
    void theExampleOfTheReferenceIsOne() {
        assertThat(Formula.of("git::https://github.com/saltstack-formulas/sudoers-formula.git//sudoers?ref=v0.25.0"))
                .isPresent();
    }
}
