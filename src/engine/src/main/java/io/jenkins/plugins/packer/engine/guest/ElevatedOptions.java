package io.jenkins.plugins.packer.engine.guest;

import io.jenkins.plugins.packer.engine.builtin.windows.ElevatedCommand;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.ProvisionContext;
import io.jenkins.plugins.packer.engine.config.ConfigurationCheck;
import io.jenkins.plugins.packer.engine.config.Option;
import io.jenkins.plugins.packer.engine.run.CancelledException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who a command of Windows runs as, with all rights that the user can have.
 *
 * @param elevatedUser the user
 * @param elevatedPassword the user's password
 */
public record ElevatedOptions(
        @Option(doc = "User of Windows that the command runs as, with all rights, by way of a scheduled task.")
        @Nullable
        String elevatedUser,

        @Option(
                doc = "Password of elevated_user; none for a service account such as SYSTEM.",
                sensitive = true,
                renderedTwice = true)
        @Nullable
        String elevatedPassword) {

    /** Reports a password without a user, and a user of a system that has none such. */
    public void check(@Nullable String guestOsType, ConfigurationCheck check) {
        boolean user = isGiven(elevatedUser) || check.isUnknown("elevated_user");
        if (isGiven(elevatedPassword)) {
            if (!user) {
                check.error(
                        "elevated_password",
                        "Missing elevated_user",
                        "Must supply an 'elevated_user' if 'elevated_password' provided.");
            }
        }
        if (user && GuestOs.named(guestOsType).orElse(GuestOs.UNIX) != GuestOs.WINDOWS) {
            check.error(
                    "elevated_user",
                    "Not for Unix",
                    "elevated_user runs the command as a scheduled task of Windows: set guest_os_type = \"windows\", or"
                            + " use sudo in execute_command.");
        }
    }

    /** The command as it is to be run: itself, or what runs it as the user. */
    public Applied applied(String command, GuestMachine machine, ProvisionContext context) throws ComponentException {
        if (!isGiven(elevatedUser)) {
            return new Applied(command, null);
        }
        String password =
                isGiven(elevatedPassword) ? machine.render(elevatedPassword, "elevated_password", Map.of()) : "";
        context.secrets().add(password);
        ElevatedCommand task = ElevatedCommand.upload(command, elevatedUser, password, context.communicator());
        return new Applied(task.line(), task);
    }

    /**
     * A command that is to be run.
     *
     * @param line its command line
     * @param task what runs it as the user, or null where it runs itself
     */
    public record Applied(String line, @Nullable ElevatedCommand task) {

        /** Runs it, its output shown to the user; a task does not outlive a run that is cancelled. */
        public int run(GuestMachine machine, ProvisionContext context) throws ComponentException {
            try {
                return machine.run(line);
            } catch (ComponentException | CancelledException e) {
                if (task != null && !context.communicator().leaveNothing(task.undoing())) {
                    context.ui()
                            .error("The file " + task.path()
                                    + ", with a password, may be left on the machine, and so may" + " the task "
                                    + task.name() + ".");
                }
                throw e;
            }
        }
    }

    private static boolean isGiven(@Nullable String text) {
        return text != null && !text.isEmpty();
    }
}
