package io.jenkins.plugins.packer.engine.gotemplate;

import io.jenkins.plugins.packer.engine.gotemplate.Node.Pipeline;
import io.jenkins.plugins.packer.engine.gotemplate.Node.Statement;
import io.jenkins.plugins.packer.engine.gotemplate.Token.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Recursive descent over the tokens of a template; operands are {@link OperandParser}'s. */
final class Parser {
    /** The name of the template that a text is, as Packer calls it. */
    static final String ROOT = "root";

    private static final int MAXIMUM_NESTING = 200;

    private final Source source;
    private final TokenStream tokens;
    private final OperandParser operands;
    private final Map<String, List<Statement>> templates = new HashMap<>();
    private int rangeDepth;
    private int nesting;

    Parser(Source source, FunctionNames functions) {
        this.source = source;
        Lexer lexer = new Lexer(source.text(), !functions.isAdded("break"), !functions.isAdded("continue"));
        this.tokens = new TokenStream(source, lexer.tokens());
        this.operands = new OperandParser(source, tokens, functions);
    }

    /** The templates by name, {@link #ROOT} among them. */
    Map<String, List<Statement>> parse() throws GoTemplateException {
        List<Statement> root = new ArrayList<>();
        while (!tokens.peek().is(Kind.EOF)) {
            int mark = tokens.mark();
            if (tokens.next().is(Kind.LEFT_DELIMITER) && tokens.nextNonSpace().is(Kind.DEFINE)) {
                definition();
                continue;
            }
            tokens.reset(mark);
            Object item = textOrAction();
            if (item instanceof Token token) {
                throw source.error(token.offset(), "unexpected {{" + token.text() + "}}: there is nothing it ends");
            }
            root.add((Statement) item);
        }
        add(ROOT, root, 0);
        return templates;
    }

    private void definition() throws GoTemplateException {
        Token name = tokens.nextNonSpace();
        String unquoted = operands.templateName(name, "define clause");
        tokens.expect(Kind.RIGHT_DELIMITER, "define clause");
        add(unquoted, separateBody("define clause"), name.offset());
    }

    /** A body that sees neither the variables nor the loops around it. */
    private List<Statement> separateBody(String context) throws GoTemplateException {
        List<String> outerVariables = operands.enterTemplate();
        int outerRanges = rangeDepth;
        rangeDepth = 0;
        List<Statement> body = new ArrayList<>();
        Token end = statements(body);
        if (!end.is(Kind.END)) {
            throw source.error(end.offset(), "unexpected {{else}} in " + context);
        }
        rangeDepth = outerRanges;
        operands.leaveTemplate(outerVariables);
        return body;
    }

    private void add(String name, List<Statement> body, int offset) throws GoTemplateException {
        List<Statement> known = templates.get(name);
        if (known == null || isBlank(known)) {
            templates.put(name, body);
        } else if (!isBlank(body)) {
            throw source.error(
                    offset, "multiple definition of template " + GoQuote.quote(name) + ": give one another name");
        }
    }

    private static boolean isBlank(List<Statement> body) {
        for (Statement statement : body) {
            if (!(statement instanceof Node.Text text) || !text.text().isBlank()) {
                return false;
            }
        }
        return true;
    }

    /** Reads statements to the {@code end} or {@code else} that ends them, and returns that. */
    private Token statements(List<Statement> into) throws GoTemplateException {
        if (++nesting > MAXIMUM_NESTING) {
            throw source.error(tokens.peek().offset(), "actions are nested too deep: more than " + MAXIMUM_NESTING);
        }
        while (!tokens.peekNonSpace().is(Kind.EOF)) {
            Object item = textOrAction();
            if (item instanceof Token token) {
                nesting--;
                return token;
            }
            into.add((Statement) item);
        }
        throw source.error(tokens.peek().offset(), "unexpected EOF: {{end}} is missing");
    }

    /** A {@link Statement}, or the {@link Token} of an {@code end} or {@code else}. */
    private Object textOrAction() throws GoTemplateException {
        Token token = tokens.nextNonSpace();
        if (token.is(Kind.TEXT)) {
            return new Node.Text(token.offset(), token.text());
        }
        if (!token.is(Kind.LEFT_DELIMITER)) {
            throw tokens.unexpected(token, "input");
        }
        return action();
    }

