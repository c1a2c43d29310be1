package io.jenkins.plugins.packer.pipeline;

import hudson.PluginWrapper;
import io.jenkins.plugins.packer.pipeline.agent.JarDelivery;
import io.jenkins.plugins.packer.pipeline.agent.Payload;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import jenkins.model.Jenkins;

/** The engine's jars, which this plugin carries outside its class path. */
final class PluginPayload implements Payload.Source {
    private static final String NAME = "packer-pipeline";
    private static final String DIRECTORY = "WEB-INF/agent/";

    /** Brings them to agents. */
    static JarDelivery delivery() throws IOException {
        PluginPayload payload = new PluginPayload();
        return new JarDelivery(Payload.read(payload), payload);
    }

    @Override
    public InputStream open(String path) throws IOException {
        PluginWrapper plugin = Jenkins.get().getPluginManager().getPlugin(NAME);
        if (plugin == null) {
            throw new IOException(
                    "Jenkins has no plugin " + NAME + ", which this class is from. Install it as a plugin.");
        }
        return new URL(plugin.baseResourceURL, DIRECTORY + path).openStream();
    }
}
