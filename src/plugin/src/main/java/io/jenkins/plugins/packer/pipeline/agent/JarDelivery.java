package io.jenkins.plugins.packer.pipeline.agent;

import io.jenkins.plugins.packer.pipeline.agent.Payload.JarSet;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Brings the jars to an agent that a template needs and that are not there yet. */
public final class JarDelivery {
    private final Payload payload;
    private final Payload.Source source;

    public JarDelivery(Payload payload, Payload.Source source) {
        this.payload = payload;
        this.source = source;
    }

    /**
     * Brings them.
     *
     * @param agent the agent
     * @param directory where the agent keeps jars; made where it is not there
     * @param workspace the template's path is relative to it
     * @param template the template
     * @param unused sets that were not used for so long are removed
     */
    public EngineJars deliver(Agent agent, String directory, String workspace, String template, Duration unused)
            throws IOException, InterruptedException {
        Set<String> words = agent.perform(workspace, new WordsOfTemplate(template, payload.words()));
        agent.perform(directory, new MakeDirectory(false));
        String base = "";
        List<String> components = new ArrayList<>();
        long copied = 0;
        for (JarSet set : payload.sets()) {
            if (set.isNeeded(words)) {
                List<PayloadFile> files = new ArrayList<>(set.files(words));
                String digest = Payload.digest(files);
                copied += bring(agent, directory, set.name(), digest, files);
                if (set.name().equals(Payload.BASE)) {
                    base = set.name() + "-" + digest;
                } else {
                    components.add(set.name() + "-" + digest);
                }
            }
        }
        agent.perform(directory, new JarSets.Prune(unused));
        return new EngineJars(directory, base, components, copied);
    }

    /** The number of bytes that had to be copied. */
    private long bring(Agent agent, String directory, String name, String digest, List<PayloadFile> files)
            throws IOException, InterruptedException {
        JarSets.Wanted wanted = agent.perform(directory, new JarSets.Find(name, digest, files));
        if (wanted.directory().isEmpty()) {
            return 0;
        }
        long copied = 0;
        for (PayloadFile file : wanted.missing()) {
            try (InputStream content = source.open(file.path())) {
                agent.copy(content, wanted.directory() + "/" + file.name());
            }
            copied += file.size();
        }
        agent.perform(directory, new JarSets.Keep(name, digest, files, wanted.directory()));
        return copied;
    }
}
