package io.jenkins.plugins.packer.components.ansible;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.ProvisionContext;
import io.jenkins.plugins.packer.engine.process.LocalProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version of Ansible.
 *
 * @param text such as {@code 2.14.18}; empty where it was not asked for
 */
record AnsibleVersion(String text) {
    /** Of {@code ansible-playbook 2.9.6} and {@code ansible-playbook [core 2.14.18]}. */
    private static final Pattern VERSION = Pattern.compile("\\w (\\d+\\.\\d+[.\\d]*)");

    /** Asks the program. */
    static AnsibleVersion ask(String program, Map<String, String> environment, ProvisionContext context)
            throws ComponentException {
        List<String> output = new ArrayList<>();
        List<String> errors = new ArrayList<>();
        int status;
        try {
            status =
                    new LocalProcess(context).run(List.of(program, "--version"), environment, output::add, errors::add);
        } catch (IOException e) {
            throw new ComponentException("Error running \"" + program + " --version\": " + e.getMessage(), e);
        }
        if (status != 0) {
            throw new ComponentException(
                    "Error running \"" + program + " --version\": it ended with exit status " + status
                            + ".\n" + String.join("\n", errors.isEmpty() ? output : errors)
                            + "\nInstall Ansible, name another program in command, or set skip_version_check = true.");
        }
        return parse(program, String.join("\n", output));
    }

    static AnsibleVersion parse(String program, String output) throws ComponentException {
        Matcher matcher = VERSION.matcher(output);
        if (!matcher.find()) {
            throw new ComponentException("Could not find " + program + " version in output:\n" + output
                    + "\nIs it Ansible? skip_version_check = true does not ask.");
        }
        return new AnsibleVersion(matcher.group(1));
    }

    /** Whether it has other names for what an inventory says; one that was not asked for is a new one. */
    boolean isBefore2() {
        return text.startsWith("0.") || text.startsWith("1.");
    }
}
