package io.jenkins.plugins.packer.hcl;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Shows diagnostics to people, in the form that Packer's users know:
 *
 * <pre>
 * Error: Unsupported argument
 *
 *   on main.pkr.hcl line 3, in source "docker" "base":
 *    3:   imagee = "debian"
 *         ^^^^^^
 *
 * An argument named "imagee" is not expected here. Did you mean "image"?
 * </pre>
 *
 * The line of marks is ours; with colour, the offending part is underlined instead.
 */
public final class DiagnosticPrinter {
    private static final String RED = "\u001B[31m";
    private static final String YELLOW = "\u001B[33m";
    private static final String HIGHLIGHT = "\u001B[1;4m";
    private static final String RESET = "\u001B[0m";

    private final Function<String, @Nullable SourceFile> files;
    private final BlockHeaders headers;
    private final int width;
    private final boolean colour;

    /**
     * Makes a printer.
     *
     * @param files source by file name, null for a file whose source is not known
     * @param headers names the block around a place
     * @param width columns after which the detail's text is wrapped, 0 for no wrapping
     * @param colour whether to use VT100 sequences
     */
    public DiagnosticPrinter(
            Function<String, @Nullable SourceFile> files, BlockHeaders headers, int width, boolean colour) {
        this.files = files;
        this.headers = headers;
        this.width = width;
        this.colour = colour;
    }

    /** Diagnostics by file and place, those without a place first; the same one twice is there once. */
    public static List<Diagnostic> inOrder(Collection<Diagnostic> diagnostics) {
        List<Diagnostic> sorted = new ArrayList<>(new LinkedHashSet<>(diagnostics));
        sorted.sort(DiagnosticPrinter::compareByPlace);
        return sorted;
    }

    /** Written out, since the classes that {@code Comparator}'s factories make are in no archive of class data. */
    private static int compareByPlace(Diagnostic one, Diagnostic other) {
        SourceRange place = one.subject();
        SourceRange otherPlace = other.subject();
        if (place == null || otherPlace == null) {
            return Boolean.compare(place != null, otherPlace != null);
        }
        int files = place.filename().compareTo(otherPlace.filename());
        return files != 0
                ? files
                : Integer.compare(place.start().offset(), otherPlace.start().offset());
    }

    /** Text of all diagnostics, {@link #inOrder in order}. */
    public String print(Collection<Diagnostic> diagnostics) {
        StringBuilder out = new StringBuilder();
        for (Diagnostic diagnostic : inOrder(diagnostics)) {
            print(diagnostic, out);
        }
        return out.toString();
    }

    /** Text of one diagnostic, an empty line at its end. */
    public String print(Diagnostic diagnostic) {
        StringBuilder out = new StringBuilder();
        print(diagnostic, out);
        return out.toString();
    }

    private void print(Diagnostic diagnostic, StringBuilder out) {
        String severity = diagnostic.isError() ? "Error" : "Warning";
        if (colour) {
            out.append(diagnostic.isError() ? RED : YELLOW).append(severity).append(RESET);
        } else {
            out.append(severity);
        }
        out.append(": ").append(diagnostic.summary()).append("\n\n");
        SourceRange subject = diagnostic.subject();
        if (subject != null) {
            printPlace(diagnostic, subject, out);
            printValues(diagnostic.values(), out);
        }
        if (!diagnostic.detail().isEmpty()) {
            wrap(diagnostic.detail(), out);
            out.append("\n\n");
        }
    }

    private void printPlace(Diagnostic diagnostic, SourceRange subject, StringBuilder out) {
        out.append("  on ")
                .append(subject.filename())
                .append(" line ")
                .append(subject.start().line());
        SourceFile file = files.apply(subject.filename());
        if (file == null) {
            out.append(":\n  (source code not available)\n\n");
            return;
        }
        String header = headers.around(file, subject.start().offset());
        if (header != null) {
            out.append(", in ").append(header);
        }
        out.append(":\n");
        printLines(file.bytes(), subject, diagnostic.context(), out);
        out.append('\n');
    }

