package io.jenkins.plugins.packer.components.salt;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.ProvisionContext;
import io.jenkins.plugins.packer.engine.guest.GuestCommands;
import io.jenkins.plugins.packer.engine.guest.GuestMachine;
import io.jenkins.plugins.packer.engine.guest.GuestOs;
import io.jenkins.plugins.packer.engine.run.CancelledException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One run of Salt on the machine (packer-plugin-salt). As there, files are uploaded to a place that the communicator's
 * user can write in and then moved. Unlike there, a state tree that the machine has is replaced instead of getting the
 * new one as a directory in it, and a bootstrap script that fails is an error.
 */
final class SaltRun {
    /** Packer's plugin installs this version of Git for Windows, for Salt's own package definitions. */
    private static final String GIT_FOR_WINDOWS =
            "https://github.com/git-for-windows/git/releases/download/v2.28.0.windows.1/Git-2.28.0-64-bit.exe";

    private static final List<String> NOT_UPLOADED = List.of(".git");

    private final SaltMasterlessConfiguration configuration;
    private final ProvisionContext context;
    private final GuestOs os;
    private final SaltPlaces places;
    private final GuestCommands commands;
    private final GuestMachine machine;
    private final String temporary;
    private final String uploads;

    SaltRun(SaltMasterlessConfiguration configuration, ProvisionContext context) {
        this.configuration = configuration;
        this.context = context;
        this.os = GuestOs.of(configuration.guestOsType());
        this.places = SaltPlaces.of(os);
        this.commands = new GuestCommands(os, !configuration.disableSudo());
        this.machine = new GuestMachine(context, commands, commands.advice("disable_sudo", true, "temp_config_dir"));
        this.temporary = orElse(configuration.tempConfigDir(), places.temporary());
        this.uploads = places.uploads() + "/packer-salt-" + UUID.randomUUID();
    }

    void run() throws ComponentException {
        Map<String, Path> formulas =
                new FormulaDownload(context).fetch(configuration.formulas(), configuration.localStateTree());
        context.ui().say("Provisioning with Salt...");
        if (!configuration.skipBootstrap()) {
            bootstrap();
        }
        context.ui().message("Creating remote temporary directory: " + temporary);
        machine.createDirectory(temporary);
        try {
            machine.require("Creating the directory " + uploads, new GuestCommands(os, false).createDirectory(uploads));
            upload(formulas);
            machine.require("Removing the directory " + uploads, commands.removeDirectory(uploads));
        } catch (ComponentException | CancelledException e) {
            context.communicator().leaveNothing(commands.removeDirectory(uploads));
            throw e;
        }
        if (os == GuestOs.WINDOWS) {
            prepareWindows();
        }
        apply();
    }

    private void upload(Map<String, Path> formulas) throws ComponentException {
        uploadConfiguration("minion config", configuration.minionConfig(), "minion");
        uploadConfiguration("grains file", configuration.grainsFile(), "grains");
        context.ui().message("Uploading local state tree: " + configuration.localStateTree());
        uploadTree(
                configuration.localStateTree(),
                formulas,
                "states",
                orElse(configuration.remoteStateTree(), places.states()));
        if (isGiven(configuration.localPillarRoots())) {
            context.ui().message("Uploading local pillar roots: " + configuration.localPillarRoots());
            uploadTree(
                    configuration.localPillarRoots(),
                    Map.of(),
                    "pillar",
                    orElse(configuration.remotePillarRoots(), places.pillar()));
        }
    }

    private void bootstrap() throws ComponentException {
        context.ui().message("Downloading saltstack bootstrap to /tmp/install_salt.sh");
        machine.require("Downloading Salt's bootstrap script", places.bootstrapFetch());
        String command = commands.privileged(places.bootstrapRun())
                + (isGiven(configuration.bootstrapArgs()) ? " " + configuration.bootstrapArgs() : "");
        context.ui().message("Installing Salt with command " + command);
        machine.require("Installing Salt", command);
    }

    private void uploadConfiguration(String what, @Nullable String source, String name) throws ComponentException {
        if (!isGiven(source)) {
            return;
        }
        context.ui().message("Uploading " + what + ": " + source);
        machine.uploadFile(source, GuestMachine.DEFAULT, uploads + "/" + name);
        String staged = below(temporary, name);
        machine.move(uploads + "/" + name, staged);
        context.ui().message("Make sure directory " + places.configuration() + " exists");
        machine.createDirectory(places.configuration());
        machine.move(staged, below(places.configuration(), name));
    }

