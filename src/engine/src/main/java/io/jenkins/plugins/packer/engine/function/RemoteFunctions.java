package io.jenkins.plugins.packer.engine.function;

import io.jenkins.plugins.packer.engine.interpolate.InterpolationException;
import io.jenkins.plugins.packer.engine.interpolate.RemoteValues;
import io.jenkins.plugins.packer.hcl.eval.Function;
import io.jenkins.plugins.packer.hcl.eval.FunctionException;
import io.jenkins.plugins.packer.hcl.eval.Parameter;
import io.jenkins.plugins.packer.hcl.value.Mark;
import io.jenkins.plugins.packer.hcl.value.Type;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions that ask other systems. What Vault and components answer is sensitive. */
final class RemoteFunctions {
    private final RemoteValues remoteValues;

    RemoteFunctions(RemoteValues remoteValues) {
        this.remoteValues = remoteValues;
    }

    Function create(String name) {
        return switch (name) {
            case "consul_key" -> Function.takes("key", Type.STRING).returns(Type.STRING, this::consulKey);
            case "vault" ->
                Function.takes("path", Type.STRING).and("key", Type.STRING).returns(Type.STRING, this::vault);
            case "aws_secretsmanager" ->
                Function.takes("name", Type.STRING)
                        .and(Parameter.of("key", Type.STRING).allowingNull())
                        .returns(Type.STRING, arguments -> component(name, arguments));
            case "aws_secretsmanager_raw" ->
                Function.takes("name", Type.STRING).returns(Type.STRING, arguments -> component(name, arguments));
            default -> throw new IllegalArgumentException(name);
        };
    }

    private Value consulKey(List<Value> arguments) {
        try {
            return Value.string(remoteValues.consulKey(arguments.get(0).asString()));
        } catch (InterpolationException e) {
            throw new FunctionException(String.valueOf(e.getMessage()));
        }
    }

    private Value vault(List<Value> arguments) {
        try {
            return Value.string(remoteValues.vault(
                            arguments.get(0).asString(), arguments.get(1).asString()))
                    .withMark(Mark.SENSITIVE);
        } catch (InterpolationException e) {
            throw new FunctionException(String.valueOf(e.getMessage()));
        }
    }

    private Value component(String name, List<Value> arguments) {
        List<@Nullable String> texts = new ArrayList<>();
        for (Value argument : arguments) {
            texts.add(argument.isNull() ? null : argument.asString());
        }
        try {
            return Value.string(remoteValues.call(name, texts)).withMark(Mark.SENSITIVE);
        } catch (InterpolationException e) {
            throw new FunctionException(String.valueOf(e.getMessage()));
        }
    }
}
