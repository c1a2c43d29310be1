package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.engine.gotemplate.GoFunction;
import io.jenkins.plugins.packer.engine.gotemplate.GoType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code clean_resource_name} of Go templates: puts a dash where a character is not allowed in the name of an image. A
 * character of several bytes gives as many dashes, as in Packer.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateImage.html">CreateImage</a>
 */
record CleanImageName() implements GoFunction {
    private static final String ALLOWED = "()[] ./-'@_";

    /** As a component has it. */
    static Map<String, GoFunction> function() {
        return Map.of("clean_resource_name", new CleanImageName());
    }

    @Override
    public List<GoType> parameters() {
        return List.of(GoType.STRING);
    }

    @Override
    public String call(List<@Nullable Object> arguments) {
        StringBuilder clean = new StringBuilder();
        for (byte each : String.valueOf(arguments.get(0)).getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (each & 0xff);
            boolean allowed =
                    c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || ALLOWED.indexOf(c) >= 0;
            clean.append(allowed ? c : '-');
        }
        return clean.toString();
    }
}
