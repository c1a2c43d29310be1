package io.jenkins.plugins.packer.report;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes a run's events, one JSON object a line in UTF-8. A line is handed over whole and flushed, so a reader that
 * follows the file sees events as they happen. May be used by several threads.
 */
public final class ReportWriter implements AutoCloseable {
    private final JsonFactory json = new JsonFactory();
    private final OutputStream out;

    /**
     * Writes to a stream.
     *
     * @param out where the lines go; closed with this writer
     */
    public ReportWriter(OutputStream out) {
        this.out = out;
    }

    /**
     * Writes one event.
     *
     * @throws IOException when the stream does not take it
     */
    public void write(RunEvent event) throws IOException {
        byte[] line = EventJson.line(json, event);
        synchronized (out) {
            out.write(line);
            out.flush();
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (out) {
            out.close();
        }
    }
}
