package io.jenkins.plugins.packer.pipeline;

import hudson.console.LineTransformationOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Passes lines on to a log without the secrets in them, and keeps a copy. */
final class MaskedLines extends LineTransformationOutputStream {
    private final OutputStream log;
    private final Masking masking;
    private final ByteArrayOutputStream copy;

    MaskedLines(OutputStream log, Masking masking, ByteArrayOutputStream copy) {
        this.log = log;
        this.masking = masking;
        this.copy = copy;
    }

    @Override
    protected void eol(byte[] bytes, int length) throws IOException {
        byte[] line = masking.mask(new String(bytes, 0, length, StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8);
        log.write(line);
        copy.write(line);
    }

    /** Ends the last line; the log itself stays open. */
    @Override
    public void close() throws IOException {
        forceEol();
        log.flush();
    }
}
