package io.jenkins.plugins.packer.hcl.syntax;

import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.SourceFile;

/**
 * Reads HCL2 native syntax. Mistakes go to the diagnostics, and what could be understood is returned all the same;
 * nothing is thrown, whatever the bytes. The language and the places that messages point at are those of hclsyntax, HCL's Go
 * implementation (<a href="https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md">specification</a>).
 */
public final class HclParser {
    private HclParser() {}

    /** Reads a whole file. */
    public static Body parseFile(SourceFile file, Diagnostics diagnostics) {
        return new BodyParser(reader(Lexer.scanCode(file), diagnostics)).parseFile();
    }

    /** Reads one expression that fills the file; newlines in it mean nothing, as if it stood in parentheses. */
    public static Expression parseExpression(SourceFile file, Diagnostics diagnostics) {
        return parseExpression(file, SourcePlaces.OWN_FILE, diagnostics);
    }

    static Expression parseExpression(SourceFile text, SourcePlaces places, Diagnostics diagnostics) {
        TokenReader reader = reader(Lexer.scanCode(text, places), diagnostics);
        reader.seeNewlines(false);
        Expression expression = new ExpressionParser(reader).parse();
        if (reader.peek() != TokenType.EOF && !reader.isRecovering()) {
            reader.error(
                    "Extra characters after expression",
                    "The expression ends here, but there is more behind it.",
                    reader.range(reader.peekToken()));
        }
        return expression;
    }

    /** Reads a bare template, as the bodies of {@code templatefile} are. */
    public static Expression parseTemplate(SourceFile file, Diagnostics diagnostics) {
        return parseTemplate(file, SourcePlaces.OWN_FILE, diagnostics);
    }

    static Expression parseTemplate(SourceFile text, SourcePlaces places, Diagnostics diagnostics) {
        return new ExpressionParser(reader(Lexer.scanTemplate(text, places), diagnostics))
                .templates()
                .parseBare();
    }

    /** Whether a text could stand as a name in an expression. */
    public static boolean isIdentifier(String text) {
        byte[] bytes = SourceFile.of("", text).bytes();
        return bytes.length > 0 && Identifiers.end(bytes, 0, bytes.length) == bytes.length;
    }

    private static TokenReader reader(Tokens tokens, Diagnostics diagnostics) {
        LexicalMistakes.report(tokens, diagnostics);
        return new TokenReader(tokens, diagnostics);
    }
}
