package org.jenkinsci.plugins.structs.describable;

import hudson.model.TaskListener;
import java.io.Serializable;
import java.util.Map;

/** Signatures of {@code org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable}, structs 362.va_b_695ef4fdf9. */
public class UninstantiatedDescribable implements Serializable {
    public UninstantiatedDescribable(String symbol, String klass, Map<String, ?> arguments) {}

    public UninstantiatedDescribable(Map<String, ?> arguments) {}

    public Map<String, Object> toMap() {
        throw new UnsupportedOperationException();
    }

    public Object instantiate(TaskListener listener) throws Exception {
        throw new UnsupportedOperationException();
    }

    public <T> T instantiate(Class<T> base, TaskListener listener) throws Exception {
        throw new UnsupportedOperationException();
    }
}
