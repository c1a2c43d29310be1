package io.jenkins.plugins.packer.engine.function;

import io.jenkins.plugins.packer.hcl.eval.Function;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The functions by name; each is made at its first use. Looking at the names makes none. */
final class LazyFunctions extends AbstractMap<String, Function> {
    private final FunctionCatalog catalog;
    private final Map<String, Function> made = new ConcurrentHashMap<>();

    LazyFunctions(FunctionCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public @Nullable Function get(@Nullable Object name) {
        if (!(name instanceof String text)) {
            return null;
        }
        Function function = made.get(text);
        if (function == null) {
            function = create(text);
            if (function != null) {
                made.put(text, function);
            }
        }
        return function;
    }

    private @Nullable Function create(String name) {
        return name.equals(TemplateFileFunction.NAME)
                ? new TemplateFileFunction(catalog.paths(), this).function()
                : catalog.create(name);
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return get(name) != null;
    }

    @Override
    public Set<String> keySet() {
        return Collections.unmodifiableSet(new TreeSet<>(FunctionCatalog.NAMES));
    }

    @Override
    public int size() {
        return FunctionCatalog.NAMES.size();
    }

    @Override
    public Set<Entry<String, Function>> entrySet() {
        Map<String, Function> all = new LinkedHashMap<>();
        for (String name : keySet()) {
            all.put(name, get(name));
        }
        return Collections.unmodifiableMap(all).entrySet();
    }
}
