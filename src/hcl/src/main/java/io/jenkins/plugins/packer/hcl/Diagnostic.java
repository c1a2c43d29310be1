package io.jenkins.plugins.packer.hcl;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with what the user wrote, or worth telling. Nothing in this project throws for a user's
 * mistake in a template: it adds one of these to {@link Diagnostics}.
 *
 * @param severity error or warning
 * @param summary what is wrong, a few words without a full stop
 * @param detail whole sentences: what was found, why it is wrong and what to do; may be empty
 * @param subject the offending part, or null where no part of a file is to blame
 * @param context a wider range that helps to understand the subject, or null
 * @param values values of the variables in the offending expression, in the order in which they are shown
 */
public record Diagnostic(
        Severity severity,
        String summary,
        String detail,
        @Nullable SourceRange subject,
        @Nullable SourceRange context,
        List<ShownValue> values) {

    /**
     * A variable of the offending expression and what it was.
     *
     * @param traversal as written, such as {@code var.region}
     * @param statement the rest of the sentence, such as {@code is "eu-west-1"} or {@code has a sensitive value}
     */
    public record ShownValue(String traversal, String statement) {}

    public Diagnostic {
        values = List.copyOf(values);
    }

    public static Diagnostic error(String summary, String detail, @Nullable SourceRange subject) {
        return new Diagnostic(Severity.ERROR, summary, detail, subject, null, List.of());
    }

    public static Diagnostic warning(String summary, String detail, @Nullable SourceRange subject) {
        return new Diagnostic(Severity.WARNING, summary, detail, subject, null, List.of());
    }

    public Diagnostic withContext(@Nullable SourceRange range) {
        return new Diagnostic(severity, summary, detail, subject, range, values);
    }

    public Diagnostic withValues(List<ShownValue> shown) {
        return new Diagnostic(severity, summary, detail, subject, context, shown);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }
}
