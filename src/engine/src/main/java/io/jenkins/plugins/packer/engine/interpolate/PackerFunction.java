package io.jenkins.plugins.packer.engine.interpolate;

import static io.jenkins.plugins.packer.engine.gotemplate.GoType.INT;
import static io.jenkins.plugins.packer.engine.gotemplate.GoType.STRING;

import io.jenkins.plugins.packer.engine.gotemplate.GoType;
import java.util.List;
import java.util.Locale;

/**
 * The functions that Packer adds to Go templates, with their parameters.
 *
 * @see <a href="https://developer.hashicorp.com/packer/docs/templates/legacy_json_templates/engine">template engine</a>
 */
enum PackerFunction {
    BUILD_NAME,
    BUILD_TYPE,
    ENV(STRING),
    ISOTIME(true, STRING),
    STRFTIME(STRING),
    PWD,
    SPLIT(STRING, STRING, INT),
    TEMPLATE_DIR,
    TIMESTAMP,
    UUID,
    USER(STRING),
    PACKER_VERSION,
    CONSUL_KEY(STRING),
    VAULT(STRING, STRING),
    SED(STRING, STRING),
    BUILD(STRING),
    AWS_SECRETSMANAGER(true, STRING),
    AWS_SECRETSMANAGER_RAW(STRING),
    REPLACE(STRING, STRING, INT, STRING),
    REPLACE_ALL(STRING, STRING, STRING),
    UPPER(STRING),
    LOWER(STRING);

    private final boolean variadic;
    private final List<GoType> parameters;

    PackerFunction(GoType... parameters) {
        this(false, parameters);
    }

    PackerFunction(boolean variadic, GoType... parameters) {
        this.variadic = variadic;
        this.parameters = List.of(parameters);
    }

    /** As templates call it. */
    String functionName() {
        return name().toLowerCase(Locale.ROOT);
    }

    List<GoType> parameters() {
        return parameters;
    }

    boolean variadic() {
        return variadic;
    }
}
