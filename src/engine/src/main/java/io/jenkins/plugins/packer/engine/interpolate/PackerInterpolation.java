package io.jenkins.plugins.packer.engine.interpolate;

import io.jenkins.plugins.packer.engine.gotemplate.GoFunction;
import io.jenkins.plugins.packer.engine.gotemplate.GoTemplate;
import io.jenkins.plugins.packer.engine.gotemplate.GoTemplateException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Renders Go templates with Packer's functions. As in Packer, a name that the data does not have renders as {@code <no
 * value>}. Values that the builder generates are found as {@code .Name} too, behind the data of the call.
 */
public final class PackerInterpolation implements Interpolation {
    private static final String PLACEHOLDER =
            ". To set this dynamically in the Packer template, you must use the `build` function";

    private final InterpolationContext context;
    private final RemoteValues remoteValues;
    private final Map<String, GoFunction> added;

    /**
     * @param context what the functions know
     * @param remoteValues asked when a template calls {@code consul_key} or {@code vault}
     * @param added functions of a component, such as {@code clean_resource_name}, which each cloud defines for itself;
     *     they take the place of Packer's of the same name
     */
    public PackerInterpolation(InterpolationContext context, RemoteValues remoteValues, Map<String, GoFunction> added) {
        this.context = context;
        this.remoteValues = remoteValues;
        this.added = Map.copyOf(added);
    }

    /** Whether a template could not be rendered because {@code user} was asked for a variable without a value. */
    public static boolean isUnsetVariable(InterpolationException exception) {
        return String.valueOf(exception.getMessage()).contains(PackerFunctions.UNSET_VARIABLE);
    }

    @Override
    public String render(String template, Map<String, ?> data) throws InterpolationException {
        if (!GoTemplate.hasActions(template)) {
            return template;
        }
        try {
            return GoTemplate.parse(template, functions()).execute(withGenerated(data));
        } catch (GoTemplateException e) {
            throw new InterpolationException(e.getMessage(), e);
        }
    }

    /**
     * Parses a template and executes nothing.
     *
     * @throws InterpolationException if it is malformed, or names a function that does not exist
     */
    public void check(String template) throws InterpolationException {
        if (!GoTemplate.hasActions(template)) {
            return;
        }
        try {
            GoTemplate.parse(template, functions());
        } catch (GoTemplateException e) {
            throw new InterpolationException(e.getMessage(), e);
        }
    }

    private Map<String, GoFunction> functions() {
        Map<String, GoFunction> functions = new PackerFunctions(context, remoteValues).byName();
        functions.putAll(added);
        return functions;
    }

    private Map<String, @Nullable Object> withGenerated(Map<String, ?> data) {
        Map<String, @Nullable Object> all = new HashMap<>();
        Map<String, @Nullable Object> generated = context.generatedData();
        if (generated != null) {
            for (Map.Entry<String, @Nullable Object> entry : generated.entrySet()) {
                Object value = entry.getValue();
                all.put(entry.getKey(), value == null ? placeholder(entry.getKey()) : value);
            }
        }
        all.putAll(data);
        return all;
    }

    /** What Packer shows for a value that is not known yet; a password is left for later, as it always was. */
    private static String placeholder(String name) {
        return name.equals("WinRMPassword") ? "{{.WinRMPassword}}" : "Build_" + name + PLACEHOLDER;
    }
}
