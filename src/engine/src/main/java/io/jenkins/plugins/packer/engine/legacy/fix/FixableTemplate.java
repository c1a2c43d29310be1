package io.jenkins.plugins.packer.engine.legacy.fix;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tree of a template that is being fixed.
 *
 * @param root changed in place
 */
record FixableTemplate(Map<String, @Nullable Object> root) {
    private static final String BUILDERS = "builders";

    /**
     * The builders. Packer writes {@code "builders": null} where there are none.
     *
     * @throws FixException if they are no array of objects
     */
    List<Options> builders() throws FixException {
        root.putIfAbsent(BUILDERS, null);
        List<Options> builders = new ArrayList<>();
        for (Object element : list(BUILDERS)) {
            builders.add(options(BUILDERS, element));
        }
        return builders;
    }

    /** The provisioners that are objects. */
    List<Options> provisioners() throws FixException {
        List<Options> provisioners = new ArrayList<>();
        for (Object element : list("provisioners")) {
            if (element instanceof Map<?, ?>) {
                provisioners.add(options("provisioners", element));
            }
        }
        return provisioners;
    }

    boolean hasPostProcessors() {
        return root.get("post-processors") != null;
    }

    /** The post-processors that are more than a name, those within sequences among them. */
    List<Options> postProcessors() throws FixException {
        List<Options> steps = new ArrayList<>();
        for (Object element : list("post-processors")) {
            List<?> sequence = element instanceof List<?> list ? list : Collections.singletonList(element);
            for (Object step : sequence) {
                if (step instanceof Map<?, ?>) {
                    steps.add(options("post-processors", step));
                }
            }
        }
        return steps;
    }

    private List<?> list(String name) throws FixException {
        Object value = root.get(name);
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list) {
            return list;
        }
        throw new FixException("\"" + name + "\" must be an array");
    }

    @SuppressWarnings("unchecked")
    private static Options options(String name, @Nullable Object element) throws FixException {
        if (element instanceof Map<?, ?> map) {
            return new Options((Map<String, @Nullable Object>) map);
        }
        throw new FixException("every element of \"" + name + "\" must be an object");
    }
}
