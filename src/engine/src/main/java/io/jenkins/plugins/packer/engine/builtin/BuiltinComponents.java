package io.jenkins.plugins.packer.engine.builtin;

import io.jenkins.plugins.packer.engine.builtin.artifice.ArtificePostProcessor;
import io.jenkins.plugins.packer.engine.builtin.checksum.ChecksumPostProcessor;
import io.jenkins.plugins.packer.engine.builtin.compress.CompressPostProcessor;
import io.jenkins.plugins.packer.engine.builtin.file.FileBuilder;
import io.jenkins.plugins.packer.engine.builtin.file.FileProvisioner;
import io.jenkins.plugins.packer.engine.builtin.file.FileReaper;
import io.jenkins.plugins.packer.engine.builtin.http.HttpDataSource;
import io.jenkins.plugins.packer.engine.builtin.manifest.ManifestEntryReaper;
import io.jenkins.plugins.packer.engine.builtin.manifest.ManifestPostProcessor;
import io.jenkins.plugins.packer.engine.builtin.none.NullBuilder;
import io.jenkins.plugins.packer.engine.builtin.none.NullDataSource;
import io.jenkins.plugins.packer.engine.builtin.pause.BreakpointProvisioner;
import io.jenkins.plugins.packer.engine.builtin.pause.SleepProvisioner;
import io.jenkins.plugins.packer.engine.builtin.shell.ShellProvisioner;
import io.jenkins.plugins.packer.engine.builtin.shelllocal.ShellLocalPostProcessor;
import io.jenkins.plugins.packer.engine.builtin.shelllocal.ShellLocalProvisioner;
import io.jenkins.plugins.packer.engine.builtin.windows.PowerShellProvisioner;
import io.jenkins.plugins.packer.engine.builtin.windows.RestartProvisioner;
import io.jenkins.plugins.packer.engine.builtin.windows.WindowsShellProvisioner;
import io.jenkins.plugins.packer.engine.catalog.ComponentKind;
import io.jenkins.plugins.packer.engine.catalog.ComponentSource;
import io.jenkins.plugins.packer.engine.component.Builder;
import io.jenkins.plugins.packer.engine.component.DataSource;
import io.jenkins.plugins.packer.engine.component.PostProcessor;
import io.jenkins.plugins.packer.engine.component.Provisioner;
import io.jenkins.plugins.packer.engine.resource.Resource;
import io.jenkins.plugins.packer.engine.resource.ResourceReaper;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The components that need no outside system and so belong to the engine itself. Looking one up by its type loads that
 * component's classes and no others.
 */
public final class BuiltinComponents implements ComponentSource {

    @Override
    public List<String> types(ComponentKind kind) {
        return switch (kind) {
            case BUILDER -> List.of("file", "null");
            case PROVISIONER ->
                List.of(
                        "breakpoint",
                        "file",
                        "powershell",
                        "shell",
                        "shell-local",
                        "sleep",
                        "windows-restart",
                        "windows-shell");
            case POST_PROCESSOR -> List.of("artifice", "checksum", "compress", "manifest", "shell-local");
            case DATA_SOURCE -> List.of("http", "null");
            case FUNCTION -> List.of();
            case REAPER -> List.of(Resource.FILE, ManifestEntryReaper.KIND);
        };
    }

    @Override
    public @Nullable Builder<?> builder(String type) {
        return switch (type) {
            case "file" -> new FileBuilder();
            case "null" -> new NullBuilder();
            default -> null;
        };
    }

    @Override
    public @Nullable Provisioner<?> provisioner(String type) {
        return switch (type) {
            case "breakpoint" -> new BreakpointProvisioner();
            case "file" -> new FileProvisioner();
            case "powershell" -> new PowerShellProvisioner();
            case "shell" -> new ShellProvisioner();
            case "shell-local" -> new ShellLocalProvisioner();
            case "sleep" -> new SleepProvisioner();
            case "windows-restart" -> new RestartProvisioner();
            case "windows-shell" -> new WindowsShellProvisioner();
            default -> null;
        };
    }

    @Override
    public @Nullable PostProcessor<?> postProcessor(String type) {
        return switch (type) {
            case "artifice" -> new ArtificePostProcessor();
            case "checksum" -> new ChecksumPostProcessor();
            case "compress" -> new CompressPostProcessor();
            case "manifest" -> new ManifestPostProcessor();
            case "shell-local" -> new ShellLocalPostProcessor();
            default -> null;
        };
    }

    @Override
    public @Nullable DataSource<?> dataSource(String type) {
        return switch (type) {
            case "http" -> new HttpDataSource();
            case "null" -> new NullDataSource();
            default -> null;
        };
    }

    @Override
    public @Nullable ResourceReaper reaper(String kind) {
        return switch (kind) {
            case Resource.FILE -> new FileReaper();
            case ManifestEntryReaper.KIND -> new ManifestEntryReaper();
            default -> null;
        };
    }
}
