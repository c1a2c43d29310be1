package io.jenkins.plugins.packer.components.docker;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.packer.engine.ui.Ui;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Tells the user how a pull or push goes on: the engine's lines about the whole, one line when a layer is finished, and
 * the bytes of all layers as progress.
 */
final class TransferProgress {
    private static final Set<String> FINISHED =
            Set.of("Pull complete", "Already exists", "Pushed", "Layer already exists");

    private final Ui ui;
    private final String what;
    private final Map<String, long[]> layers = new HashMap<>();

    TransferProgress(Ui ui, String what) {
        this.ui = ui;
        this.what = what;
    }

    void next(JsonNode item) {
        String status = item.path("status").asText("");
        String id = item.path("id").asText("");
        JsonNode detail = item.path("progressDetail");
        if (detail.has("total")) {
            layers.put(id + status, new long[] {
                detail.path("current").asLong(), detail.path("total").asLong()
            });
            long done = 0;
            long total = 0;
            for (long[] layer : layers.values()) {
                done += layer[0];
                total += layer[1];
            }
            ui.progress(what, done, total);
        } else if (FINISHED.contains(status)) {
            ui.message(id + ": " + status);
        } else if (!status.isEmpty() && (id.isEmpty() || status.startsWith("Pulling from"))) {
            ui.message(id.isEmpty() ? status : id + ": " + status);
        }
    }
}
