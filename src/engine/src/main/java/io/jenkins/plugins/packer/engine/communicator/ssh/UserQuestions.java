package io.jenkins.plugins.packer.engine.communicator.ssh;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.ui.Ui;
import org.apache.sshd.client.auth.keyboard.UserInteraction;
import org.apache.sshd.client.session.ClientSession;
import org.jspecify.annotations.Nullable;

/** Passes a server's questions on to the user, {@code ssh_bastion_interactive}. */
record UserQuestions(Ui ui) implements UserInteraction {

    @Override
    public String[] interactive(
            ClientSession session, String name, String instruction, String lang, String[] prompts, boolean[] echo) {
        if (prompts.length > 0 && !instruction.isBlank()) {
            ui.say(instruction.strip());
        }
        String[] answers = new String[prompts.length];
        for (int i = 0; i < prompts.length; i++) {
            try {
                answers[i] = ui.ask(prompts[i].strip());
            } catch (ComponentException e) {
                throw new UnansweredException(
                        "the bastion host asks \"" + prompts[i].strip() + "\", and " + e.getMessage(), e);
            }
        }
        return answers;
    }

    @Override
    public @Nullable String getUpdatedPassword(ClientSession session, String prompt, String lang) {
        return null;
    }
}
