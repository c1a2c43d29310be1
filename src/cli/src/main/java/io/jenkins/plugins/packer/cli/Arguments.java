package io.jenkins.plugins.packer.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/** What a command line said of the flags and parameters that a command declares. */
final class Arguments {
    private final ParseResult result;

    Arguments(ParseResult result) {
        this.result = result;
    }

    /** The help, where it was asked for. */
    @Nullable
    String help() {
        return result.isUsageHelpRequested() ? new Flags(result.commandSpec()).help() : null;
    }

    /** The command within the command, such as {@code install} of {@code plugins}; empty where none was named. */
    String command() {
        return result.commandSpec().parent() == null
                ? ""
                : result.originalArgs().get(0);
    }

    boolean isSet(String toggle, boolean otherwise) {
        return result.matchedOptionValue("-" + toggle, otherwise);
    }

    String text(String flag, String otherwise) {
        return result.matchedOptionValue("-" + flag, otherwise);
    }

    int number(String flag, int otherwise) {
        return result.matchedOptionValue("-" + flag, otherwise);
    }

    /** Every value of a flag that may be repeated, in the order of the command line. */
    List<String> texts(String flag) {
        return result.matchedOptionValue("-" + flag, List.of());
    }

    /** The first parameter, or an empty text. */
    String parameter() {
        return result.matchedPositionalValue(0, "");
    }

    List<String> parameters() {
        return result.matchedPositionalValue(0, List.of());
    }
}
