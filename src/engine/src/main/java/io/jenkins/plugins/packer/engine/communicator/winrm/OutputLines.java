package io.jenkins.plugins.packer.engine.communicator.winrm;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Cuts bytes that come in pieces into lines. */
final class OutputLines {
    private final Consumer<String> lines;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private boolean first = true;

    OutputLines(Consumer<String> lines) {
        this.lines = lines;
    }

    void accept(byte[] bytes) {
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                pending.write(bytes, start, i - start);
                emit();
                start = i + 1;
            }
        }
        pending.write(bytes, start, bytes.length - start);
    }

    /** Passes on a last line without an end. */
    void finish() {
        if (pending.size() > 0) {
            emit();
        }
    }

    private void emit() {
        String line = pending.toString(StandardCharsets.UTF_8);
        pending.reset();
        // PowerShell marks the start of output in UTF-8.
        boolean marked = first && line.startsWith("\uFEFF");
        first = false;
        lines.accept(line.substring(marked ? 1 : 0, line.length() - (line.endsWith("\r") ? 1 : 0)));
    }
}
