package io.jenkins.plugins.packer.components.ansible;

import io.jenkins.plugins.packer.engine.config.Option;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What ansible-galaxy installs on this machine before the playbook runs.
 *
 * @param galaxyFile requirements
 * @param galaxyCommand ansible-galaxy
 * @param galaxyForceInstall whether roles are overwritten
 * @param galaxyForceWithDeps whether what they need is as well
 * @param rolesPath where roles go
 * @param collectionsPath where collections go
 */
public record GalaxyOptions(
        @Option(doc = "Requirements whose roles and collections are installed before the playbook runs.") @Nullable
        String galaxyFile,

        @Option(doc = "Program that installs them, a path or a name on the PATH.", defaultValue = "ansible-galaxy")
        String galaxyCommand,

        @Option(doc = "Overwrites roles and collections that are there.", defaultValue = "false")
        boolean galaxyForceInstall,

        @Option(doc = "Overwrites them and what they depend on.", defaultValue = "false")
        boolean galaxyForceWithDeps,

        @Option(doc = "Directory that roles are installed in; by default Ansible's.") @Nullable
        String rolesPath,

        @Option(doc = "Directory that collections are installed in; by default Ansible's.") @Nullable
        String collectionsPath) {

    /** The arguments of each run of ansible-galaxy that requirements need. */
    List<List<String>> runs(Requirements requirements, String file) {
        List<List<String>> runs = new ArrayList<>();
        if (requirements.roles()) {
            runs.add(arguments(List.of("install", "-r", file), rolesPath));
        }
        if (requirements.collections()) {
            runs.add(arguments(List.of("collection", "install", "-r", file), collectionsPath));
        }
        return runs;
    }

    private List<String> arguments(List<String> start, @Nullable String directory) {
        List<String> arguments = new ArrayList<>(start);
        if (galaxyForceInstall) {
            arguments.add("-f");
        }
        if (galaxyForceWithDeps) {
            arguments.add("--force-with-deps");
        }
        if (directory != null && !directory.isEmpty()) {
            arguments.add("-p");
            arguments.add(directory);
        }
        return arguments;
    }
}
