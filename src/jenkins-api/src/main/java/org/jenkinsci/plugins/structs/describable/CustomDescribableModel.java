package org.jenkinsci.plugins.structs.describable;

import java.util.Map;

/** Signatures of {@code org.jenkinsci.plugins.structs.describable.CustomDescribableModel}, structs 362.va_b_695ef4fdf9. */
public interface CustomDescribableModel {
    default Map<String, Object> customInstantiate(Map<String, Object> arguments) {
        throw new UnsupportedOperationException();
    }
}
