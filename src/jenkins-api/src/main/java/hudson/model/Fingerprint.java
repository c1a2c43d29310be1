package hudson.model;

import java.io.IOException;

/** Signatures of {@code hudson.model.Fingerprint}, jenkins-core 2.528.3. */
public class Fingerprint implements ModelObject, Saveable {
    public void addFor(Run b) throws IOException {
        throw new UnsupportedOperationException();
    }

    public String getDisplayName() {
        throw new UnsupportedOperationException();
    }

    public void save() throws IOException {
        throw new UnsupportedOperationException();
    }

    Fingerprint() {}

    public static class RangeSet {
        RangeSet() {}
    }
}
