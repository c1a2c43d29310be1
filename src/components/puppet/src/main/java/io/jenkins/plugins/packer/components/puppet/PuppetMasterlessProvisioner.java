package io.jenkins.plugins.packer.components.puppet;

import io.jenkins.plugins.packer.engine.builtin.RunDirectory;
import io.jenkins.plugins.packer.engine.builtin.none.NoneCommunicator;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.ProvisionContext;
import io.jenkins.plugins.packer.engine.component.Provisioner;
import io.jenkins.plugins.packer.engine.config.ConfigurationCheck;
import io.jenkins.plugins.packer.engine.guest.GuestMachine;
import io.jenkins.plugins.packer.engine.guest.GuestOs;
import io.jenkins.plugins.packer.engine.guest.LocalPaths;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Uploads manifests and modules and applies them on the machine, as Packer's {@code puppet-masterless}. */
public final class PuppetMasterlessProvisioner implements Provisioner<PuppetMasterlessConfiguration> {
    private static final String APPLY = "{{if ne .PuppetBinDir \"\"}}{{.PuppetBinDir}}/{{end}}"
            + "puppet apply --detailed-exitcodes "
            + "{{if .Debug}}--debug {{end}}"
            + "{{if ne .ModulePath \"\"}}--modulepath='{{.ModulePath}}' {{end}}"
            + "{{if ne .HieraConfigPath \"\"}}--hiera_config='{{.HieraConfigPath}}' {{end}}"
            + "{{if ne .ManifestDir \"\"}}--manifestdir='{{.ManifestDir}}' {{end}}"
            + "{{if ne .ExtraArguments \"\"}}{{.ExtraArguments}} {{end}}"
            + "{{.ManifestFile}}";
    private static final String UNIX = "cd {{.WorkingDir}} && {{if ne .FacterVars \"\"}}{{.FacterVars}} {{end}}"
            + "{{if .Sudo}}sudo -E {{end}}" + APPLY;
    private static final String WINDOWS =
            "cd {{.WorkingDir}} && {{if ne .FacterVars \"\"}}{{.FacterVars}} && {{end}}" + APPLY;

    @Override
    public String type() {
        return "puppet-masterless";
    }

    @Override
    public String summary() {
        return "Uploads Puppet manifests and modules and applies them on the machine, without a Puppet server.";
    }

    @Override
    public Class<PuppetMasterlessConfiguration> configurationType() {
        return PuppetMasterlessConfiguration.class;
    }

    @Override
    public void check(PuppetMasterlessConfiguration configuration, ConfigurationCheck check) {
        LocalPaths paths = new LocalPaths(check);
        paths.fileOrDirectory("manifest_file", configuration.manifestFile());
        paths.directory("manifest_dir", configuration.manifestDir());
        paths.directories("module_paths", configuration.modulePaths());
        paths.file("hiera_config_path", configuration.hieraConfigPath());
        configuration.puppet().check(check);
    }

    @Override
    public void provision(PuppetMasterlessConfiguration configuration, ProvisionContext context)
            throws ComponentException {
        NoneCommunicator.refuse(context.communicator(), type());
        PuppetRun run = new PuppetRun(
                configuration.puppet(),
                context,
                "staging_directory",
                configuration.stagingDirectory(),
                "packer-puppet-masterless");
        run.begin();
        Map<String, Object> data = new HashMap<>();
        data.put("HieraConfigPath", hiera(configuration, context, run));
        data.put(
                "ManifestDir",
                PuppetRun.isGiven(configuration.manifestDir())
                        ? run.upload("Uploading manifest directory", configuration.manifestDir(), "manifests")
                        : "");
        String separator = run.os() == GuestOs.WINDOWS ? ";" : ":";
        data.put("ModulePath", String.join(separator, modules(configuration, run)));
        data.put("ModulePathJoiner", separator);
        data.put("ManifestFile", manifest(configuration, context, run));
        run.execute(UNIX, WINDOWS, data);
    }

    private static String hiera(PuppetMasterlessConfiguration configuration, ProvisionContext context, PuppetRun run)
            throws ComponentException {
        String source = configuration.hieraConfigPath();
        if (!PuppetRun.isGiven(source)) {
            return "";
        }
        context.ui().message("Uploading hiera configuration...");
        run.machine().uploadFile(source, GuestMachine.DEFAULT, run.staged("hiera.yaml"));
        return run.staged("hiera.yaml");
    }

    private static List<String> modules(PuppetMasterlessConfiguration configuration, PuppetRun run)
            throws ComponentException {
        List<String> remote = new ArrayList<>();
        for (String path : configuration.modulePaths()) {
            remote.add(run.upload("Uploading local modules", path, "module-" + remote.size()));
        }
        return remote;
    }

    /** Puppet applies a file or all of a directory. */
    private static String manifest(PuppetMasterlessConfiguration configuration, ProvisionContext context, PuppetRun run)
            throws ComponentException {
        String source = configuration.manifestFile();
        context.ui().message("Uploading manifests...");
        Path local = RunDirectory.of(context).resolve(source);
        if (Files.isDirectory(local)) {
            return run.upload("Uploading manifest directory", source, "manifests");
        }
        run.machine().createOpenDirectory(run.staged("manifests"));
        context.ui().message("Uploading manifest file from: " + source);
        String remote = run.staged("manifests/" + local.getFileName());
        run.machine().uploadFile(source, GuestMachine.DEFAULT, remote);
        return remote;
    }
}
