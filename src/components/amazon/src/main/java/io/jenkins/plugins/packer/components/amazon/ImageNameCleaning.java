package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.components.amazon.options.AmiOptions;
import io.jenkins.plugins.packer.engine.gotemplate.GoFunction;
import io.jenkins.plugins.packer.engine.gotemplate.GoType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The function {@code clean_resource_name} of Go templates as Packer's amazon plugin has it: each byte that the name of an
 * image may not have becomes a hyphen, so that a letter outside of ASCII becomes several.
 */
final class ImageNameCleaning implements GoFunction {
    /** The functions that Go templates in options of the builders can call beside Packer's. */
    static final Map<String, GoFunction> FUNCTIONS = Map.of("clean_resource_name", new ImageNameCleaning());

    private ImageNameCleaning() {}

    @Override
    public List<GoType> parameters() {
        return List.of(GoType.STRING);
    }

    @Override
    public Object call(List<@Nullable Object> arguments) {
        byte[] name = String.valueOf(arguments.get(0)).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < name.length; i++) {
            if (!AmiOptions.isOfNames(name[i])) {
                name[i] = '-';
            }
        }
        return new String(name, StandardCharsets.US_ASCII);
    }
}
