package io.jenkins.plugins.packer.cli;

import io.jenkins.plugins.packer.hcl.SimilarName;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.MissingArgumentException;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.UnrecognizedOptionException;

/**
 * Reads a command line as Go's {@code flag} package does, except that flags may follow parameters. The library has rules of
 * its own for what may stand for a flag, or for its value: it takes {@code -only5} for {@code -only} with a value, a word
 * after a switch for the switch's value, and no value that begins like a flag. So it is handed every flag in the one form
 * that leaves it no choice, {@code --name=value}.
 *
 * @see <a href="https://pkg.go.dev/flag#hdr-Command_line_flag_syntax">Command line flag syntax</a>
 */
final class FlagReader {
    private static final String END_OF_FLAGS = "--";

    /** What shorter words have in common with a flag's name says nothing. */
    private static final int TELLING = 3;

    private final Flags flags;
    private final Options options;

    FlagReader(Flags flags, Options options) {
        this.flags = flags;
        this.options = options;
    }

    /**
     * Reads it.
     *
     * @throws UsageException when it is not one that the flags allow
     */
    Arguments read(List<String> words) throws UsageException {
        List<String> plain = new ArrayList<>();
        if (asksForHelp(words, plain)) {
            return Arguments.askForHelp(flags);
        }
        CommandLine line = parse(plain);
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (Option option : line.getOptions()) {
            List<String> given = values.get(option.getLongOpt());
            if (given == null) {
                given = new ArrayList<>();
                values.put(option.getLongOpt(), given);
            }
            addValues(option, given);
        }
        List<String> parameters = line.getArgList();
        checkNumber(parameters, values);
        return new Arguments(values, parameters);
    }

    /** Writes the words in the form for the library, up to one that asks for the help, for which all else does not matter. */
    private boolean asksForHelp(List<String> words, List<String> plain) throws UsageException {
        Iterator<String> left = words.iterator();
        while (left.hasNext()) {
            String word = left.next();
            if (word.equals(END_OF_FLAGS)) {
                plain.add(word);
                while (left.hasNext()) {
                    plain.add(left.next());
                }
            } else if (word.length() < 2 || word.charAt(0) != '-') {
                plain.add(word);
            } else {
                String flag = word.substring(word.startsWith("--") ? 2 : 1);
                int equals = flag.indexOf('=');
                String name = equals < 0 ? flag : flag.substring(0, equals);
                if (name.isEmpty() || name.charAt(0) == '-') {
                    throw new UsageException("\"" + word + "\" is not a flag: one has a name after one dash or two."
                            + " Write what is no flag after \"--\".");
                }
                if (name.equals(Flags.HELP) || name.equals("h")) {
                    return true;
                }
                plain.add("--" + flag + (equals < 0 ? value(name, left) : ""));
            }
        }
        return false;
    }

    /** What a flag without an equals sign means: a switch is on, for any other the next word is the value. */
    private String value(String name, Iterator<String> next) {
        if (!options.hasLongOption(name)) {
            return "";
        }
        if (flags.isToggle(name)) {
            return "=true";
        }
        return next.hasNext() ? "=" + next.next() : "";
    }

    private CommandLine parse(List<String> plain) throws UsageException {
        DefaultParser parser = DefaultParser.builder()
                .setAllowPartialMatching(false)
                .setStripLeadingAndTrailingQuotes(false)
                .get();
        try {
            return parser.parse(options, plain.toArray(new String[0]));
        } catch (UnrecognizedOptionException e) {
            throw unknown(e.getOption());
        } catch (MissingArgumentException e) {
            String name = e.getOption().getLongOpt();
            throw new UsageException("-" + name + " wants a value: -" + name + " " + flags.label(name));
        } catch (ParseException e) {
            throw new UsageException(e.getMessage());
        }
    }

    /** Names the flag without its value, which may be a secret. */
    private UsageException unknown(String plain) {
        int equals = plain.indexOf('=');
        String name = plain.substring(2, equals < 0 ? plain.length() : equals);
        return new UsageException("There is no flag -" + name + "." + suggestion(name));
    }

    private String suggestion(String name) {
        Optional<String> similar = SimilarName.to(name, flags.names());
        if (similar.isPresent()) {
            return " Did you mean -" + similar.get() + "?";
        }
        for (String known : flags.names()) {
            if (name.length() >= TELLING && (known.startsWith(name) || name.startsWith(known))) {
                return " Did you mean -" + known + "?";
            }
        }
        return "";
    }

    private static void addValues(Option option, List<String> values) throws UsageException {
        List<String> given = option.getValuesList();
        if (option.hasOptionalArg()) {
            values.add(truth(option, given.get(0)));
        } else if (option.getType() == Integer.class) {
            values.add(number(option, given.get(0)));
        } else if (option.hasValueSeparator()) {
            // Nothing stands after a comma at the end.
            int end = given.size();
            while (end > 1 && given.get(end - 1).isEmpty()) {
                end--;
            }
            values.addAll(given.subList(0, end));
        } else {
            values.addAll(given);
        }
    }

    /** Go's words for it, in any case. */
    private static String truth(Option option, String value) throws UsageException {
        if (value.equals("1") || value.equalsIgnoreCase("t") || value.equalsIgnoreCase("true")) {
            return "true";
        }
        if (value.equals("0") || value.equalsIgnoreCase("f") || value.equalsIgnoreCase("false")) {
            return "false";
        }
        throw new UsageException("-" + option.getLongOpt() + " wants true or false, but got \"" + value + "\".");
    }

    /**
     * Go's notation, as Java reads it: decimal, {@code 0x} and hexadecimal, {@code 0} and octal. Go has 64 bits; a number that
     * is out of this program's reach is as good as the greatest within.
     */
    private static String number(Option option, String value) throws UsageException {
        try {
            if (value.indexOf('#') < 0) {
                return String.valueOf(Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, Long.decode(value))));
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new UsageException("-" + option.getLongOpt() + " wants a whole number, but got \"" + value + "\".");
    }

    private void checkNumber(List<String> given, Map<String, List<String>> values) throws UsageException {
        List<Flags.Parameter> declared = flags.parameters();
        if (given.size() < declared.size() && declared.get(given.size()).required()) {
            throw new UsageException(
                    "Missing required parameter: " + declared.get(given.size()).label() + ".");
        }
        if (given.size() <= declared.size()
                || !declared.isEmpty() && declared.get(declared.size() - 1).repeated()) {
            return;
        }
        String first = given.get(declared.size());
        if (!flags.commands().isEmpty()) {
            throw new UsageException("There is no command \"" + first + "\" of " + flags.name() + ", but "
                    + String.join(", ", flags.commands().keySet()) + ".");
        }
        throw new UsageException("Too many parameters, from \"" + first + "\"." + hint(given, values));
    }

    /** Some programs take the word after a switch for its value. */
    private String hint(List<String> given, Map<String, List<String>> values) {
        if (given.contains("true") || given.contains("false")) {
            for (String name : values.keySet()) {
                if (flags.isToggle(name)) {
                    return " A switch has its value after an equals sign: -" + name + "=false.";
                }
            }
        }
        return "";
    }
}
