package io.jenkins.plugins.packer.hcl.syntax;

import io.jenkins.plugins.packer.hcl.SourcePosition;
import io.jenkins.plugins.packer.hcl.SourceRange;
import org.jspecify.annotations.Nullable;

/** What a template is cut into before its directives are matched up. */
sealed interface TemplatePart {
    SourceRange range();

    /** Literal text; trim markers, dedenting and joining change it in place. */
    final class Text implements TemplatePart {
        private final String filename;
        String value;
        SourcePosition start;
        SourcePosition end;

        Text(String value, SourceRange range) {
            this.filename = range.filename();
            this.value = value;
            this.start = range.start();
            this.end = range.end();
        }

        @Override
        public SourceRange range() {
            return new SourceRange(filename, start, end);
        }
    }

    /** <code>${expression}</code>. */
    record Interpolation(Expression expression, SourceRange range) implements TemplatePart {}

    /** <code>%{if condition}</code>. */
    record If(Expression condition, SourceRange range) implements TemplatePart {}

    /** <code>%{for key, value in collection}</code>. */
    record For(@Nullable String keyVariable, String valueVariable, Expression collection, SourceRange range)
            implements TemplatePart {}

    /** <code>%{else}</code>, <code>%{endif}</code> or <code>%{endfor}</code>. */
    record Closing(String keyword, SourceRange range) implements TemplatePart {}

    /** The end of the template; always the last part. */
    record End(SourceRange range) implements TemplatePart {}
}
