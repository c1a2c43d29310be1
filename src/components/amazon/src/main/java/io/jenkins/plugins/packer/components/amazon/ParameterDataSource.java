package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.DataContext;
import io.jenkins.plugins.packer.engine.component.DataSource;
import io.jenkins.plugins.packer.engine.config.ConfigurationCheck;
import io.jenkins.plugins.packer.hcl.value.Mark;
import io.jenkins.plugins.packer.hcl.value.Type;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.util.Map;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * The {@code amazon-parameterstore} data source: reads a parameter of Systems Manager. The counterpart of
 * https://developer.hashicorp.com/packer/integrations/hashicorp/amazon/latest/components/data-source/parameterstore.
 */
final class ParameterDataSource implements DataSource<ParameterConfiguration> {

    @Override
    public String type() {
        return "amazon-parameterstore";
    }

    @Override
    public String summary() {
        return "Reads a parameter from the Parameter Store of AWS Systems Manager.";
    }

    @Override
    public Class<ParameterConfiguration> configurationType() {
        return ParameterConfiguration.class;
    }

    @Override
    public Type.ObjectType outputType() {
        return (Type.ObjectType) Type.object(Map.of("value", Type.STRING, "version", Type.STRING, "arn", Type.STRING));
    }

    @Override
    public void check(ParameterConfiguration configuration, ConfigurationCheck check) {
        configuration.access().check(check);
        if (configuration.name().isEmpty() && !check.isUnknown("name")) {
            check.error("name", "Missing name", "A name must be provided: the parameter's, such as /web/base-ami.");
        }
    }

    @Override
    public Value read(ParameterConfiguration configuration, DataContext context) throws ComponentException {
        String name = configuration.name();
        try (AwsConnection aws = AwsConnection.open(
                configuration.access(), context.environment(), context.directory(), context.cancellation())) {
            JsonNode answer = aws.systems(context.cancellation())
                    .call(
                            "Reading the parameter " + name,
                            "GetParameter",
                            Map.of(
                                    "Name",
                                    Value.string(name),
                                    "WithDecryption",
                                    Value.bool(configuration.withDecryption())));
            JsonNode parameter = answer.field("Parameter")
                    .orElseThrow(() -> new ComponentException(
                            "Reading the parameter " + name + " failed: AWS's answer has no parameter in it."));
            return value(parameter);
        } catch (AwsException e) {
            boolean version = e.code().equals("ParameterVersionNotFound");
            if (version || e.code().equals("ParameterNotFound")) {
                throw new AwsException(
                        "There is no parameter " + name + (version ? " of that version" : "")
                                + ". Check its name, the region and the account. (" + e.getMessage() + ")",
                        e.code(),
                        e);
            }
            throw e;
        }
    }

    private static Value value(JsonNode parameter) {
        Value value = Value.string(AwsJson.text(parameter, "Value").orElse(""));
        boolean secret = AwsJson.text(parameter, "Type").orElse("").equals("SecureString");
        return Value.object(Map.of(
                "value", secret ? value.withMark(Mark.SENSITIVE) : value,
                "version",
                        Value.string(
                                parameter.field("Version").map(JsonNode::text).orElse("")),
                "arn", Value.string(AwsJson.text(parameter, "ARN").orElse(""))));
    }
}