    private void printLines(byte[] source, SourceRange subject, @Nullable SourceRange context, StringBuilder out) {
        int from = subject.start().offset();
        int to = Math.max(subject.end().offset(), from + 1);
        if (context != null) {
            from = Math.min(from, context.start().offset());
            to = Math.max(to, context.end().offset());
        }
        int line = 1;
        int start = 0;
        while (start < source.length && start < to) {
            int end = start;
            while (end < source.length && source[end] != '\n') {
                end++;
            }
            if (end >= from) {
                printLine(source, start, end, line, subject, out);
            }
            start = end + 1;
            line++;
        }
    }

    private void printLine(byte[] source, int start, int end, int line, SourceRange subject, StringBuilder out) {
        int textEnd = end > start && source[end - 1] == '\r' ? end - 1 : end;
        int markStart = clamp(subject.start().offset(), start, textEnd);
        int markEnd = clamp(subject.end().offset(), markStart, textEnd);
        String number = Integer.toString(line);
        out.append(" ".repeat(Math.max(0, 4 - number.length()))).append(number).append(": ");
        if (colour && markEnd > markStart) {
            append(source, start, markStart, out);
            out.append(HIGHLIGHT);
            append(source, markStart, markEnd, out);
            out.append(RESET);
            append(source, markEnd, textEnd, out);
            out.append('\n');
            return;
        }
        append(source, start, textEnd, out);
        out.append('\n');
        boolean ownLine = subject.start().line() == line
                && (subject.end().line() == line
                        || subject.end().column() == 1 && subject.end().line() == line + 1);
        if (!colour && ownLine) {
            printMarks(source, start, subject, out);
        }
    }

    /** Marks in columns of grapheme clusters; tabs before them stay tabs, so that both lines are as wide. */
    private static void printMarks(byte[] source, int start, SourceRange subject, StringBuilder out) {
        out.append("      ");
        int before = subject.start().column() - 1;
        for (int i = 0; i < before; i++) {
            out.append(start + i < source.length && source[start + i] == '\t' ? '\t' : ' ');
        }
        boolean oneLine = subject.start().line() == subject.end().line();
        int marks = oneLine ? subject.end().column() - subject.start().column() : 1;
        out.append("^".repeat(Math.max(1, marks))).append('\n');
    }

    private static int clamp(int value, int low, int high) {
        return Math.max(low, Math.min(value, high));
    }

    /** A piece of the source; control characters in it are not let through to the terminal. */
    private static void append(byte[] source, int start, int end, StringBuilder out) {
        String text = new String(source, start, end - start, StandardCharsets.UTF_8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.append(c != '\t' && Character.isISOControl(c) ? '\uFFFD' : c);
        }
    }

    private static void printValues(List<Diagnostic.ShownValue> values, StringBuilder out) {
        for (int i = 0; i < values.size(); i++) {
            Diagnostic.ShownValue value = values.get(i);
            out.append(i == 0 ? "with " : "     ")
                    .append(value.traversal())
                    .append(' ')
                    .append(value.statement())
                    .append(i == values.size() - 1 ? ".\n\n" : ",\n");
        }
    }

    /** Breaks lines at blanks; lines that the detail has already stay apart, and a long word stays whole. */
    private void wrap(String text, StringBuilder out) {
        int column = 0;
        int at = 0;
        while (at < text.length()) {
            int blanks = at;
            while (blanks < text.length() && text.charAt(blanks) == ' ') {
                blanks++;
            }
            int end = blanks;
            while (end < text.length() && text.charAt(end) != ' ' && text.charAt(end) != '\n') {
                end++;
            }
            if (width > 0 && column > 0 && end > blanks && column + end - at > width) {
                out.append('\n').append(text, blanks, end);
                column = end - blanks;
            } else {
                out.append(text, at, end);
                column += end - at;
            }
            at = end;
            if (at < text.length() && text.charAt(at) == '\n') {
                out.append('\n');
                column = 0;
                at++;
            }
        }
    }
}
