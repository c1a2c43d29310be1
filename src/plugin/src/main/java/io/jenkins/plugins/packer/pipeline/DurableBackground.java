package io.jenkins.plugins.packer.pipeline;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.Util;
import hudson.model.TaskListener;
import io.jenkins.plugins.packer.pipeline.agent.Background;
import io.jenkins.plugins.packer.pipeline.agent.FoundRun;
import java.io.IOException;
import java.io.Serializable;
import java.util.Map;
import org.jenkinsci.plugins.durabletask.BourneShellScript;
import org.jenkinsci.plugins.durabletask.Controller;
import org.jenkinsci.plugins.durabletask.DurableTask;
import org.jenkinsci.plugins.durabletask.WindowsBatchScript;
import org.jspecify.annotations.Nullable;

/**
 * Programs that survive the connection, by the Durable Task plugin. It tells its processes by a cookie made of the directory that
 * it is given; the directory of a run's state is its own, so that nothing else in the workspace is ever mistaken for the run.
 */
final class DurableBackground implements Background {
    private final Launcher launcher;
    private final TaskListener listener;

    DurableBackground(Launcher launcher, TaskListener listener) {
        this.launcher = launcher;
        this.listener = listener;
    }

    @Override
    public Serializable start(String script, Map<String, String> environment, String directory)
            throws IOException, InterruptedException {
        EnvVars variables = new EnvVars(environment);
        // The end of the node block must not kill the engine while it cleans up.
        variables.put("JENKINS_NODE_COOKIE", "dontKillMe");
        DurableTask task = launcher.isUnix() ? new BourneShellScript(script) : new WindowsBatchScript(script);
        return task.launch(variables, at(directory), launcher, listener);
    }

    @Override
    public @Nullable Integer exitCode(Serializable started, String directory) throws IOException, InterruptedException {
        return started instanceof FoundRun
                ? new RemoteAgent(launcher.getChannel()).perform(directory, new FoundRun.ExitCode())
                : controller(started).exitStatus(at(directory), launcher, listener);
    }

    @Override
    public void kill(Serializable started, String directory) throws IOException, InterruptedException {
        if (started instanceof FoundRun) {
            // As the Durable Task plugin does it, whose own record of this run is lost.
            launcher.kill(Map.of("JENKINS_SERVER_COOKIE", "durable-" + Util.getDigestOf(directory)));
        } else {
            controller(started).stop(at(directory), launcher);
        }
    }

    @Override
    public void forget(Serializable started, String directory) throws IOException, InterruptedException {
        if (!(started instanceof FoundRun)) {
            controller(started).cleanup(at(directory));
        }
    }

    private static Controller controller(Serializable started) {
        return (Controller) started;
    }

    private FilePath at(String directory) {
        return new FilePath(launcher.getChannel(), directory);
    }
}
