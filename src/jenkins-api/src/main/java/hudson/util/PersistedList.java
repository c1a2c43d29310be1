package hudson.util;

import java.util.AbstractList;
import java.util.Iterator;
import java.util.List;

/** Signatures of {@code hudson.util.PersistedList}, jenkins-core 2.528.3. */
public class PersistedList<T> extends AbstractList<T> {
    public boolean add(T item) {
        throw new UnsupportedOperationException();
    }

    public Iterator<T> iterator() {
        throw new UnsupportedOperationException();
    }

    public List<T> toList() {
        throw new UnsupportedOperationException();
    }

    public T get(int index) {
        throw new UnsupportedOperationException();
    }

    public int size() {
        throw new UnsupportedOperationException();
    }

    PersistedList() {}
}
