package io.jenkins.plugins.packer.engine.testing;

import io.jenkins.plugins.packer.engine.communicator.Communicator;
import io.jenkins.plugins.packer.engine.communicator.RemoteCommand;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.run.CancelledException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A machine that does nothing and keeps, in order, everything that reaches it. */
public final class RecordingCommunicator implements Communicator {
    private final List<String> events = new ArrayList<>();
    private final Map<String, String> files = new HashMap<>();
    private final Map<String, Integer> statuses = new LinkedHashMap<>();
    private String cancelledIn = "\0";

    /** Has commands that contain a text end with a status. */
    public RecordingCommunicator ending(String part, int status) {
        statuses.put(part, status);
        return this;
    }

    /** Has the run be cancelled in commands that contain a text. */
    public RecordingCommunicator cancelledIn(String part) {
        cancelledIn = part;
        return this;
    }

    /**
     * Everything that came: {@code run COMMAND}, {@code last COMMAND} for what is to leave nothing, {@code file PATH} with its mode where one was asked for, {@code tree
     * SOURCE => DESTINATION} with what was left out.
     */
    public List<String> events() {
        return List.copyOf(events);
    }

    /** The content of a file that was uploaded, or null. */
    public String file(String path) {
        return files.get(path);
    }

    @Override
    public String type() {
        return "recording";
    }

    @Override
    public int execute(RemoteCommand command) {
        events.add("run " + command.command());
        if (command.command().contains(cancelledIn)) {
            throw new CancelledException("interrupted");
        }
        return status(command.command());
    }

    private int status(String command) {
        for (Map.Entry<String, Integer> status : statuses.entrySet()) {
            if (command.contains(status.getKey())) {
                return status.getValue();
            }
        }
        return 0;
    }

    @Override
    public boolean leaveNothing(String command) {
        events.add("last " + command);
        return status(command) == 0;
    }

    @Override
    public void upload(InputStream content, long size, int mode, String destination) throws ComponentException {
        events.add("file " + destination + (mode < 0 ? "" : " " + Integer.toOctalString(mode)));
        try {
            byte[] bytes = content.readAllBytes();
            if (bytes.length != size) {
                throw new ComponentException("announced " + size + " bytes, got " + bytes.length);
            }
            files.put(destination, new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new ComponentException("upload: " + e, e);
        }
    }

    @Override
    public void uploadDirectory(String source, String destination, List<String> excludes) {
        events.add("tree " + source + " => " + destination + (excludes.isEmpty() ? "" : " without " + excludes));
    }

    @Override
    public void download(String source, OutputStream content) {
        events.add("download " + source);
    }

    @Override
    public void downloadDirectory(String source, Path destination, List<String> excludes) {
        events.add("download " + source + " => " + destination);
    }

    @Override
    public void close() {}
}
