package hudson.util;

import java.io.File;
import java.io.Serializable;

/** Signatures of {@code hudson.util.ArgumentListBuilder}, jenkins-core 2.528.3. */
public class ArgumentListBuilder implements Serializable, Cloneable {
    public ArgumentListBuilder() {}

    public ArgumentListBuilder(String... args) {}

    public ArgumentListBuilder add(Object a) {
        throw new UnsupportedOperationException();
    }

    public ArgumentListBuilder add(Object a, boolean mask) {
        throw new UnsupportedOperationException();
    }

    public ArgumentListBuilder add(File f) {
        throw new UnsupportedOperationException();
    }

    public ArgumentListBuilder add(String a) {
        throw new UnsupportedOperationException();
    }

    public ArgumentListBuilder add(String a, boolean mask) {
        throw new UnsupportedOperationException();
    }

    public ArgumentListBuilder add(String... args) {
        throw new UnsupportedOperationException();
    }

    public ArgumentListBuilder add(Iterable<String> args) {
        throw new UnsupportedOperationException();
    }

    public String toString() {
        throw new UnsupportedOperationException();
    }
}
