package io.jenkins.plugins.packer.engine.gotemplate;

import io.jenkins.plugins.packer.engine.gotemplate.Node.Operand;
import io.jenkins.plugins.packer.engine.gotemplate.Node.Pipeline;
import io.jenkins.plugins.packer.engine.gotemplate.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses pipelines and what is in them, and knows which variables are declared. */
final class OperandParser {
    private static final int MAXIMUM_NESTING = 100;

    private final Source source;
    private final TokenStream tokens;
    private final FunctionNames functions;
    private List<String> variables = new ArrayList<>(List.of("$"));
    private int nesting;

    OperandParser(Source source, TokenStream tokens, FunctionNames functions) {
        this.source = source;
        this.tokens = tokens;
        this.functions = functions;
    }

    /** Starts a template that sees only {@code $}; returns what {@link #leaveTemplate} wants back. */
    List<String> enterTemplate() {
        List<String> outer = variables;
        variables = new ArrayList<>(List.of("$"));
        return outer;
    }

    void leaveTemplate(List<String> outer) {
        variables = outer;
    }

    int variableCount() {
        return variables.size();
    }

    void forgetVariables(int count) {
        variables.subList(count, variables.size()).clear();
    }

    String templateName(Token token, String context) throws GoTemplateException {
        if (!token.is(Kind.STRING) && !token.is(Kind.RAW_STRING)) {
            throw tokens.unexpected(token, context);
        }
        return unquote(token);
    }

    Pipeline pipeline(String context, Kind end) throws GoTemplateException {
        if (++nesting > MAXIMUM_NESTING) {
            throw source.error(tokens.peek().offset(), "parentheses are nested too deep: more than " + MAXIMUM_NESTING);
        }
        int offset = tokens.peekNonSpace().offset();
        List<String> declared = new ArrayList<>();
        boolean assigns = declarations(context, declared);
        List<Node.Command> commands = new ArrayList<>();
        while (!tokens.peekNonSpace().is(end)) {
            if (!startsOperand(tokens.peek().kind())) {
                throw tokens.unexpected(tokens.peek(), context);
            }
            commands.add(command());
        }
        tokens.next();
        check(commands, context, offset);
        nesting--;
        return new Pipeline(offset, declared, assigns, commands);
    }

    /** Reads {@code $x :=}, {@code $x =}, {@code $i, $e :=}; tells whether it is the assignment. */
    private boolean declarations(String context, List<String> declared) throws GoTemplateException {
        boolean assigns = false;
        boolean more = true;
        while (more) {
            more = false;
            Token variable = tokens.peekNonSpace();
            if (!variable.is(Kind.VARIABLE)) {
                break;
            }
            int mark = tokens.mark();
            tokens.next();
            Token next = tokens.nextNonSpace();
            boolean comma = next.is(Kind.OTHER) && next.text().equals(",");
            if (!comma && !next.is(Kind.ASSIGN) && !next.is(Kind.DECLARE)) {
                tokens.reset(mark);
                break;
            }
            declared.add(variable.text());
            variables.add(variable.text());
            if (comma) {
                checkSecondVariable(context, declared, next);
                more = true;
            } else {
                assigns = next.is(Kind.ASSIGN);
            }
        }
        return assigns;
    }

    private void checkSecondVariable(String context, List<String> declared, Token comma) throws GoTemplateException {
        if (!context.equals("range") || declared.size() > 1) {
            throw source.error(comma.offset(), "too many declarations in " + context);
        }
        Kind kind = tokens.peekNonSpace().kind();
        if (kind != Kind.VARIABLE && kind != Kind.RIGHT_DELIMITER && kind != Kind.RIGHT_PARENTHESIS) {
            throw source.error(tokens.peek().offset(), "range can only initialize variables");
        }
    }

    private static boolean startsOperand(Kind kind) {
        return switch (kind) {
            case BOOL, CHARACTER, DOT, FIELD, IDENTIFIER, NUMBER, NIL, RAW_STRING, STRING, VARIABLE, LEFT_PARENTHESIS ->
                true;
            default -> false;
        };
    }

