package io.jenkins.plugins.packer.engine.function;

import io.jenkins.plugins.packer.engine.interpolate.RemoteValues;
import io.jenkins.plugins.packer.engine.template.FunctionTable;
import io.jenkins.plugins.packer.hcl.eval.Function;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/**
 * The functions of Packer's HCL2 language. A function is made when a template first names it, so that a template pays
 * for those that it uses and for the libraries behind them only. {@code env} is not among them: it exists in the
 * defaults of variables alone.
 *
 * @see <a href="https://developer.hashicorp.com/packer/docs/templates/hcl_templates/functions">Packer's functions</a>
 */
public final class PackerFunctions implements FunctionTable {
    private final Instant startTime;
    private final Path workingDirectory;
    private final Map<String, String> environment;
    private final RemoteValues remoteValues;

    /**
     * The functions of one run.
     *
     * @param startTime the one instant that {@code timestamp}, {@code legacy_isotime} and {@code legacy_strftime} speak
     *     of
     * @param workingDirectory for {@code abspath} and {@code filebase64}, which do not look beside the template
     * @param environment the run's, for the home directory in paths
     * @param remoteValues for {@code consul_key}, {@code vault} and what components bring
     */
    public PackerFunctions(
            Instant startTime, Path workingDirectory, Map<String, String> environment, RemoteValues remoteValues) {
        this.startTime = startTime;
        this.workingDirectory = workingDirectory;
        this.environment = Map.copyOf(environment);
        this.remoteValues = remoteValues;
    }

    @Override
    public Map<String, Function> functions(Path directory) {
        GoPaths paths = new GoPaths(directory.toString(), workingDirectory.toString(), environment);
        return new LazyFunctions(new FunctionCatalog(startTime, paths, remoteValues));
    }
}
