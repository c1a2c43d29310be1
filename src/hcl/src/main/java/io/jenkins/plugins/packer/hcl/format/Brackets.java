package io.jenkins.plugins.packer.hcl.format;

import io.jenkins.plugins.packer.hcl.syntax.TokenType;
import io.jenkins.plugins.packer.hcl.syntax.Tokens;

/** Which tokens open and close something, be it a block, a collection, a call or a template's sequence. */
final class Brackets {
    private Brackets() {}

    static boolean opens(TokenType type) {
        return switch (type) {
            case OPEN_BRACE, OPEN_BRACKET, OPEN_PAREN, TEMPLATE_INTERPOLATION, TEMPLATE_DIRECTIVE -> true;
            default -> false;
        };
    }

    static boolean closes(TokenType type) {
        return switch (type) {
            case CLOSE_BRACE, CLOSE_BRACKET, CLOSE_PAREN, TEMPLATE_END -> true;
            default -> false;
        };
    }

    /** How many more brackets are opened than closed, whatever their kinds; negative where more are closed. */
    static int balance(Tokens tokens, int first, int behindLast) {
        int balance = 0;
        for (int token = first; token < behindLast; token++) {
            TokenType type = tokens.type(token);
            balance += opens(type) ? 1 : closes(type) ? -1 : 0;
        }
        return balance;
    }
}
