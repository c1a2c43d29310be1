package io.jenkins.plugins.packer.hcl.eval;

import io.jenkins.plugins.packer.hcl.value.Mark;
import io.jenkins.plugins.packer.hcl.value.Quoted;
import io.jenkins.plugins.packer.hcl.value.Type;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Takes sensitive arguments out of what a function says is wrong with them: nobody else knows what they came to. */
final class SecretArguments {
    private static final String HIDDEN = "(sensitive value)";

    private SecretArguments() {}

    /** The reason without the texts of the arguments that are sensitive, or have something sensitive in them. */
    static String hide(String reason, List<Value> arguments) {
        List<String> secrets = new ArrayList<>();
        for (Value argument : arguments) {
            if (argument.marksDeep().contains(Mark.SENSITIVE)) {
                collect(argument.unmarkDeep(), secrets);
            }
        }
        secrets.sort(Comparator.comparingInt(String::length).reversed());
        String shown = reason;
        for (String secret : secrets) {
            shown = shown.replace(secret, HIDDEN);
        }
        return shown;
    }

    private static void collect(Value value, List<String> texts) {
        if (value.isNull() || !value.isKnown()) {
            return;
        }
        if (value.type().equals(Type.STRING)) {
            String text = value.asString();
            if (!text.isBlank()) {
                texts.add(text);
                String quoted = Quoted.of(text);
                texts.add(quoted.substring(1, quoted.length() - 1));
            }
        } else if (value.type().isIterable()) {
            for (Value element : value.elements()) {
                collect(element, texts);
            }
        }
    }
}
