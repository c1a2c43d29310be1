package io.jenkins.plugins.packer.engine.gotemplate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a template's text, for those who rewrite templates.
 *
 * @param kind what it is
 * @param text the text around actions, without what they trim; of an action all of it, delimiters included
 * @param words what stands between the delimiters, cut where there are spaces
 */
public record TemplatePiece(Kind kind, String text, List<String> words) {
    public TemplatePiece {
        words = List.copyOf(words);
    }

    /** What a piece is. */
    public enum Kind {
        /** What is written as it is. */
        TEXT,
        /** An action with one word in it: a value, or a function without arguments. */
        WORD,
        /** An action of another form that has a value. */
        VALUE,
        /** {@code if}, {@code range}, {@code end} and the like. */
        CONTROL
    }

    /** The pieces of a text that {@link GoTemplate#parse} takes; comments are none. */
    public static List<TemplatePiece> of(String text) {
        List<TemplatePiece> pieces = new ArrayList<>();
        @Nullable Token open = null;
        List<Token> inside = new ArrayList<>();
        for (Token token : new Lexer(text, true, true).tokens()) {
            if (token.is(Token.Kind.TEXT)) {
                pieces.add(new TemplatePiece(Kind.TEXT, token.text(), List.of()));
            } else if (token.is(Token.Kind.LEFT_DELIMITER)) {
                open = token;
                inside.clear();
            } else if (token.is(Token.Kind.RIGHT_DELIMITER) && open != null) {
                int end = text.indexOf(token.text(), token.offset())
                        + token.text().length();
                pieces.add(action(text.substring(open.offset(), end), inside));
            } else {
                inside.add(token);
            }
        }
        return pieces;
    }

    private static TemplatePiece action(String text, List<Token> inside) {
        List<String> words = new ArrayList<>();
        boolean isWord = true;
        StringBuilder word = new StringBuilder();
        for (Token token : inside) {
            if (token.is(Token.Kind.SPACE)) {
                flush(word, words);
            } else {
                word.append(token.text());
            }
            isWord &= !token.is(Token.Kind.PIPE) && !token.is(Token.Kind.DECLARE) && !token.is(Token.Kind.ASSIGN);
        }
        flush(word, words);
        Token first = inside.stream()
                .filter(token -> !token.is(Token.Kind.SPACE))
                .findFirst()
                .orElseThrow();
        Kind kind = isWord && words.size() == 1 ? Kind.WORD : Kind.VALUE;
        return new TemplatePiece(first.kind().compareTo(Token.Kind.BLOCK) >= 0 ? Kind.CONTROL : kind, text, words);
    }

    private static void flush(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }
}
