package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.engine.component.BuildContext;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import java.util.List;
import java.util.Map;

/** Commands of the template that run on this machine, whose output the user sees. */
record LocalCommands(WrappedShell shell, BuildContext context) {

    /**
     * Runs them, until one fails.
     *
     * @param announcement what the user reads before, if there are any
     * @param commands Go templates
     * @param data what the templates may name
     */
    void run(String announcement, List<String> commands, Map<String, ?> data) throws ComponentException {
        if (!commands.isEmpty()) {
            context.ui().say(announcement);
        }
        for (String command : commands) {
            String rendered = context.templates().render(command, data);
            context.ui().say("Executing command: " + shell.wrap(rendered));
            int status = shell.execute(rendered, context.ui()::message, context.ui()::error);
            if (status != 0) {
                throw new ComponentException(
                        "Received non-zero exit code " + status + " from command: " + shell.wrap(rendered));
            }
        }
    }
}
