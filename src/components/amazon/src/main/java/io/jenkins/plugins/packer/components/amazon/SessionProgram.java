package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.StepContext;
import io.jenkins.plugins.packer.engine.process.LocalProcess;
import io.jenkins.plugins.packer.engine.process.LocalProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * AWS's {@code session-manager-plugin}, which carries a session's bytes
 * (https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-working-with-install-plugin.html).
 *
 * @param path where it is
 */
record SessionProgram(Path path) {
    private static final String NAME = "session-manager-plugin";
    private static final String INSTALL = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
            + "session-manager-working-with-install-plugin.html";
    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+)\\.(\\d+)");
    /** The last one that takes a session, with its token, from its arguments only, which everybody on the machine can read. */
    private static final int[] TOO_OLD = {1, 2, 497, 0};

    /**
     * Finds it on the path of the run.
     *
     * @throws ComponentException when it is not there, or too old
     */
    static SessionProgram find(StepContext context) throws ComponentException {
        Path path = LocalProgram.find(NAME, context.environment(), context.directory())
                .orElseThrow(
                        () -> new ComponentException("ssh_interface is \"session_manager\", which needs AWS's program "
                                + NAME + ", and it is not on the PATH. Install it on this machine: " + INSTALL + "."));
        List<String> output = new ArrayList<>();
        try {
            new LocalProcess(context)
                    .run(List.of(path.toString(), "--version"), context.environment(), output::add, output::add);
        } catch (IOException e) {
            throw new ComponentException(path + " cannot be started: " + e.getMessage() + ".", e);
        }
        String version = String.join(" ", output).strip();
        if (isTooOld(version)) {
            throw new ComponentException(path + " is of version " + version
                    + ", which takes the token of a session on its command line, where everybody on this machine can read"
                    + " it. Install a newer one: " + INSTALL + ".");
        }
        return new SessionProgram(path);
    }

    /** Whether a version, or what is none, cannot take a session from its environment. */
    static boolean isTooOld(String version) {
        Matcher matcher = VERSION.matcher(version);
        if (!matcher.find()) {
            return true;
        }
        for (int i = 0; i < TOO_OLD.length; i++) {
            int difference = Integer.compare(Integer.parseInt(matcher.group(i + 1)), TOO_OLD[i]);
            if (difference != 0) {
                return difference < 0;
            }
        }
        return true;
    }
}
