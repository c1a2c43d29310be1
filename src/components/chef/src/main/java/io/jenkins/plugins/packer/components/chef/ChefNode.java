package io.jenkins.plugins.packer.components.chef;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.ProvisionContext;
import io.jenkins.plugins.packer.engine.guest.GuestOs;
import java.util.Map;
import java.util.UUID;

/** What chef-client makes of the machine at the Chef server: a node, and a client of the same name. */
final class ChefNode {
    private static final String KNIFE_UNIX = "{{if .Sudo}}sudo {{end}}knife {{.Args}} {{.Flags}}";
    private static final String KNIFE_WINDOWS = "c:/opscode/chef/bin/knife.bat {{.Args}} {{.Flags}}";

    private final ChefClientConfiguration configuration;
    private final ProvisionContext context;
    private final ChefRun run;
    private final String name;
    private String clientConfiguration = "";

    ChefNode(ChefClientConfiguration configuration, ProvisionContext context, ChefRun run) {
        this.configuration = configuration;
        this.context = context;
        this.run = run;
        this.name = ChefOptions.isGiven(configuration.nodeName())
                ? configuration.nodeName()
                : "packer-" + UUID.randomUUID();
    }

    String name() {
        return name;
    }

    /**
     * From now on the server may know it.
     *
     * @param file chef-client's configuration on the machine, which names the server and the client's key
     */
    void registersWith(String file) {
        clientConfiguration = file;
    }

    /** Takes node and client off the server, whether Chef succeeded or not. */
    void remove(Map<String, Object> data) throws ComponentException {
        if (configuration.skipCleanNode() && configuration.skipCleanClient()) {
            return;
        }
        context.ui().message("Creating configuration file 'knife.rb'");
        String file = run.uploadRendered(ChefClientProvisioner.SERVER, "the configuration of knife", "knife.rb", data);
        if (!configuration.skipCleanNode()) {
            context.ui().say("Cleaning up chef node...");
            require("node delete " + name, file);
        }
        if (!configuration.skipCleanClient()) {
            context.ui().say("Cleaning up chef client...");
            require("client delete " + name, file);
        }
        clientConfiguration = "";
    }

    private void require(String arguments, String file) throws ComponentException {
        run.machine().require("Removing the machine from the Chef server (" + arguments + ")", knife(arguments, file));
    }

    /**
     * Takes both off the server in a run that is cancelled, as far as the moment that is left for it allows: nothing can be
     * uploaded any more, and chef-client's own configuration holds all that knife needs.
     */
    void leaveServer() {
        if (clientConfiguration.isEmpty()) {
            return;
        }
        if (!configuration.skipCleanNode()) {
            leave("node");
        }
        if (!configuration.skipCleanClient()) {
            leave("client");
        }
    }

    private void leave(String kind) {
        String arguments = kind + " delete " + name;
        if (!leaves(arguments)) {
            context.ui()
                    .error("The " + kind + " " + name + " may be left on the Chef server " + configuration.serverUrl()
                            + ". To remove it there: knife " + arguments);
        }
    }

    private boolean leaves(String arguments) {
        try {
            return context.communicator().leaveNothing(knife(arguments, clientConfiguration));
        } catch (ComponentException e) {
            // The template of knife_command cannot be rendered.
            return false;
        }
    }

    private String knife(String arguments, String file) throws ComponentException {
        String otherwise = run.os() == GuestOs.WINDOWS ? KNIFE_WINDOWS : KNIFE_UNIX;
        return run.machine()
                .render(
                        ChefOptions.isGiven(configuration.knifeCommand()) ? configuration.knifeCommand() : otherwise,
                        "knife_command",
                        Map.of(
                                "Args",
                                arguments,
                                "Flags",
                                "-y -c " + run.commands().word(file),
                                "Sudo",
                                !configuration.chef().preventSudo()));
    }
}
