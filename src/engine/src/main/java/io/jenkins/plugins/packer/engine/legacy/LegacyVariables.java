package io.jenkins.plugins.packer.engine.legacy;

import io.jenkins.plugins.packer.engine.interpolate.Interpolation;
import io.jenkins.plugins.packer.engine.interpolate.InterpolationException;
import io.jenkins.plugins.packer.engine.interpolate.PackerInterpolation;
import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.SourceRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the values of a legacy template's variables. What a variable is set to may refer to the environment and to other
 * variables, in any order, as in Packer's {@code renderVarsRecursively}.
 */
public final class LegacyVariables {
    /** As often as Packer tries; each round resolves one more level of references. */
    private static final int ROUNDS = 100;

    /** {@code {{.Name}} } is the business of whoever uses the variable, and stays. */
    private static final Pattern KEPT = Pattern.compile("\\{\\{\\s?\\..*?\\s?}}");

    private static final Pattern USER = Pattern.compile("\\{\\{\\s*user\\s*`.*`\\s*}}");

    private final Function<Map<String, String>, Interpolation> renderers;
    private final Diagnostics diagnostics;
    private final Map<String, String> values = new HashMap<>();

    /**
     * For one template.
     *
     * @param renderers makes what renders with the variables that are known so far
     * @param diagnostics gets what cannot be rendered
     */
    public LegacyVariables(Function<Map<String, String>, Interpolation> renderers, Diagnostics diagnostics) {
        this.renderers = renderers;
        this.diagnostics = diagnostics;
    }

    /** What is still to be rendered. */
    private record Pending(
            String name, String text, @Nullable SourceRange range) {}

    /**
     * The values, by name. A variable that is required and has none is reported, and so is one that cannot be rendered.
     *
     * @param template declares variables
     * @param given what files and arguments set; also variables that the template does not declare
     */
    public Map<String, String> values(LegacyTemplate template, Map<String, String> given) {
        Map<String, Pending> all = new TreeMap<>();
        for (LegacyTemplate.Variable variable : template.variables().values()) {
            if (variable.isRequired() && !given.containsKey(variable.name())) {
                diagnostics.error(
                        "Required variable not set",
                        "The variable \"" + variable.name() + "\" is required, since its default is null. Set it with"
                                + " -var or in a file for -var-file.",
                        variable.range());
            }
            String text = variable.defaultValue();
            all.put(variable.name(), new Pending(variable.name(), text == null ? "" : text, variable.range()));
        }
        given.forEach((name, text) -> {
            Pending declared = all.get(name);
            all.put(name, new Pending(name, text, declared == null ? null : declared.range()));
        });
        values.putAll(given);
        render(new ArrayList<>(all.values()));
        return Map.copyOf(values);
    }

    private void render(List<Pending> pending) {
        Map<Pending, InterpolationException> unset = new LinkedHashMap<>();
        boolean changed = true;
        for (int round = 0; round < ROUNDS && changed; round++) {
            changed = false;
            unset.clear();
            List<Pending> next = new ArrayList<>();
            Map<String, String> known = round == 0 ? Map.of() : values;
            for (Pending variable : pending) {
                try {
                    String text = rendered(variable.text(), renderers.apply(Map.copyOf(known)));
                    changed |= !text.equals(values.put(variable.name(), text)) || round == 0;
                    known = values;
                    if (USER.matcher(variable.text()).find()) {
                        next.add(variable);
                    }
                } catch (InterpolationException e) {
                    if (PackerInterpolation.isUnsetVariable(e)) {
                        unset.put(variable, e);
                        next.add(variable);
                    } else {
                        report(variable, e);
                    }
                }
            }
            changed |= next.size() < pending.size();
            pending = next;
        }
        if (unset.size() == pending.size()) {
            unset.forEach(this::report);
        } else {
            // As in Packer, these go by unnoticed where others could be rendered.
            unset.forEach((variable, cause) -> diagnostics.warning(
                    "Variable without value",
                    "The variable \"" + variable.name() + "\" refers to one that has no value: " + cause.getMessage()
                            + ".",
                    variable.range()));
        }
    }

    private void report(Pending variable, InterpolationException cause) {
        diagnostics.error(
                "Invalid value for variable",
                "The value of the variable \"" + variable.name() + "\", \"" + variable.text()
                        + "\", cannot be rendered: " + cause.getMessage()
                        + (PackerInterpolation.isUnsetVariable(cause)
                                ? ". A variable to which another one refers must have a value."
                                : ""),
                variable.range());
    }

    private static String rendered(String text, Interpolation interpolation) throws InterpolationException {
        List<String> kept = new ArrayList<>();
        Matcher matcher = KEPT.matcher(text);
        String open = matcher.replaceAll(found -> {
            kept.add(found.group());
            return marker(kept.size() - 1);
        });
        String result = interpolation.render(open);
        for (int i = 0; i < kept.size(); i++) {
            result = result.replace(marker(i), kept.get(i));
        }
        return result;
    }

    /** Noncharacters, which no template has. */
    private static String marker(int number) {
        return "\uFDD0" + number + "\uFDD1";
    }
}
