package io.jenkins.plugins.packer.hcl.format;

import io.jenkins.plugins.packer.hcl.SourceFile;
import io.jenkins.plugins.packer.hcl.syntax.Mutator;
import io.jenkins.plugins.packer.hcl.syntax.TokenType;
import io.jenkins.plugins.packer.hcl.syntax.Tokens;
import io.jenkins.plugins.packer.hcl.syntax.TreeDump;
import io.jenkins.plugins.packer.hcl.testing.Corpus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Messes up the layout of good files, most of which stay good; the same seed gives the same files. */
final class LayoutMutator {
    private static final int SEED = 20_261_122;
    private static final List<String> BLANKS = List.of("", "", " ", "  ", "\t", "     ", " \t ", "/* é */", "/**/");
    private static final List<String> LINE_ENDS =
            List.of("\n", "\n\n", "\r\n", " \n", " # é\n", "// x\n", "#\r\n", "\n  # y\n", "\t\n\n\n", " /* z */\n");

    private final Random random;
    private final List<byte[]> sources;

    LayoutMutator(Random random, List<byte[]> sources) {
        this.random = random;
        this.sources = sources;
    }

    /** So many files: half of them with mistakes for the most part, the other half good ones of odd layout. */
    static List<byte[]> mutantsOfCorpus(int number) throws IOException {
        List<Mutator.Mutant> origins = new ArrayList<>();
        List<byte[]> good = new ArrayList<>();
        for (Path file : Corpus.files()) {
            byte[] source = Files.readAllBytes(file);
            origins.add(new Mutator.Mutant(Corpus.mode(file), source));
            if (Corpus.mode(file).equals("config")
                    && LayoutDifference.of(source) == null
                    && TreeDump.answer("config", source).startsWith("ok")) {
                good.add(source);
            }
        }
        Mutator mutator = new Mutator(new Random(SEED), origins);
        LayoutMutator layoutMutator = new LayoutMutator(new Random(SEED), good);
        List<byte[]> mutants = new ArrayList<>();
        for (int i = 0; i < number; i += 2) {
            mutants.add(mutator.next().source());
            mutants.add(layoutMutator.next());
        }
        return mutants;
    }

    byte[] next() {
        byte[] source = sources.get(random.nextInt(sources.size()));
        Tokens tokens = Tokens.of(new SourceFile("", source));
        int oneIn = 1 + random.nextInt(40);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int end = 0;
        for (int token = 0; token < tokens.size(); token++) {
            int start = tokens.start(token);
            boolean changed = random.nextInt(oneIn) == 0;
            if (changed && !isText(tokens, token)) {
                out.writeBytes(pick(BLANKS));
            } else {
                out.write(source, end, start - end);
            }
            end = tokens.end(token);
            if (changed && tokens.type(token) == TokenType.NEWLINE) {
                out.writeBytes(pick(LINE_ENDS));
            } else {
                out.write(source, start, end - start);
            }
        }
        return out.toByteArray();
    }

    /** Blanks before these would be text themselves; at their places the file stays as it is. */
    private static boolean isText(Tokens tokens, int token) {
        return switch (tokens.type(token)) {
            case QUOTED_TEXT, PLAIN_TEXT, CLOSE_QUOTE, CLOSE_HEREDOC, TEMPLATE_INTERPOLATION, TEMPLATE_DIRECTIVE ->
                true;
            // Removed between two words, they would become one.
            case IDENTIFIER, NUMBER -> token > 0 && tokens.type(token - 1) == TokenType.IDENTIFIER;
            default -> false;
        };
    }

    private byte[] pick(List<String> texts) {
        return texts.get(random.nextInt(texts.size())).getBytes(StandardCharsets.UTF_8);
    }
}
