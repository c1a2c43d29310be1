package io.jenkins.plugins.packer.engine.builtin.shell;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import java.util.List;

/** Judges how a script ended (packer-plugin-sdk, shell/exit_code.go). */
public final class ExitCodes {
    private ExitCodes() {}

    /**
     * The exit statuses that are no failure.
     *
     * @param valid {@code valid_exit_codes}; none means 0 only
     */
    static List<Integer> allowed(List<Integer> valid) {
        return valid.isEmpty() ? List.of(0) : valid;
    }

    /**
     * Accepts an exit status or fails.
     *
     * @param valid {@code valid_exit_codes}; none means 0 only
     * @throws ComponentException when it is not among the valid ones
     */
    public static void require(int status, List<Integer> valid) throws ComponentException {
        require(status, valid, "");
    }

    /**
     * Accepts an exit status or fails.
     *
     * @param meaning what the message ends with
     */
    static void require(int status, List<Integer> valid, String meaning) throws ComponentException {
        List<Integer> allowed = allowed(valid);
        if (allowed.contains(status)) {
            return;
        }
        StringBuilder list = new StringBuilder("[");
        for (int code : allowed) {
            list.append(list.length() == 1 ? "" : " ").append(code);
        }
        throw new ComponentException("Script exited with non-zero exit status: " + status + ". Allowed exit codes are: "
                + list + "]" + meaning);
    }
}