    /**
     * Puts a tree in the place of what is there.
     *
     * @param more further directories below it, by name
     */
    private void uploadTree(String source, Map<String, Path> more, String name, String destination)
            throws ComponentException {
        String upload = uploads + "/" + name;
        GuestCommands own = new GuestCommands(os, false);
        machine.require("Creating the directory " + upload, own.createDirectory(upload));
        machine.uploadContent(source, upload, NOT_UPLOADED);
        for (Map.Entry<String, Path> directory : more.entrySet()) {
            String inner = upload + "/" + directory.getKey();
            machine.require("Creating the directory " + inner, own.createDirectory(inner));
            machine.uploadContent(directory.getValue().toString(), inner, NOT_UPLOADED);
        }
        String staged = below(temporary, name);
        // What an attempt that failed left there would get the new one as a directory in it.
        clear(staged);
        machine.move(upload, staged);
        String place = destination.endsWith("/") ? destination.substring(0, destination.length() - 1) : destination;
        context.ui().message("Verifying Path: " + place);
        clear(place);
        int slash = place.lastIndexOf('/');
        if (slash > 0) {
            machine.require(
                    "Creating the directory above " + place, commands.createDirectory(place.substring(0, slash)));
        }
        machine.move(staged, place);
    }

    private void clear(String directory) throws ComponentException {
        if (machine.exists(directory)) {
            machine.removeDirectory(directory);
        }
    }

    private void prepareWindows() throws ComponentException {
        optional(
                "Downloading Git for Windows",
                "powershell [Net.ServicePointManager]::SecurityProtocol = [Net.SecurityProtocolType]::Tls12;"
                        + " Invoke-WebRequest -Uri " + GIT_FOR_WINDOWS + " -OutFile $env:TEMP/Git.exe");
        optional("Installing Git for Windows", "powershell Start-Process -FilePath $env:TEMP/Git.exe /SILENT -Wait");
        optional("Cleaning Up After Git for Windows", "powershell Remove-Item $env:TEMP/Git.exe");
        optional(
                "Running salt-call --local winrepo.update_git_repos", saltCall() + " --local winrepo.update_git_repos");
        optional("Running salt-call --local pkg.refresh_db", saltCall() + " --local pkg.refresh_db");
    }

    private void optional(String what, String command) throws ComponentException {
        context.ui().message(what);
        int status = machine.run(command);
        if (status != 0 && !configuration.noExitOnFailure()) {
            throw new ComponentException(what + " failed: Bad exit status: " + status + ". See the output above.");
        }
    }

    private void apply() throws ComponentException {
        String arguments = arguments();
        context.ui().message("Running: salt-call --local " + arguments);
        int status = machine.run(commands.privileged(saltCall() + " --local " + arguments));
        if (status != 0 && !configuration.noExitOnFailure()) {
            throw new ComponentException("Error executing salt-call: Bad exit status: " + status
                    + (status == 127
                            ? ". The command was not found: install Salt, or name its directory in salt_bin_dir."
                            : ". See its output above; no_exit_on_failure = true goes on."));
        }
    }

    private String arguments() {
        StringBuilder arguments = new StringBuilder();
        arguments.append(
                isGiven(configuration.customState()) ? "state.sls " + configuration.customState() : "state.highstate");
        if (!isGiven(configuration.minionConfig())) {
            arguments
                    .append(" --file-root=")
                    .append(commands.written(orElse(configuration.remoteStateTree(), places.states())));
            arguments
                    .append(" --pillar-root=")
                    .append(commands.written(orElse(configuration.remotePillarRoots(), places.pillar())));
        }
        if (!configuration.noExitOnFailure()) {
            arguments.append(" --retcode-passthrough");
        }
        arguments.append(" -l ").append(orElse(configuration.logLevel(), "info"));
        if (isGiven(configuration.saltCallArgs())) {
            arguments.append(' ').append(configuration.saltCallArgs());
        }
        return arguments.toString();
    }

    private String saltCall() {
        String directory = configuration.saltBinDir();
        return directory == null || directory.isEmpty() ? "salt-call" : commands.written(below(directory, "salt-call"));
    }

    private static String below(String directory, String name) {
        return directory.endsWith("/") ? directory + name : directory + "/" + name;
    }

    private static String orElse(@Nullable String text, String otherwise) {
        return isGiven(text) ? text : otherwise;
    }

    static boolean isGiven(@Nullable String text) {
        return text != null && !text.isEmpty();
    }
}
