package io.jenkins.plugins.packer.components.salt;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A directory of a Git repository, written as go-getter has it.
 *
 * @param repository address for git
 * @param directory path below the repository's root; also its name in the state tree
 * @param reference branch, tag or commit; empty for the default branch
 */
record Formula(String repository, String directory, String reference) {
    private static final Pattern FORM = Pattern.compile("(.*\\.git)//([a-zA-Z0-9_-]+)(?:\\?(.*))?");
    private static final Pattern SHORT_HOST = Pattern.compile("(github|gitlab)\\.com/.*");
    private static final String REFERENCE = "ref=";

    /** The formula of an address; empty where it is none. */
    static Optional<Formula> of(String address) {
        Matcher matcher = FORM.matcher(address);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String query = matcher.group(3);
        String reference = "";
        if (query != null) {
            if (!query.startsWith(REFERENCE) || query.indexOf('&') >= 0) {
                return Optional.empty();
            }
            reference = query.substring(REFERENCE.length());
        }
        String repository = matcher.group(1);
        if (repository.startsWith("git::")) {
            repository = repository.substring("git::".length());
        } else if (SHORT_HOST.matcher(repository).matches()) {
            repository = "https://" + repository;
        }
        // Neither may be taken for one of git's options.
        if (repository.startsWith("-") || reference.startsWith("-")) {
            return Optional.empty();
        }
        return Optional.of(new Formula(repository, matcher.group(2), reference));
    }
}
