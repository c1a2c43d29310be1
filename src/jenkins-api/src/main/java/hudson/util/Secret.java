package hudson.util;

import java.io.Serializable;

/** Signatures of {@code hudson.util.Secret}, jenkins-core 2.528.3. */
public final class Secret implements Serializable {
    public String getPlainText() {
        throw new UnsupportedOperationException();
    }

    Secret() {}
}
