package io.jenkins.plugins.packer.engine.function;

import io.jenkins.plugins.packer.hcl.eval.Function;
import io.jenkins.plugins.packer.hcl.eval.FunctionException;
import io.jenkins.plugins.packer.hcl.eval.Parameter;
import io.jenkins.plugins.packer.hcl.value.Quoted;
import io.jenkins.plugins.packer.hcl.value.Type;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** CSV and YAML. */
final class DocumentFunctions {
    private DocumentFunctions() {}

    static Function create(String name) {
        return switch (name) {
            case "csvdecode" ->
                Function.takes("str", Type.STRING)
                        .returnsAnything(arguments -> csv(arguments.get(0).asString()));
            case "yamldecode" ->
                Function.takes("src", Type.STRING)
                        .returnsAnything(
                                arguments -> YamlDecoder.decode(arguments.get(0).asString()));
            case "yamlencode" ->
                Function.takes(Parameter.of("value", Type.DYNAMIC)
                                .allowingNull()
                                .allowingDynamicType())
                        .returns(Type.STRING, arguments -> yaml(arguments.get(0)));
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Value yaml(Value value) {
        return value.isWhollyKnown() ? Value.string(YamlEncoder.encode(value)) : Value.unknown(Type.STRING);
    }

    private static Value csv(String text) {
        CsvReader reader = new CsvReader(text);
        List<String> header = reader.next();
        if (header == null) {
            throw new FunctionException("missing header line");
        }
        Map<String, Type> attributes = new HashMap<>();
        for (String name : header) {
            if (attributes.put(name, Type.STRING) != null) {
                throw new FunctionException("duplicate column name " + Quoted.of(name));
            }
        }
        List<Value> rows = new ArrayList<>();
        for (List<String> fields = reader.next(); fields != null; fields = reader.next()) {
            if (fields.size() != header.size()) {
                throw new FunctionException(
                        "CSV parse error on line " + reader.recordLine() + ": wrong number of fields");
            }
            Map<String, Value> row = new HashMap<>();
            for (int i = 0; i < fields.size(); i++) {
                row.put(header.get(i), Value.string(fields.get(i)));
            }
            rows.add(Value.object(row));
        }
        return Value.list(Type.object(attributes), rows);
    }
}