    private Object action() throws GoTemplateException {
        Token token = tokens.peekNonSpace();
        switch (token.kind()) {
            case BLOCK, BREAK, CONTINUE, ELSE, END, IF, RANGE, TEMPLATE, WITH -> tokens.next();
            default -> {
                return new Node.Action(token.offset(), operands.pipeline("command", Kind.RIGHT_DELIMITER));
            }
        }
        return switch (token.kind()) {
            case BLOCK -> block(token);
            case BREAK -> loopExit(token, new Node.Break(token.offset()));
            case CONTINUE -> loopExit(token, new Node.Continue(token.offset()));
            case ELSE -> elseOf(token);
            case IF -> choice(token, Kind.IF);
            case WITH -> choice(token, Kind.WITH);
            case RANGE -> range(token);
            case TEMPLATE -> call(token);
            default -> {
                tokens.expect(Kind.RIGHT_DELIMITER, "end");
                yield token;
            }
        };
    }

    private Token elseOf(Token token) throws GoTemplateException {
        Kind next = tokens.peekNonSpace().kind();
        if (next != Kind.IF && next != Kind.WITH) {
            tokens.expect(Kind.RIGHT_DELIMITER, "else");
        }
        return token;
    }

    private Statement loopExit(Token token, Statement statement) throws GoTemplateException {
        tokens.expect(Kind.RIGHT_DELIMITER, "{{" + token.text() + "}}");
        if (rangeDepth == 0) {
            throw source.error(token.offset(), "{{" + token.text() + "}} outside {{range}}");
        }
        return statement;
    }

    /** {@code if} or {@code with}; a chain of {@code else if}s is one node, however long. */
    private Statement choice(Token first, Kind kind) throws GoTemplateException {
        int variables = operands.variableCount();
        List<Node.Branch> branches = new ArrayList<>();
        @Nullable List<Statement> otherwise = null;
        while (true) {
            Pipeline condition = operands.pipeline(kind == Kind.IF ? "if" : "with", Kind.RIGHT_DELIMITER);
            List<Statement> body = new ArrayList<>();
            Token end = statements(body);
            branches.add(new Node.Branch(condition, kind == Kind.WITH, body));
            if (end.is(Kind.END)) {
                break;
            }
            Token after = tokens.peekNonSpace();
            if (after.is(kind)) {
                tokens.next();
                continue;
            }
            rejectKeyword(after);
            otherwise = lastBody();
            break;
        }
        operands.forgetVariables(variables);
        return new Node.Choice(first.offset(), branches, otherwise);
    }

    /** After {@code else} only the keyword of its own action can follow. */
    private void rejectKeyword(Token after) throws GoTemplateException {
        if (after.is(Kind.IF) || after.is(Kind.WITH)) {
            throw source.error(after.offset(), "{{else " + after.text() + "}} does not continue this action");
        }
    }

    private List<Statement> lastBody() throws GoTemplateException {
        List<Statement> body = new ArrayList<>();
        Token end = statements(body);
        if (!end.is(Kind.END)) {
            throw source.error(end.offset(), "expected end; found {{else}}");
        }
        return body;
    }

    private Statement range(Token first) throws GoTemplateException {
        int variables = operands.variableCount();
        Pipeline pipeline = operands.pipeline("range", Kind.RIGHT_DELIMITER);
        List<Statement> body = new ArrayList<>();
        rangeDepth++;
        Token end = statements(body);
        rangeDepth--;
        @Nullable List<Statement> otherwise = null;
        if (end.is(Kind.ELSE)) {
            rejectKeyword(tokens.peekNonSpace());
            otherwise = lastBody();
        }
        operands.forgetVariables(variables);
        return new Node.Range(first.offset(), pipeline, body, otherwise);
    }

    private Statement block(Token first) throws GoTemplateException {
        Token name = tokens.nextNonSpace();
        String unquoted = operands.templateName(name, "block clause");
        Pipeline argument = operands.pipeline("block clause", Kind.RIGHT_DELIMITER);
        add(unquoted, separateBody("block clause"), name.offset());
        return new Node.Call(first.offset(), unquoted, argument);
    }

    private Statement call(Token first) throws GoTemplateException {
        String name = operands.templateName(tokens.nextNonSpace(), "template clause");
        if (tokens.peekNonSpace().is(Kind.RIGHT_DELIMITER)) {
            tokens.next();
            return new Node.Call(first.offset(), name, null);
        }
        return new Node.Call(first.offset(), name, operands.pipeline("template clause", Kind.RIGHT_DELIMITER));
    }
}
