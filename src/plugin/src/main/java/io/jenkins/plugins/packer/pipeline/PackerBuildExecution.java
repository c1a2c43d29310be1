package io.jenkins.plugins.packer.pipeline;

import hudson.AbortException;
import hudson.FilePath;
import hudson.model.Result;
import hudson.model.TaskListener;
import io.jenkins.plugins.packer.pipeline.result.BuildResult;
import io.jenkins.plugins.packer.pipeline.result.RunResult;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.FilePathUtils;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jspecify.annotations.Nullable;

/**
 * {@code packerBuild} at work. Nothing waits on the Pipeline's own thread: {@link #start}, {@link #stop} and {@link #onResume} only
 * note what is wanted and leave the rest to {@link PollingPool}.
 */
final class PackerBuildExecution extends StepExecution {
    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(PackerBuildExecution.class.getName());
    private static final long INTERVAL = 500;
    private static final long INTERVAL_WHILE_AWAY = 5000;
    /** How long a run that Jenkins was starting when it was ended may take to show itself. */
    private static final long START_NANOS = TimeUnit.SECONDS.toNanos(30);

    private static final String NOT_STARTED =
            "Jenkins was restarted before the engine was started: nothing was built. Run the build again.";
    /** A context that fails so often in a row is gone: the Pipeline was ended by force. */
    private static final int DETACHED = 3;

    /** How far the step has come. */
    private enum Phase {
        PREPARING,
        STARTING,
        RUNNING,
        FINISHING
    }

    private final ImageBuild build;
    private final BuildOptions options;
    private volatile Phase phase = Phase.PREPARING;
    private String node = "";
    private volatile @Nullable Throwable cause;
    private volatile long cancelledAt;
    private transient int failures;
    /** Since when a run that should have been started is looked for in vain, by {@link System#nanoTime}; 0 before that. */
    private transient long missedSince;

    private transient volatile boolean stopAgain;
    private transient volatile boolean detached;
    /** Not kept: a result that was handed over counts only when the Pipeline has been saved with it. */
    private transient volatile boolean over;

    PackerBuildExecution(StepContext context, BuildOptions options) {
        super(context);
        this.options = options;
        this.build = new ImageBuild(options);
    }

    @Override
    public boolean start() {
        PollingPool.get().submit(this::prepare);
        return false;
    }

    @Override
    public void onResume() {
        PollingPool.get().submit(() -> {
            switch (phase) {
                case STARTING, RUNNING, FINISHING -> poll();
                case PREPARING -> {
                    AbortException restarted = new AbortException(NOT_STARTED);
                    clearAfter(restarted);
                    fail(restarted);
                }
            }
        });
    }

    @Override
    public void stop(Throwable why) {
        if (cause == null) {
            cause = why;
            cancelledAt = System.currentTimeMillis();
        } else {
            stopAgain = true;
        }
    }

    @Override
    public String getStatus() {
        return "packerBuild of " + options.request.template + ": " + (cause == null ? phase.name() : "ending");
    }

