package io.jenkins.plugins.packer.components.ansible;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.StepContext;
import io.jenkins.plugins.packer.hcl.value.Value;
import io.jenkins.plugins.packer.hcl.value.ValueJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps secrets out of the arguments of ansible-playbook, which everybody on this machine can read: variables that hold
 * one go by file.
 */
final class SecretArguments {
    private static final String SHORT = "-e";
    private static final String LONG = "--extra-vars";

    private final StepContext context;
    private final PrivateFiles files;
    private int written;

    SecretArguments(StepContext context, PrivateFiles files) {
        this.context = context;
        this.files = files;
    }

    /** As in Packer, the value of a variable whose name tells that it is a secret is one. */
    void learn(List<String> arguments) {
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            String name = argument.substring(0, Math.max(equals, 0)).toLowerCase(Locale.ROOT);
            if (name.contains("password") || name.contains("secret")) {
                context.secrets().add(argument.substring(equals + 1));
            }
        }
    }

    /** The arguments, with secret variables in files. */
    List<String> hidden(List<String> arguments) throws ComponentException {
        List<String> result = new ArrayList<>();
        boolean variables = false;
        for (String argument : arguments) {
            if (!isSecret(argument)) {
                result.add(argument);
            } else if (variables) {
                result.add(moved(argument));
            } else if (argument.startsWith(LONG + "=")) {
                result.addAll(List.of(SHORT, moved(argument.substring(LONG.length() + 1))));
            } else if (argument.startsWith(SHORT) && argument.length() > SHORT.length()) {
                result.addAll(List.of(SHORT, moved(argument.substring(SHORT.length()))));
            } else {
                result.add(visible(argument));
            }
            variables = argument.equals(SHORT) || argument.equals(LONG);
        }
        return result;
    }

    /** The argument that names a file with these variables. */
    String variables(Map<String, String> variables) throws ComponentException {
        Map<String, Value> members = new LinkedHashMap<>();
        variables.forEach((name, value) -> members.put(name, Value.string(value)));
        return "@" + files.write("variables-" + ++written + ".json", ValueJson.encode(Value.object(members)));
    }

    private String moved(String text) throws ComponentException {
        String stripped = text.strip();
        if (stripped.startsWith("{") || stripped.startsWith("[")) {
            return "@" + files.write("variables-" + ++written + ".yml", text);
        }
        Optional<Map<String, String>> assignments = assignments(stripped);
        return assignments.isPresent() ? variables(assignments.get()) : visible(text);
    }

    private String visible(String argument) {
        context.ui()
                .message("Warning: extra_arguments puts a sensitive value on a command line, where other users of this"
                        + " machine can read it. Give it as a variable instead: \"--extra-vars\", \"name=value\".");
        return argument;
    }

    private boolean isSecret(String text) {
        return !context.secrets().redact(text).equals(text);
    }

    /**
     * Reads variables as Ansible does ({@code ansible/parsing/splitter.py}): words, in which quotes and double braces
     * hold white space together, each a name, an equals sign and a value that may be quoted. Escapes are left to Ansible.
     */
    static Optional<Map<String, String>> assignments(String text) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (String word : words(text)) {
            int equals = word.indexOf('=');
            if (equals < 1 || word.indexOf('\\') >= 0) {
                return Optional.empty();
            }
            String value = word.substring(equals + 1);
            boolean quoted = value.length() > 1
                    && (value.charAt(0) == '\'' || value.charAt(0) == '"')
                    && value.charAt(0) == value.charAt(value.length() - 1);
            variables.put(word.substring(0, equals), quoted ? value.substring(1, value.length() - 1) : value);
        }
        return Optional.of(variables);
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        char quote = 0;
        int braces = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote == 0 && braces == 0 && Character.isWhitespace(c)) {
                if (!word.isEmpty()) {
                    words.add(word.toString());
                    word.setLength(0);
                }
                continue;
            }
            word.append(c);
            if (c == quote) {
                quote = 0;
            } else if (quote == 0 && (c == '\'' || c == '"')) {
                quote = c;
            } else if (text.startsWith("{{", i)) {
                braces++;
            } else if (text.startsWith("}}", i) && braces > 0) {
                braces--;
            }
        }
        if (!word.isEmpty()) {
            words.add(word.toString());
        }
        return words;
    }
}
