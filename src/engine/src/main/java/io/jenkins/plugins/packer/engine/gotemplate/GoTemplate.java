package io.jenkins.plugins.packer.engine.gotemplate;

import io.jenkins.plugins.packer.engine.gotemplate.Node.Statement;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A parsed Go template. Immutable.
 *
 * <p>It behaves as Go's text/template of Packer's Go, with its default for missing keys, with these limits: values are
 * text, not bytes, so that what is not UTF-8 is refused; there are no complex numbers, no values that are functions, and
 * no addresses ({@code %p}); nesting, the number of steps and the size of the result are bounded.
 *
 * @see <a href="https://pkg.go.dev/text/template">text/template</a>
 */
public final class GoTemplate {
    private final Source source;
    private final FunctionNames functions;
    private final Map<String, List<Statement>> templates;

    private GoTemplate(Source source, FunctionNames functions, Map<String, List<Statement>> templates) {
        this.source = source;
        this.functions = functions;
        this.templates = templates;
    }

    /**
     * Parses a template without executing anything.
     *
     * @param text the template
     * @param functions what it can call beside Go's built-in functions, by name
     * @throws GoTemplateException if it is malformed, or names a function that does not exist
     */
    public static GoTemplate parse(String text, Map<String, GoFunction> functions) throws GoTemplateException {
        Source source = new Source(text);
        FunctionNames names = new FunctionNames(functions);
        return new GoTemplate(source, names, new Parser(source, names).parse());
    }

    /** Whether a text has anything to execute; a text without braces is its own result. */
    public static boolean hasActions(String text) {
        return text.contains("{{");
    }

    /**
     * Executes the template.
     *
     * @param data what the dot is: a map of strings to values, as a rule
     * @throws GoTemplateException if a function fails, a value is not what is needed, or a limit is exceeded
     */
    public String execute(@Nullable Object data) throws GoTemplateException {
        return new Executor(source, functions, templates).execute(data);
    }
}