    private void check(List<Node.Command> commands, String context, int offset) throws GoTemplateException {
        if (commands.isEmpty()) {
            throw source.error(offset, "missing value for " + context);
        }
        for (int i = 1; i < commands.size(); i++) {
            Operand first = commands.get(i).words().get(0);
            if (isLiteral(first)) {
                throw source.error(
                        first.offset(),
                        "non executable command in pipeline stage " + (i + 1) + ": a function must follow the |");
            }
        }
    }

    private static boolean isLiteral(Operand operand) {
        return operand instanceof Node.Bool
                || operand instanceof Node.Dot
                || operand instanceof Node.Nil
                || operand instanceof Node.Number
                || operand instanceof Node.Str;
    }

    private Node.Command command() throws GoTemplateException {
        int offset = tokens.peekNonSpace().offset();
        List<Operand> words = new ArrayList<>();
        boolean more = true;
        while (more) {
            tokens.peekNonSpace();
            @Nullable Operand operand = operand();
            if (operand != null) {
                words.add(operand);
            }
            Token token = tokens.peek();
            switch (token.kind()) {
                case SPACE -> tokens.next();
                case RIGHT_DELIMITER, RIGHT_PARENTHESIS -> more = false;
                case PIPE -> {
                    tokens.next();
                    more = false;
                }
                default -> throw tokens.unexpected(token, "operand");
            }
        }
        if (words.isEmpty()) {
            throw source.error(offset, "empty command");
        }
        return new Node.Command(offset, words);
    }

    private @Nullable Operand operand() throws GoTemplateException {
        Operand term = term();
        if (term == null || !tokens.peek().is(Kind.FIELD)) {
            return term;
        }
        int offset = term.offset();
        if (isLiteral(term)) {
            throw source.error(tokens.peek().offset(), "unexpected . after a literal or dot");
        }
        List<String> names = new ArrayList<>();
        if (term instanceof Node.Field field) {
            names.addAll(field.names());
        }
        while (tokens.peek().is(Kind.FIELD)) {
            names.add(tokens.next().text().substring(1));
        }
        if (term instanceof Node.Field) {
            return new Node.Field(offset, names);
        }
        if (term instanceof Node.Variable variable) {
            return new Node.Variable(offset, variable.name(), names);
        }
        return new Node.Chain(offset, term, names);
    }

    private @Nullable Operand term() throws GoTemplateException {
        Token token = tokens.peek();
        if (!startsOperand(token.kind())) {
            return null;
        }
        tokens.next();
        int offset = token.offset();
        return switch (token.kind()) {
            case IDENTIFIER -> identifier(token);
            case DOT -> new Node.Dot(offset);
            case NIL -> new Node.Nil(offset);
            case VARIABLE -> variable(token);
            case FIELD -> new Node.Field(offset, List.of(token.text().substring(1)));
            case BOOL -> new Node.Bool(offset, token.text().equals("true"));
            case CHARACTER, NUMBER -> number(token);
            case LEFT_PARENTHESIS -> pipeline("parenthesized pipeline", Kind.RIGHT_PARENTHESIS);
            default -> new Node.Str(offset, unquote(token));
        };
    }

    private Operand identifier(Token token) throws GoTemplateException {
        if (!functions.isDefined(token.text())) {
            throw source.error(
                    token.offset(),
                    "function " + GoQuote.quote(token.text()) + " not defined; defined are " + functions.listed());
        }
        return new Node.Identifier(token.offset(), token.text());
    }

    private Operand variable(Token token) throws GoTemplateException {
        if (!variables.contains(token.text())) {
            throw source.error(
                    token.offset(),
                    "undefined variable " + GoQuote.quote(token.text()) + ": declare it with " + token.text() + " :=");
        }
        return new Node.Variable(token.offset(), token.text(), List.of());
    }

    private Operand number(Token token) throws GoTemplateException {
        try {
            return new Node.Number(token.offset(), NumberLiteral.parse(token.text()));
        } catch (GoValueException e) {
            throw source.error(token.offset(), e.getMessage());
        }
    }

    private String unquote(Token token) throws GoTemplateException {
        try {
            return StringLiteral.unquote(token.text());
        } catch (GoValueException e) {
            throw source.error(token.offset(), e.getMessage());
        }
    }
}
