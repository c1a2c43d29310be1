package io.jenkins.plugins.packer.engine.communicator;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.ui.Ui;

/** The keys that a machine lets in, in the files of the user and of root. */
record AuthorizedKeys(Communicator communicator, Ui ui) {

    /**
     * Removes the keys with a comment, as Packer's {@code StepCleanupTempKeys} does.
     *
     * @param comment the last word of their lines
     */
    void remove(String comment) throws ComponentException {
        ui.say("Trying to remove ephemeral keys from authorized_keys files");
        String pattern = "/ " + comment.replaceAll("([\\\\/.\\[\\]*^$])", "\\\\$1") + "$/d";
        String script = "'" + pattern.replace("'", "'\\''") + "'";
        remove("sed -i.bak " + script + " ~/.ssh/authorized_keys; rm ~/.ssh/authorized_keys.bak", "~/.ssh");
        remove(
                "sudo sed -i.bak " + script + " /root/.ssh/authorized_keys; sudo rm /root/.ssh/authorized_keys.bak",
                "/root/.ssh");
    }

    private void remove(String command, String folder) throws ComponentException {
        int status = communicator.execute(new RemoteCommand(command, ui::message, ui::message));
        if (status != 0) {
            ui.message("The temporary key may still be in " + folder + "/authorized_keys on the machine (exit status "
                    + status + "); nobody has its private key any more.");
        }
    }
}
