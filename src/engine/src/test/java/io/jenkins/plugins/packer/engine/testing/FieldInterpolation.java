package io.jenkins.plugins.packer.engine.testing;

import io.jenkins.plugins.packer.engine.interpolate.Interpolation;
import io.jenkins.plugins.packer.engine.interpolate.InterpolationException;
import java.util.Map;

/** Knows {@code {{.Name}} } and nothing else of Go's templates. */
public final class FieldInterpolation implements Interpolation {

    @Override
    public void check(String template) throws InterpolationException {
        render(template, Map.of());
    }

    @Override
    public String render(String template, Map<String, ?> data) throws InterpolationException {
        StringBuilder result = new StringBuilder();
        int at = 0;
        int open = template.indexOf("{{");
        while (open >= 0) {
            int close = template.indexOf("}}", open);
            if (close < 0) {
                throw new InterpolationException("unclosed action");
            }
            String action = template.substring(open + 2, close).strip();
            if (!action.startsWith(".")) {
                throw new InterpolationException("function \"" + action + "\" not defined");
            }
            Object value = data.get(action.substring(1));
            result.append(template, at, open).append(value == null ? "<no value>" : value);
            at = close + 2;
            open = template.indexOf("{{", at);
        }
        return result.append(template, at, template.length()).toString();
    }
}
