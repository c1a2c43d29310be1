package io.jenkins.plugins.packer.hcl.syntax;

import io.jenkins.plugins.packer.hcl.Diagnostic;
import io.jenkins.plugins.packer.hcl.Diagnostics;

/**
 * Reports the tokens that are wrong wherever they stand, with a hint at what was likely meant. A habit of another
 * language shows up many times in a file, so most kinds are reported a few times only.
 */
final class LexicalMistakes {
    private static final int BITWISE_REPORTS = 4;

    /** More reports than this of one file nobody reads: it is likely no HCL at all. */
    private static final int MAX_REPORTS = 1_000;

    private final Tokens tokens;
    private final Diagnostics diagnostics;
    private int bitwise;
    private int backticks;
    private int apostrophes;
    private boolean semicolon;
    private boolean encoding;
    private int reports;

    private LexicalMistakes(Tokens tokens, Diagnostics diagnostics) {
        this.tokens = tokens;
        this.diagnostics = diagnostics;
    }

    static void report(Tokens tokens, Diagnostics diagnostics) {
        if (!tokens.hasMistakes()) {
            return;
        }
        LexicalMistakes mistakes = new LexicalMistakes(tokens, diagnostics);
        for (int token = 0; token < tokens.size() && mistakes.reports < MAX_REPORTS; token++) {
            TokenType type = tokens.type(token);
            if (type.isMistake()) {
                mistakes.report(token, type);
            }
        }
    }

    private void report(int token, TokenType type) {
        switch (type) {
            case BITWISE_AND -> bitwise(token, " Did you mean boolean AND (\"&&\")?");
            case BITWISE_OR -> bitwise(token, " Did you mean boolean OR (\"||\")?");
            case BITWISE_NOT -> bitwise(token, " Did you mean boolean NOT (\"!\")?");
            case BITWISE_XOR -> bitwise(token, "");
            case BACKTICK -> {
                // Every other one only: a pair surrounds one string.
                if (backticks % 2 == 0) {
                    error(
                            token,
                            "Invalid character",
                            "The \"`\" character is not valid. A string of several lines is written as a \"heredoc\","
                                    + " which starts like \"<<EOT\".");
                }
                backticks += backticks <= 2 ? 1 : 0;
            }
            case APOSTROPHE -> {
                if (apostrophes % 2 == 0) {
                    error(
                            token,
                            "Invalid character",
                            "Single quotes are not valid. Strings are enclosed in double quotes (\").");
                }
                apostrophes += apostrophes <= 2 ? 1 : 0;
            }
            case SEMICOLON -> {
                if (!semicolon) {
                    error(
                            token,
                            "Invalid character",
                            "The \";\" character is not valid. Arguments and blocks are separated by newlines, items"
                                    + " of collections by commas.");
                }
                semicolon = true;
            }
            case BAD_UTF8 -> {
                if (!encoding) {
                    error(
                            token,
                            "Invalid character encoding",
                            "The file is not encoded in UTF-8. Choose UTF-8 as the encoding in your editor and save it"
                                    + " again.");
                }
                encoding = true;
            }
            case QUOTED_NEWLINE ->
                error(
                        token,
                        "Invalid multi-line string",
                        "A quoted string may not be split over several lines. Write \\n for a newline in it, or use the"
                                + " \"heredoc\" syntax for text of several lines.");
            default -> {
                String text = tokens.text(token);
                if (text.equals("\u201C") || text.equals("\u201D")) {
                    error(
                            token,
                            "Invalid character",
                            "\"Curly quotes\" are not valid here. They often come in when text is copied from a document"
                                    + " or a forum. Replace them with \"straight quotes\".");
                } else {
                    error(token, "Invalid character", "This character is not used within the language.");
                }
            }
        }
    }

    private void bitwise(int token, String suggestion) {
        if (bitwise < BITWISE_REPORTS) {
            error(token, "Unsupported operator", "Bitwise operators are not supported." + suggestion);
            bitwise++;
        }
    }

    private void error(int token, String summary, String detail) {
        reports++;
        diagnostics.add(Diagnostic.error(summary, detail, tokens.range(token)));
    }
}
