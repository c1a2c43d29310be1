package io.jenkins.plugins.packer.engine.template;

import io.jenkins.plugins.packer.hcl.value.Mark;
import io.jenkins.plugins.packer.hcl.value.Type;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A template as it was read: what {@code inspect} shows and what builds are planned from. Immutable.
 *
 * @param variables input variables, in the order of the template
 * @param locals locals, in the order of the template
 * @param sources {@code source} blocks by reference, such as {@code docker.web}
 * @param builds {@code build} blocks, in the order of the template
 * @param plugins what {@code required_plugins} asks for
 * @param scope what expressions may use
 */
public record Template(
        List<InputVariable> variables,
        List<LocalVariable> locals,
        Map<String, SourceBlock> sources,
        List<BuildBlock> builds,
        List<PluginRequirement> plugins,
        TemplateScope scope) {

    public Template {
        variables = List.copyOf(variables);
        locals = List.copyOf(locals);
        sources = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(sources));
        builds = List.copyOf(builds);
        plugins = List.copyOf(plugins);
    }

    /** All texts in sensitive variables, locals and outputs of data sources: what must not be shown. */
    public Set<String> secrets() {
        Set<String> secrets = new LinkedHashSet<>();
        for (InputVariable variable : variables) {
            collect(variable.value(), false, secrets);
        }
        for (LocalVariable local : locals) {
            collect(local.value(), false, secrets);
        }
        collect(scope.data(), false, secrets);
        return secrets;
    }

    private static void collect(Value value, boolean inSecret, Set<String> secrets) {
        boolean secret = inSecret || value.hasMark(Mark.SENSITIVE);
        Value plain = value.unmark();
        if (plain.isNull() || !plain.isKnown()) {
            return;
        }
        if (plain.type().equals(Type.STRING)) {
            if (secret) {
                secrets.add(plain.asString());
            }
        } else if (plain.type().isIterable()) {
            for (Value element : plain.elements()) {
                collect(element, secret, secrets);
            }
        }
    }
}
