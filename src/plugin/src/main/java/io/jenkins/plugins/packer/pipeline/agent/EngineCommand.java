package io.jenkins.plugins.packer.pipeline.agent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the engine is called on an agent.
 *
 * @param jars where it is
 * @param java path of {@code java}
 * @param separator between the parts of paths there
 * @param pathSeparator between paths there
 * @param workspace working directory
 * @param journals directory of resource journals
 */
public record EngineCommand(
        EngineJars jars, String java, char separator, char pathSeparator, String workspace, String journals) {
    private static final String MAIN = "io.jenkins.plugins.packer.cli.Main";

    /** For what ends soon: no compiler but the quick one. */
    private static final List<String> SHORT_LIFE = List.of("-XX:TieredStopAtLevel=1");

    /**
     * For a build, which may encrypt, hash and copy gigabytes: the thorough compiler as well, early for the code that uses
     * the processor's instructions for that, and late for all other. The engine's own launcher has the same.
     */
    private static final List<String> LONG_LIFE = List.of(
            "-XX:CompileThresholdScaling=2",
            "-XX:Tier4InvocationThreshold=50000",
            "-XX:Tier4MinInvocationThreshold=20000",
            "-XX:Tier4CompileThreshold=100000",
            "-XX:Tier4BackEdgeThreshold=4000000",
            "-XX:CompileCommand=quiet",
            early("com.sun.crypto.provider.GaloisCounterMode::implGCMCrypt*"),
            early("com.sun.crypto.provider.CounterMode::*rypt"),
            early("com.sun.crypto.provider.GHASH::update"),
            early("com.sun.crypto.provider.GHASH::processBlocks"),
            early("sun.security.provider.DigestBase::*"));

    private static String early(String methods) {
        return "-XX:CompileCommand=CompileThresholdScaling," + methods + ",0.0005";
    }

    /** The program and its arguments. */
    public List<String> line(String... arguments) {
        return line(SHORT_LIFE, arguments);
    }

    private List<String> line(List<String> compilers, String... arguments) {
        List<String> line = new ArrayList<>(List.of(java));
        line.add("-XX:+UseSerialGC");
        line.addAll(compilers);
        line.add("-XX:-UsePerfData");
        line.addAll(List.of("-cp", jars.programJar(separator), MAIN));
        line.addAll(List.of(arguments));
        return line;
    }

    /**
     * The script of a build.
     *
     * @throws IllegalArgumentException where the agent's command interpreter cannot hand a word of it over
     */
    public String build(BuildRequest request, StateDirectory state, String journal, Duration lease) {
        List<String> line = line(LONG_LIFE, "build");
        line.addAll(request.buildFlags(state));
        line.add("-report=" + state.report());
        line.add("-build-logs=" + state.logs());
        line.add("-journal=" + journal);
        line.add("-cancel-file=" + state.cancel());
        line.add("-lease=" + state.lease());
        line.add("-lease-seconds=" + lease.toSeconds());
        if (separator == '\\') {
            // Elsewhere the shell that becomes the engine writes it.
            line.add("-pid-file=" + state.pid());
        }
        line.add(request.template);
        return Script.of(state, workspace, line, state.output());
    }

    /** The script that removes what a killed build left. */
    public String cleanup(StateDirectory state, String journal) {
        return Script.of(state, workspace, line("cleanup", "-force", journal), state.cleanupOutput());
    }

    /** The line that a person removes by it what had to stay. */
    public String cleanupLine(String journal) {
        return String.join(
                " ", line("cleanup", journal).stream().map(Script::quoted).toList());
    }

    /** The script of a build by another Packer. */
    public static String otherPacker(
            String program, BuildRequest request, StateDirectory state, String workspace, Duration lease) {
        List<String> line = new ArrayList<>(List.of(program, "-machine-readable", "build"));
        line.addAll(request.otherBuildFlags(state));
        line.add(request.template);
        return Script.watched(state, workspace, line, (int) Math.max(1, lease.toMinutes()));
    }

    /** The flags of a command that reads a template and builds nothing. */
    public static List<String> templateFlags(BuildRequest request, StateDirectory state) {
        return request.templateFlags(state);
    }

    /** What the engine finds in its environment, beside what the build has. */
    public Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put(
                "PACKER_COMPONENTS_PATH", String.join(String.valueOf(pathSeparator), jars.componentRoots(separator)));
        environment.put("PACKER_JOURNAL_DIR", journals);
        return environment;
    }

    /** The file that a run's variables are in, if it has any, by its name in its private directory. */
    public static Map<String, byte[]> variables(BuildRequest request) {
        if (request.vars == null || request.vars.isEmpty()) {
            return Map.of();
        }
        return request.tool.isEmpty()
                ? Map.of(StateDirectory.VALUES, VariablesFile.values(request.vars))
                : Map.of(StateDirectory.VARIABLES, VariablesFile.of(request.vars));
    }
}
