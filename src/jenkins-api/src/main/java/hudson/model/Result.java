package hudson.model;

import java.io.Serializable;
import org.kohsuke.stapler.export.CustomExportedBean;

/** Signatures of {@code hudson.model.Result}, jenkins-core 2.528.3. */
public final class Result implements Serializable, CustomExportedBean {
    public static final Result FAILURE = null;

    public String toString() {
        throw new UnsupportedOperationException();
    }

    public String toExportedObject() {
        throw new UnsupportedOperationException();
    }

    Result() {}
}
