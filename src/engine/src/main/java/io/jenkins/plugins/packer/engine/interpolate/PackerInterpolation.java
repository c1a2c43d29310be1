package io.jenkins.plugins.packer.engine.interpolate;

import io.jenkins.plugins.packer.engine.gotemplate.GoFunction;
import io.jenkins.plugins.packer.engine.gotemplate.GoTemplate;
import io.jenkins.plugins.packer.engine.gotemplate.GoTemplateException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Renders Go templates with Packer's functions. As in Packer, a name that the data does not have renders as {@code <no
 * value>}. Values that the builder generates are found as {@code .Name} too, behind the data of the call. A user variable
 * may hold a template, such as {@code sudo {{.Vars}} {{.Path}} }, which is rendered with it.
 */
public final class PackerInterpolation implements Interpolation {
    private static final String PLACEHOLDER =
            ". To set this dynamically in the Packer template, you must use the `build` function";

    /** How deep variables may ask for variables. */
    private static final int MAXIMUM_DEPTH = 10;

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
        Map<String, @Nullable Object> all = withGenerated(data);
        return context.allowEnvironment() ? render(template, all, text -> text) : deeply(template, all, 0);
    }

    @Override
    public String renderOnce(String template) throws InterpolationException {
        return render(template, withGenerated(Map.of()), text -> text);
    }

    /** Renders what user variables hold as well. */
    private String deeply(String template, Map<String, @Nullable Object> data, int depth)
            throws InterpolationException {
        if (depth > MAXIMUM_DEPTH) {
            throw new InterpolationException(
                    "variables hold templates that ask for variables, more than " + MAXIMUM_DEPTH + " deep");
        }
        return render(template, data, text -> deeply(text, data, depth + 1));
    }

    private String render(String template, Map<String, @Nullable Object> data, PackerFunctions.Expansion variables)
            throws InterpolationException {
        if (!GoTemplate.hasActions(template)) {
            return template;
        }
        try {
            return GoTemplate.parse(template, functions(variables)).execute(data);
        } catch (GoTemplateException e) {
            throw new InterpolationException(e.getMessage(), e);
        }
    }

    @Override
    public void check(String template) throws InterpolationException {
        if (!GoTemplate.hasActions(template)) {
            return;
        }
        try {
            GoTemplate.parse(template, functions(text -> text));
        } catch (GoTemplateException e) {
            throw new InterpolationException(e.getMessage(), e);
        }
    }

    private Map<String, GoFunction> functions(PackerFunctions.Expansion variables) {
        Map<String, GoFunction> functions = new PackerFunctions(context, remoteValues, variables).byName();
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
