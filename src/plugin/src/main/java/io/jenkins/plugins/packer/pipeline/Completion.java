package io.jenkins.plugins.packer.pipeline;

import hudson.FilePath;
import hudson.Util;
import hudson.model.Fingerprint;
import hudson.model.FingerprintMap;
import hudson.model.Node;
import hudson.model.Run;
import hudson.tasks.Fingerprinter;
import io.jenkins.plugins.packer.pipeline.agent.ListFiles;
import io.jenkins.plugins.packer.pipeline.agent.PrivateFiles;
import io.jenkins.plugins.packer.pipeline.agent.StateDirectory;
import io.jenkins.plugins.packer.pipeline.result.BuildResult;
import io.jenkins.plugins.packer.pipeline.result.MachineReadableCollector;
import io.jenkins.plugins.packer.pipeline.result.ReportCollector;
import io.jenkins.plugins.packer.pipeline.result.RunResult;
import io.jenkins.plugins.packer.pipeline.result.TerraformVariables;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jenkins.model.Jenkins;
import jenkins.util.BuildListenerAdapter;

/** What is done with a run that is over: its result is read, kept with the Jenkins build, archived and fingerprinted. */
final class Completion {
    static final String MANIFEST = "packer-manifest.json";
    private static final String LOGS = "packer-logs/";

    private final ImageBuild build;
    private final Site site;

    Completion(ImageBuild build, Site site) {
        this.build = build;
        this.site = site;
    }

    /** Does all of it; partial results of a failed run as well. */
    RunResult complete() throws IOException, InterruptedException {
        RunResult result = read();
        Node node = site.node();
        result.setJournal(build.isAnythingLeft(site) ? build.journal() : "");
        result.setNode(node == null ? "" : node.getNodeName());
        PackerRunAction action = PackerRunAction.of(site.build());
        int number = action.add(result);
        Map<String, byte[]> written = new LinkedHashMap<>();
        Map<String, String> archived = new LinkedHashMap<>();
        logs(result, number, archived);
        terraform(result, written, archived);
        if (!result.getBuilds().isEmpty()) {
            written.put("archive/" + MANIFEST, action.manifest());
            archived.put(MANIFEST, "archive/" + MANIFEST);
        }
        archive(written, archived);
        result.setManifest(build.options().archive && archived.containsKey(MANIFEST) ? MANIFEST : "");
        fingerprint(result);
        site.build().save();
        tellWhatIsLeft(result);
        return result;
    }

    private RunResult read() throws IOException, InterruptedException {
        StateDirectory state = build.state();
        RunResult result = new RunResult(build.options().request.template);
        String otherwise = build.isCancelled() ? "cancelled" : "failed";
        List<String> files = site.agent().perform(state.path(), new ListFiles());
        if (build.isOtherPacker()) {
            try (InputStream output = open(files, state, state.output())) {
                return new MachineReadableCollector(result).read(output, build.exitCode(), build.isCancelled());
            }
        }
        try (InputStream report = open(files, state, state.report())) {
            return new ReportCollector(result).read(report, otherwise);
        }
    }

    /** A file of the run; one that is not there is empty: the engine did not come so far, and the log says why. */
    private InputStream open(List<String> files, StateDirectory state, String path)
            throws IOException, InterruptedException {
        return files.contains(path.substring(state.path().length() + 1))
                ? site.agent().read(path)
                : new ByteArrayInputStream(new byte[0]);
    }

    private void logs(RunResult result, int number, Map<String, String> archived)
            throws IOException, InterruptedException {
        if (!build.options().archive) {
            return;
        }
        String directory = number == 1 ? LOGS : LOGS + number + "/";
        List<String> logs = site.agent().perform(build.state().logs(), new ListFiles());
        for (BuildResult one : result.getBuilds()) {
            String log = one.getName().replaceAll("[^\\w.-]", "_") + ".log";
            if (logs.contains(log)) {
                archived.put(directory + log, "logs/" + log);
                one.setLog(directory + log);
            }
        }
    }

    private void terraform(RunResult result, Map<String, byte[]> written, Map<String, String> archived)
            throws IOException, InterruptedException {
        TerraformVariables variables = new TerraformVariables();
        for (BuildResult one : result.getBuilds()) {
            if (one.isSuccessful()) {
                variables.add(build.options().tfvarsNames.getOrDefault(one.getName(), one.getName()), one.images());
            }
        }
        String file = build.options().tfvars;
        if (file.isEmpty() || variables.isEmpty()) {
            return;
        }
        FilePath target = site.workspace().child(file);
        FilePath parent = target.getParent();
        if (parent != null) {
            parent.mkdirs();
        }
        target.copyFrom(new ByteArrayInputStream(variables.toJson()));
        String name = target.getName();
        written.put("archive/" + name, variables.toJson());
        archived.put(name, "archive/" + name);
    }

    private void archive(Map<String, byte[]> written, Map<String, String> archived)
            throws IOException, InterruptedException {
        if (!build.options().archive || archived.isEmpty()) {
            return;
        }
        String state = build.state().path();
        site.agent().perform(state, new PrivateFiles(written));
        site.build()
                .pickArtifactManager()
                .archive(
                        new FilePath(site.workspace().getChannel(), state),
                        site.launcher(),
                        BuildListenerAdapter.wrap(site.listener()),
                        archived);
    }

    /** An image's fingerprint is that of its id, so that every job which names the image can be found by it. */
    private void fingerprint(RunResult result) throws IOException {
        Map<String, String> record = new LinkedHashMap<>();
        for (BuildResult one : result.getBuilds()) {
            if (one.isSuccessful()) {
                one.images().values().forEach(image -> record.put(image, Util.getDigestOf(image)));
            }
        }
        fingerprint(site.build(), record, true);
    }

    /**
     * Notes that a Jenkins build has made, or uses, these images.
     *
     * @param record digest of the image's id by id
     */
    static void fingerprint(Run<?, ?> run, Map<String, String> record, boolean made) throws IOException {
        if (record.isEmpty()) {
            return;
        }
        FingerprintMap all = Jenkins.get().getFingerprintMap();
        for (Map.Entry<String, String> image : record.entrySet()) {
            Fingerprint fingerprint = all.getOrCreate(made ? run : null, image.getKey(), image.getValue());
            fingerprint.addFor(run);
        }
        run.addAction(new Fingerprinter.FingerprintAction(run, record));
    }

    private void tellWhatIsLeft(RunResult result) {
        if (!result.getJournal().isEmpty() && !build.cleanupLine().isEmpty()) {
            site.listener()
                    .getLogger()
                    .println("Something is left behind. packerCleanup() on this agent removes it, or, by hand: "
                            + build.cleanupLine());
        }
    }
}
