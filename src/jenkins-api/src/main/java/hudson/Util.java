package hudson;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Signatures of {@code hudson.Util}, jenkins-core 2.528.3. */
public class Util {
    public static String getDigestOf(InputStream source) throws IOException {
        throw new UnsupportedOperationException();
    }

    public static String getDigestOf(String text) {
        throw new UnsupportedOperationException();
    }

    public static String getDigestOf(File file) throws IOException {
        throw new UnsupportedOperationException();
    }

    public static String rawEncode(String s) {
        throw new UnsupportedOperationException();
    }

    public static String fixNull(String s) {
        throw new UnsupportedOperationException();
    }

    public static <T> T fixNull(T s, T defaultValue) {
        throw new UnsupportedOperationException();
    }

    public static <T> List<T> fixNull(List<T> l) {
        throw new UnsupportedOperationException();
    }

    public static <T> Set<T> fixNull(Set<T> l) {
        throw new UnsupportedOperationException();
    }

    public static <T> Collection<T> fixNull(Collection<T> l) {
        throw new UnsupportedOperationException();
    }

    public static <T> Iterable<T> fixNull(Iterable<T> l) {
        throw new UnsupportedOperationException();
    }

    Util() {}
}
