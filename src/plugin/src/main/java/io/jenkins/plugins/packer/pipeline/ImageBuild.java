package io.jenkins.plugins.packer.pipeline;

import hudson.AbortException;
import hudson.model.TaskListener;
import io.jenkins.plugins.packer.pipeline.agent.Agent;
import io.jenkins.plugins.packer.pipeline.agent.Background;
import io.jenkins.plugins.packer.pipeline.agent.EngineCommand;
import io.jenkins.plugins.packer.pipeline.agent.EngineFollower;
import io.jenkins.plugins.packer.pipeline.agent.FoundRun;
import io.jenkins.plugins.packer.pipeline.agent.ListFiles;
import io.jenkins.plugins.packer.pipeline.agent.MakeDirectory;
import io.jenkins.plugins.packer.pipeline.agent.PrivateFiles;
import io.jenkins.plugins.packer.pipeline.agent.RemoveTree;
import io.jenkins.plugins.packer.pipeline.agent.RunProgress;
import io.jenkins.plugins.packer.pipeline.agent.StateDirectory;
import io.jenkins.plugins.packer.pipeline.credentials.Binding;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One run of the engine for a Jenkins build, from preparing the agent to the result. It is kept with the Jenkins build while it
 * runs, without secrets, and goes on after a restart. It waits for nothing: its owner calls {@link #look} until that is true.
 */
final class ImageBuild implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Longer than a restart of Jenkins and the return of an agent; then the engine gives up on them. */
    static final Duration LEASE = Duration.ofMinutes(30);

    private final BuildOptions options;
    private final long graceMillis;
    private String workspace = "";
    private String statePath = "";
    private char separator = '/';
    private String journal = "";
    private String cleanupScript = "";
    private String cleanupLine = "";
    private boolean otherPacker;
    private final LinkedHashMap<String, String> engineEnvironment = new LinkedHashMap<>();
    private @Nullable RunProgress progress;
    private transient @Nullable Binding binding;
    private transient @Nullable Masking masking;

    ImageBuild(BuildOptions options) {
        this.options = options;
        this.graceMillis = Duration.ofSeconds(
                        options.gracePeriod > 0
                                ? options.gracePeriod
                                : PackerConfiguration.get().getGracePeriod())
                .toMillis();
    }

    /** Saves what has been reached. */
    interface Saver {
        void save() throws IOException, InterruptedException;
    }

    BuildOptions options() {
        return options;
    }

    long graceMillis() {
        return graceMillis;
    }

    String workspace() {
        return workspace;
    }

    /** Whether the engine was started. */
    boolean isStarted() {
        return progress != null;
    }

    boolean isCancelled() {
        return progress != null && progress.isCancelled();
    }

    boolean isKilled() {
        return progress != null && progress.isKilled();
    }

    /** Whether another Packer does the work. */
    boolean isOtherPacker() {
        return otherPacker;
    }

    @Nullable
    Integer exitCode() {
        return progress == null ? null : progress.exitCode();
    }

    /** Path of the journal of what the engine creates; empty where another Packer does the work. */
    String journal() {
        return journal;
    }

    /** Whether the journal lists something: it goes with the last thing that it lists. */
    boolean isAnythingLeft(Site site) throws IOException, InterruptedException {
        int name = journal.lastIndexOf(separator);
        return name > 0
                && site.agent()
                        .perform(journal.substring(0, name), new ListFiles())
                        .contains(journal.substring(name + 1));
    }

    /** The line by which a person removes what is left, on the agent; empty where there is none. */
    String cleanupLine() {
        return cleanupLine;
    }

    StateDirectory state() {
        if (statePath.isEmpty()) {
            throw new IllegalStateException("asked before it was prepared");
        }
        return new StateDirectory(statePath, separator);
    }

    /** Brings everything to the agent, and makes the script that starts the engine. */
    String prepare(Site site, Saver saver) throws IOException, InterruptedException {
        options.check();
        // Nobody else makes it where this is the first step.
        site.workspace().mkdirs();
        Preparation preparation = new Preparation(site, options.request.java);
        workspace = site.workspace().getRemote();
        StateDirectory directory = preparation.newState(site.workspace());
        statePath = directory.path();
        separator = directory.separator();
        saver.save();
        Binding bound = bind(site, directory);
        Map<String, byte[]> files = new LinkedHashMap<>(bound.files());
        files.put(StateDirectory.LEASE, new byte[0]);
        files.putAll(EngineCommand.variables(options.request));
        site.agent().perform(directory.path(), new PrivateFiles(files));
        if (!options.request.tool.isEmpty()) {
            otherPacker = true;
            String program = PackerInstallation.program(options.request.tool, site);
            return script(() -> EngineCommand.otherPacker(program, options.request, directory, workspace, LEASE));
        }
        EngineCommand command = preparation.engine(options.request.template);
        journal = command.journals() + command.separator() + UUID.randomUUID() + ".journal";
        site.agent().perform(command.journals(), new MakeDirectory(true));
        engineEnvironment.putAll(command.environment());
        cleanupScript = command.cleanup(directory, journal);
        cleanupLine = command.cleanupLine(journal);
        return script(() -> command.build(options.request, directory, journal, LEASE));
    }

    private static String script(Supplier<String> written) throws AbortException {
        try {
            return written.get();
        } catch (IllegalArgumentException e) {
            throw new AbortException("packerBuild: " + e.getMessage());
        }
    }

    /** Starts what {@link #prepare} has prepared. What was reached must have been saved. */
    void start(Site site, String script) throws IOException, InterruptedException {
        StateDirectory directory = state();
        Serializable started = site.background().start(script, environment(site), directory.path());
        progress = EngineFollower.begin(directory, started);
    }

    /** After a restart of Jenkins in the middle of {@link #start}: whether the run is there; from then on it can be looked at. */
    boolean find(Site site) throws IOException, InterruptedException {
        StateDirectory directory = state();
        if (progress == null && site.agent().perform(directory.path(), new FoundRun.HasBegun())) {
            progress = EngineFollower.begin(directory, new FoundRun());
        }
        return progress != null;
    }

    /** Asks the run to end; asked again, it is killed. */
    void cancel() {
        if (progress != null) {
            EngineFollower.cancel(progress, Clock.systemUTC());
        }
    }

    /** Looks once; true when the run is over. */
    boolean look(Site site, Saver saver) throws IOException, InterruptedException {
        RunProgress followed = progress;
        if (followed == null) {
            throw new IllegalStateException("asked before it was started");
        }
        return new EngineFollower(followed, new Around(site, saver), Duration.ofMillis(graceMillis), Clock.systemUTC())
                .look();
    }

    /** Removes the run's private directory and what Durable Task had beside it. */
    void clear(Site site) throws IOException, InterruptedException {
        clear(site.agent());
    }

    void clear(Agent agent) throws IOException, InterruptedException {
        if (!statePath.isEmpty()) {
            agent.perform(statePath + "@tmp", new RemoveTree());
            agent.perform(statePath, new RemoveTree());
        }
    }

    private Binding bind(Site site, StateDirectory directory) throws IOException, InterruptedException {
        Binding bound = binding;
        if (bound == null && site.run() == null) {
            // Of a Pipeline that was ended by force; nobody can be asked for credentials any more.
            return new Binding(directory.path(), directory.separator());
        }
        if (bound == null) {
            bound = Preparation.bind(options.credentials, site, directory);
            binding = bound;
        }
        return bound;
    }

    private Map<String, String> environment(Site site) throws IOException, InterruptedException {
        Preparation preparation = new Preparation(site, options.request.java);
        Map<String, String> environment = preparation.environment(bind(site, state()));
        environment.putAll(engineEnvironment);
        return environment;
    }

    private Masking masking(Site site) throws IOException, InterruptedException {
        Masking known = masking;
        if (known == null) {
            known = new Masking(bind(site, state()).secrets());
            masking = known;
        }
        return known;
    }

    /** What the follower finds around it. */
    private final class Around implements EngineFollower.Surroundings {
        private final Site site;
        private final Saver saver;

        Around(Site site, Saver saver) {
            this.site = site;
            this.saver = saver;
        }

        @Override
        public Agent agent() {
            return site.agent();
        }

        @Override
        public Background background() {
            return site.background();
        }

        @Override
        public void print(String lines) throws IOException, InterruptedException {
            if (site.run() == null) {
                return;
            }
            TaskListener listener = site.listener();
            PrintStream log = listener.getLogger();
            String text = otherPacker ? MachineReadableText.of(lines) : lines;
            log.print(masking(site).mask(text));
            log.flush();
            if (log.checkError()) {
                throw new AbortException("The log of the build cannot be written.");
            }
        }

        @Override
        public void save() throws IOException, InterruptedException {
            saver.save();
        }

        @Override
        public @Nullable String cleanupScript() throws IOException, InterruptedException {
            return isAnythingLeft(site) ? cleanupScript : null;
        }

        @Override
        public Map<String, String> cleanupEnvironment() throws IOException, InterruptedException {
            StateDirectory directory = state();
            // A batch file does not tell an engine that was killed from one that ended, and has removed them.
            site.agent()
                    .perform(
                            directory.path(),
                            new PrivateFiles(bind(site, directory).files()));
            return environment(site);
        }
    }
}
