package io.jenkins.plugins.packer.engine.builtin.shelllocal;

import java.util.Locale;
import java.util.Optional;

/** Names Windows paths as the Windows subsystem for Linux sees them (packer-plugin-sdk, shell-local/config.go). */
final class LinuxPath {
    private LinuxPath() {}

    /** {@code C:\build\a.sh} as {@code /mnt/c/build/a.sh}; nothing for a path without a drive. */
    static Optional<String> of(String absoluteWindowsPath) {
        String slashed = absoluteWindowsPath.replace('\\', '/');
        int drive = slashed.indexOf(":/");
        if (drive < 0) {
            return Optional.empty();
        }
        return Optional.of(
                "/mnt/" + slashed.substring(0, drive).toLowerCase(Locale.ROOT) + "/" + slashed.substring(drive + 2));
    }
}