    private void prepare() {
        try {
            Site site = ContextSite.of(getContext());
            node = FilePathUtils.getNodeName(site.workspace());
            String script = build.prepare(site, this::save);
            if (cause != null) {
                build.clear(site);
                end();
                return;
            }
            phase = Phase.STARTING;
            save();
            build.start(site, script);
            phase = Phase.RUNNING;
            save();
            PollingPool.get().schedule(this::poll, INTERVAL);
        } catch (IOException | RuntimeException e) {
            clearAfter(e);
            fail(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail(e);
        }
    }

    private void clearAfter(Exception failure) {
        try {
            build.clear(ContextSite.of(getContext()));
        } catch (IOException | RuntimeException e) {
            failure.addSuppressed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure.addSuppressed(e);
        }
    }

    private void save() throws IOException, InterruptedException {
        try {
            getContext().saveState().get();
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IOException("The state of the build cannot be saved: " + e.getCause(), e);
        }
    }

    private void poll() {
        if (over) {
            return;
        }
        long next = INTERVAL;
        try {
            FilePath workspace = FilePathUtils.find(node, build.workspace());
            if (workspace == null) {
                next = INTERVAL_WHILE_AWAY;
                if (isAwayTooLong()) {
                    giveUp();
                    return;
                }
            } else if (look(workspace)) {
                return;
            }
        } catch (IOException | InterruptedException | RuntimeException e) {
            // Whatever a connection that breaks fails with: nobody else would look again.
            LOGGER.log(Level.FINE, "A look at a run of Packer failed; the next one may not", e);
            next = INTERVAL_WHILE_AWAY;
        }
        PollingPool.get().schedule(this::poll, next);
    }

    /** Whether the step is over. */
    private boolean look(FilePath workspace) throws IOException, InterruptedException {
        Site site = site(workspace);
        if (site == null) {
            return false;
        }
        if (phase == Phase.FINISHING) {
            finish(site);
            return true;
        }
        if (phase == Phase.STARTING && !build.find(site)) {
            return isNotStarted(site);
        }
        if (phase == Phase.STARTING) {
            phase = Phase.RUNNING;
            saveUnlessDetached();
        }
        passOn();
        if (!build.look(site, detached ? () -> {} : this::save)) {
            return false;
        }
        if (detached) {
            build.clear(site);
            over = true;
            return true;
        }
        finish(site);
        return true;
    }

    private void saveUnlessDetached() throws IOException, InterruptedException {
        if (detached) {
            build.cancel();
        } else {
            save();
        }
    }

    /** Jenkins was restarted while it was starting the engine: whether it is certain that this has not come about. */
    private boolean isNotStarted(Site site) throws IOException, InterruptedException {
        if (missedSince == 0) {
            missedSince = System.nanoTime();
        }
        if (System.nanoTime() - missedSince < START_NANOS) {
            return false;
        }
        // A process that comes even later does not find its directory, and ends.
        build.clear(site);
        if (detached) {
            over = true;
        } else if (cause != null) {
            end();
        } else {
            fail(new AbortException(NOT_STARTED));
        }
        return true;
    }

    /** The site, or null while it cannot be told; of a Pipeline that was ended by force, one without a log. */
    private @Nullable Site site(FilePath workspace) throws IOException, InterruptedException {
        if (!detached) {
            try {
                Site site = ContextSite.at(getContext(), workspace);
                failures = 0;
                return site;
            } catch (IOException | RuntimeException e) {
                failures++;
                if (failures < DETACHED) {
                    return null;
                }
                LOGGER.log(Level.INFO, "A Pipeline was ended by force; its run of Packer is told to end", e);
                detached = true;
                build.cancel();
            }
        }
        return new Site(
                null,
                workspace,
                workspace.createLauncher(TaskListener.NULL),
                TaskListener.NULL,
                new DetachedVariables());
    }

    private void passOn() {
        if (cause != null && !build.isCancelled()) {
            build.cancel();
        }
        if (stopAgain) {
            stopAgain = false;
            build.cancel();
        }
    }

    private boolean isAwayTooLong() {
        return cause != null && (stopAgain || System.currentTimeMillis() - cancelledAt > build.graceMillis());
    }

    private void giveUp() throws IOException, InterruptedException {
        TaskListener listener = getContext().get(TaskListener.class);
        listener.getLogger()
                .println("The agent " + node
                        + " is away. The engine there removes what it made when nobody has asked for it for "
                        + ImageBuild.LEASE.toMinutes() + " minutes.");
        end();
    }

    /** Hands over the result. Until that is done it can be done again, by another Jenkins process. */
    private void finish(Site site) throws IOException, InterruptedException {
        if (phase == Phase.RUNNING) {
            phase = Phase.FINISHING;
            save();
        }
        Completion completion = new Completion(build, site);
        try {
            answer(completion.complete());
        } catch (IOException | RuntimeException e) {
            fail(new IOException("The result of packerBuild cannot be kept: " + ContextSite.text(e), e));
        }
        build.clear(site);
    }

    private void answer(RunResult result) throws IOException, InterruptedException {
        if (cause != null || build.isCancelled()) {
            end();
            return;
        }
        String error = error(result);
        over = true;
        if (error.isEmpty()) {
            getContext().onSuccess(result.toMap());
        } else {
            warn(result, error);
            getContext().onFailure(new AbortException(error));
        }
    }

    /** Why the step fails; empty where it does not. */
    private String error(RunResult result) {
        if (build.isKilled()) {
            return "packerBuild: the engine's process was killed. What it had built before is on the page of this build.";
        }
        Integer exitCode = build.exitCode();
        if (exitCode != null && exitCode == 0) {
            return "";
        }
        String first = result.firstError();
        return "packerBuild: "
                + (first.isEmpty() ? "Packer ended with exit code " + exitCode + "; see the log." : first);
    }

    private void warn(RunResult result, String error) throws IOException, InterruptedException {
        FlowNode flowNode = getContext().get(FlowNode.class);
        if (flowNode == null) {
            return;
        }
        StringBuilder failed = new StringBuilder();
        for (BuildResult one : result.getBuilds()) {
            if (one.getState().equals("failed")) {
                failed.append(failed.isEmpty() ? "" : "; ")
                        .append(one.getName())
                        .append(": ")
                        .append(one.getError());
            }
        }
        flowNode.addAction(new WarningAction(Result.FAILURE).withMessage(failed.isEmpty() ? error : failed.toString()));
    }

    /** Ends the step as it was asked to. */
    private void end() {
        over = true;
        Throwable why = cause;
        if (why == null) {
            fail(new AbortException("packerBuild was cancelled."));
            return;
        }
        // The Pipeline marks the build by it, unless somebody catches it.
        getContext().onFailure(why);
    }

    private void fail(Throwable failure) {
        over = true;
        getContext().onFailure(failure);
    }
}
