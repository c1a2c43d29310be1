package io.jenkins.plugins.packer.engine.template;

import io.jenkins.plugins.packer.engine.run.BuildData;
import io.jenkins.plugins.packer.hcl.value.BigNumber;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of {@code source} and {@code build} in the expressions of one build. */
final class BuildVariables {
    /** What Packer yields for a common value that the builder does not tell. */
    private static final Value NOT_TOLD = Value.string("<unknown>");

    private BuildVariables() {}

    /** What a source's own options may use: its names. */
    static Map<String, Value> source(SourceUse source) {
        return Map.of(
                "source",
                Value.object(Map.of("type", Value.string(source.type()), "name", Value.string(source.name()))));
    }

    /**
     * What provisioners and post-processors may use before the build runs: {@code build.*} is not known yet.
     *
     * @param generated names that the builder adds
     */
    static Map<String, Value> planned(SourceUse source, String buildName, Collection<String> generated) {
        Map<String, Value> build = new HashMap<>();
        for (String name : BuildData.COMMON_NAMES) {
            build.put(name, Value.DYNAMIC);
        }
        for (String name : generated) {
            build.put(name, Value.DYNAMIC);
        }
        return with(source, buildName, build);
    }

    /**
     * What they may use while the build runs.
     *
     * @param generated values that the builder and the engine tell
     */
    static Map<String, Value> running(SourceUse source, String buildName, Map<String, Object> generated) {
        Map<String, Value> build = new HashMap<>();
        for (String name : BuildData.COMMON_NAMES) {
            build.put(name, NOT_TOLD);
        }
        for (Map.Entry<String, Object> entry : generated.entrySet()) {
            build.put(entry.getKey(), value(entry.getValue()));
        }
        return with(source, buildName, build);
    }

    private static Map<String, Value> with(SourceUse source, String buildName, Map<String, Value> build) {
        build.put("name", Value.string(buildName));
        Map<String, Value> all = new HashMap<>(source(source));
        all.put("build", Value.object(build));
        return all;
    }

    private static Value value(@Nullable Object object) {
        if (object == null) {
            return Value.NULL;
        }
        if (object instanceof Boolean truth) {
            return Value.bool(truth);
        }
        if (object instanceof Number number) {
            return Value.number(BigNumber.of(new BigDecimal(number.toString())));
        }
        if (object instanceof Collection<?> collection) {
            List<Value> elements = new ArrayList<>();
            for (Object element : collection) {
                elements.add(value(element));
            }
            return Value.tuple(elements);
        }
        if (object instanceof Map<?, ?> map) {
            Map<String, Value> entries = new HashMap<>();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                entries.put(String.valueOf(entry.getKey()), value(entry.getValue()));
            }
            return Value.object(entries);
        }
        return Value.string(object.toString());
    }
}
