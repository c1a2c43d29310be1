package io.jenkins.plugins.packer.components.salt;

import io.jenkins.plugins.packer.engine.builtin.RunDirectory;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.ProvisionContext;
import io.jenkins.plugins.packer.engine.process.LocalProcess;
import io.jenkins.plugins.packer.engine.process.LocalProgram;
import io.jenkins.plugins.packer.engine.resource.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Fetches formulas with git. Packer puts them in the user's state tree and takes them out again; here they stay in a
 * directory of their own, so that nothing of the user's is touched.
 */
final class FormulaDownload {
    private final ProvisionContext context;

    FormulaDownload(ProvisionContext context) {
        this.context = context;
    }

    /**
     * Fetches the formulas that the state tree does not have already.
     *
     * @param stateTree as the template writes it
     * @return local directory by name in the state tree
     */
    Map<String, Path> fetch(List<String> addresses, String stateTree) throws ComponentException {
        Map<String, Path> directories = new LinkedHashMap<>();
        if (addresses.isEmpty()) {
            return directories;
        }
        context.ui().say("Downloading Salt formulas...");
        Path tree = RunDirectory.of(context).resolve(stateTree);
        for (String address : addresses) {
            Formula formula = Formula.of(address)
                    .orElseThrow(() -> new ComponentException("Invalid formula URL: " + address + "."));
            Path existing = tree.resolve(formula.directory());
            if (Files.exists(existing)) {
                context.ui().message("Found existing formula at: " + existing);
            } else {
                context.ui().message(address + " => " + formula.directory());
                directories.put(formula.directory(), fetch(formula));
            }
        }
        return directories;
    }

    private Path fetch(Formula formula) throws ComponentException {
        Path clone = Path.of(
                        context.environment().getOrDefault("TMPDIR", System.getProperty("java.io.tmpdir")),
                        "packer-salt-formula-" + UUID.randomUUID())
                .toAbsolutePath();
        context.resources().create(Resource.file(clone), () -> {
            List<String> command = new ArrayList<>(List.of("clone", "--quiet"));
            if (formula.reference().isEmpty()) {
                command.addAll(List.of("--depth", "1"));
            }
            command.addAll(List.of("--", formula.repository(), clone.toString()));
            git(formula, command);
            return clone;
        });
        if (!formula.reference().isEmpty()) {
            git(formula, List.of("-C", clone.toString(), "checkout", "--quiet", formula.reference()));
        }
        Path directory = clone.resolve(formula.directory());
        if (!Files.isDirectory(directory)) {
            throw new ComponentException(
                    "The Salt formula " + formula.directory() + " is not in " + formula.repository()
                            + (formula.reference().isEmpty() ? "" : " at " + formula.reference())
                            + ": there is no such directory. Name one after // in formulas.");
        }
        return directory;
    }

    private void git(Formula formula, List<String> arguments) throws ComponentException {
        Path git = LocalProgram.find("git", context.environment(), context.directory())
                .orElseThrow(() -> new ComponentException("Unable to download Salt formula from " + formula.repository()
                        + ": there is no git on the PATH of this machine. Install it."));
        List<String> command = new ArrayList<>(List.of(git.toString()));
        command.addAll(arguments);
        Map<String, String> environment = new HashMap<>(context.environment());
        // Nobody is there to answer: a repository that asks for a password fails at once.
        environment.put("GIT_TERMINAL_PROMPT", "0");
        try {
            int status = new LocalProcess(context).run(command, environment);
            if (status != 0) {
                throw new ComponentException("Unable to download Salt formula from " + formula.repository() + ": git "
                        + arguments.get(0) + " ended with exit status " + status + ". See its output above.");
            }
        } catch (IOException e) {
            throw new ComponentException("Unable to start " + git + ": " + e.getMessage(), e);
        }
    }
}
