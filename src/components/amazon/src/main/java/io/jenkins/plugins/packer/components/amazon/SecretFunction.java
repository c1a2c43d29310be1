package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.components.amazon.options.AccessOptions;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.TemplateFunction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code aws_secretsmanager} and {@code aws_secretsmanager_raw}: read a secret with the credentials and the region of the
 * environment and of AWS's configuration files. See
 * https://developer.hashicorp.com/packer/docs/templates/hcl_templates/functions/contextual/aws_secretsmanager.
 *
 * @param raw whether it gives the secret's text as it is
 */
record SecretFunction(boolean raw) implements TemplateFunction {

    @Override
    public String name() {
        return raw ? "aws_secretsmanager_raw" : "aws_secretsmanager";
    }

    @Override
    public String call(List<@Nullable String> arguments, Caller caller) throws ComponentException {
        String name = arguments.get(0);
        if (name == null || name.isEmpty()) {
            throw new ComponentException("At least one secret name must be provided: " + name() + " got an empty one.");
        }
        String text;
        try (AwsConnection aws = AwsConnection.open(
                AccessOptions.ofEnvironment(), caller.environment(), caller.directory(), caller.cancellation())) {
            text = aws.secrets(caller.cancellation())
                    .read(name, "VersionStage", Secrets.CURRENT)
                    .text()
                    .orElseThrow(() -> new ComponentException("The secret " + name
                            + " is not a text. The data source amazon-secretsmanager reads bytes."));
        }
        return raw ? text : value(name, text, arguments.get(1));
    }

    private static String value(String name, String text, @Nullable String key) throws ComponentException {
        SecretText secret = SecretText.of(name, text);
        if (secret.values().isEmpty()) {
            return text;
        }
        boolean keyed = key != null && !key.isEmpty();
        if (!keyed && secret.size() > 1) {
            throw new ComponentException("The secret " + name + " has " + secret.size()
                    + " values and no key was given. Name one: aws_secretsmanager(\"" + name + "\", \"KEY\").");
        }
        return (keyed ? secret.value(key) : secret.first())
                .orElseThrow(() -> new ComponentException("The secret " + name
                        + (keyed ? " has no value \"" + key + "\"." : " is an object without values.")
                        + " Check what is stored in it."));
    }
}
