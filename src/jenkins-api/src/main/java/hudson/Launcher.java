package hudson;

import hudson.model.TaskListener;
import hudson.remoting.VirtualChannel;
import hudson.util.ArgumentListBuilder;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/** Signatures of {@code hudson.Launcher}, jenkins-core 2.528.3. */
public abstract class Launcher {
    protected Launcher(TaskListener listener, VirtualChannel channel) {}

    protected Launcher(Launcher launcher) {}

    public VirtualChannel getChannel() {
        throw new UnsupportedOperationException();
    }

    public final Launcher.ProcStarter launch() {
        throw new UnsupportedOperationException();
    }

    public abstract Proc launch(Launcher.ProcStarter starter) throws IOException;

    public boolean isUnix() {
        throw new UnsupportedOperationException();
    }

    public abstract void kill(Map<String, String> modelEnvVars) throws IOException, InterruptedException;

    public static final class ProcStarter {
        protected FilePath pwd;
        protected OutputStream stdout;
        protected OutputStream stderr;
        protected String[] envs;

        public Launcher.ProcStarter cmds(String... args) {
            throw new UnsupportedOperationException();
        }

        public Launcher.ProcStarter cmds(File program, String... args) {
            throw new UnsupportedOperationException();
        }

        public Launcher.ProcStarter cmds(List<String> args) {
            throw new UnsupportedOperationException();
        }

        public Launcher.ProcStarter cmds(ArgumentListBuilder args) {
            throw new UnsupportedOperationException();
        }

        public List<String> cmds() {
            throw new UnsupportedOperationException();
        }

        public Launcher.ProcStarter quiet(boolean quiet) {
            throw new UnsupportedOperationException();
        }

        public boolean quiet() {
            throw new UnsupportedOperationException();
        }

        public Launcher.ProcStarter pwd(FilePath workDir) {
            throw new UnsupportedOperationException();
        }

        public Launcher.ProcStarter pwd(File workDir) {
            throw new UnsupportedOperationException();
        }

        public Launcher.ProcStarter pwd(String workDir) {
            throw new UnsupportedOperationException();
        }

        public FilePath pwd() {
            throw new UnsupportedOperationException();
        }

        public Launcher.ProcStarter stdout(OutputStream out) {
            throw new UnsupportedOperationException();
        }

        public Launcher.ProcStarter stdout(TaskListener out) {
            throw new UnsupportedOperationException();
        }

        public OutputStream stdout() {
            throw new UnsupportedOperationException();
        }

        public Launcher.ProcStarter stderr(OutputStream err) {
            throw new UnsupportedOperationException();
        }

        public OutputStream stderr() {
            throw new UnsupportedOperationException();
        }

        public Launcher.ProcStarter envs(Map<String, String> overrides) {
            throw new UnsupportedOperationException();
        }

        public Launcher.ProcStarter envs(String... overrides) {
            throw new UnsupportedOperationException();
        }

        public String[] envs() {
            throw new UnsupportedOperationException();
        }

        public Proc start() throws IOException {
            throw new UnsupportedOperationException();
        }

        public int join() throws IOException, InterruptedException {
            throw new UnsupportedOperationException();
        }

        public Launcher.ProcStarter copy() {
            throw new UnsupportedOperationException();
        }

        ProcStarter() {}
    }
}
