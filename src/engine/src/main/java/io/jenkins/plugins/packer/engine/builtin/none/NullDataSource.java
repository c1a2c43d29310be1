package io.jenkins.plugins.packer.engine.builtin.none;

import io.jenkins.plugins.packer.engine.component.DataContext;
import io.jenkins.plugins.packer.engine.component.DataSource;
import io.jenkins.plugins.packer.engine.config.ConfigurationCheck;
import io.jenkins.plugins.packer.hcl.value.Type;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.util.Map;

/** Yields what it is given: shows how data sources work, and lets one try them. Behaves as Packer's {@code datasource/null}. */
public final class NullDataSource implements DataSource<NullDataConfiguration> {

    @Override
    public String type() {
        return "null";
    }

    @Override
    public String summary() {
        return "Looks nothing up: its output is its input.";
    }

    @Override
    public Class<NullDataConfiguration> configurationType() {
        return NullDataConfiguration.class;
    }

    @Override
    public Type.ObjectType outputType() {
        return (Type.ObjectType) Type.object(Map.of("output", Type.STRING));
    }

    @Override
    public void check(NullDataConfiguration configuration, ConfigurationCheck check) {
        if (configuration.input().isEmpty()) {
            check.error(
                    "input", "Empty input", "The option \"input\" must not be empty: it is all that there is to read.");
        }
    }

    @Override
    public Value read(NullDataConfiguration configuration, DataContext context) {
        return Value.object(Map.of("output", Value.string(configuration.input())));
    }
}
