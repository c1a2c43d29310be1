package io.jenkins.plugins.packer.engine.ui;

import io.jenkins.plugins.packer.report.RunEvent;
import java.io.IOException;

/** Gets a run's events, one after the other: prints them, writes them to the report. */
@FunctionalInterface
public interface RunListener {

    /**
     * Takes an event.
     *
     * @param event what happened; its texts are redacted
     * @throws IOException when it cannot be printed or written; the listener gets no further events
     */
    void on(RunEvent event) throws IOException;
}
