package io.jenkins.plugins.packer.engine.gotemplate;

import io.jenkins.plugins.packer.engine.gotemplate.Token.Kind;
import java.util.List;

/** The tokens of a template with a place in them; its last token repeats for ever. */
final class TokenStream {
    private final Source source;
    private final List<Token> tokens;
    private int index;

    TokenStream(Source source, List<Token> tokens) {
        this.source = source;
        this.tokens = tokens;
    }

    Token peek() {
        return tokens.get(Math.min(index, tokens.size() - 1));
    }

    Token next() {
        Token token = peek();
        index++;
        return token;
    }

    /** Skips spaces and shows what follows. */
    Token peekNonSpace() {
        while (peek().is(Kind.SPACE)) {
            index++;
        }
        return peek();
    }

    Token nextNonSpace() {
        peekNonSpace();
        return next();
    }

    int mark() {
        return index;
    }

    void reset(int mark) {
        index = mark;
    }

    Token expect(Kind kind, String context) throws GoTemplateException {
        Token token = nextNonSpace();
        if (!token.is(kind)) {
            throw unexpected(token, context);
        }
        return token;
    }

    GoTemplateException unexpected(Token token, String context) {
        return token.is(Kind.ERROR)
                ? source.error(token.offset(), token.text())
                : source.error(token.offset(), "unexpected " + token.shown() + " in " + context);
    }
}
