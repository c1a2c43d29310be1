package io.jenkins.plugins.packer.engine.builtin.compress;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code compress} writes, as its options and the output's name decide (packer, post-processor/compress).
 *
 * @param archive {@code tar}, {@code zip}, or empty for a single file
 * @param algorithm {@code pgzip}, {@code bgzf}, {@code lz4}, {@code xz}, {@code bzip2}, or empty for none
 */
record CompressFormat(String archive, String algorithm) {
    static final List<String> ARCHIVES = List.of("tar", "zip");
    static final List<String> ALGORITHMS = List.of("pgzip", "bgzf", "lz4", "xz", "bzip2");

    private static final CompressFormat DEFAULT = new CompressFormat("tar", "pgzip");

    /** Decides; the output's name counts as the template writes it, before it is rendered. */
    static CompressFormat of(CompressConfiguration configuration) {
        List<String> extensions = extensions(configuration);
        if (extensions.isEmpty()) {
            return DEFAULT;
        }
        String last = extensions.get(extensions.size() - 1);
        String archive = orEmpty(configuration.archive());
        if (extensions.size() > 1 && extensions.get(extensions.size() - 2).equals("tar")) {
            archive = "tar";
        }
        return switch (last) {
            case "tar", "zip" -> new CompressFormat(last, orEmpty(configuration.algorithm()));
            case "gz" -> new CompressFormat(archive, "pgzip");
            case "lz4", "bgzf", "xz", "bzip2" -> new CompressFormat(archive, last);
            default -> DEFAULT;
        };
    }

    /** The name's extensions: what follows a dot as far as it is lower-case letters and digits. */
    static List<String> extensions(CompressConfiguration configuration) {
        String format = orEmpty(configuration.format());
        String name = format.isEmpty() ? configuration.output() : configuration.output() + "." + format;
        List<String> extensions = new ArrayList<>();
        int dot = name.indexOf('.');
        while (dot >= 0) {
            int end = dot + 1;
            while (end < name.length() && isExtension(name.charAt(end))) {
                end++;
            }
            if (end > dot + 1) {
                extensions.add(name.substring(dot + 1, end));
            }
            dot = name.indexOf('.', end);
        }
        return extensions;
    }

    private static boolean isExtension(char c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** How messages name the compression. */
    String compressionName() {
        return algorithm.isEmpty() ? "no compression" : algorithm;
    }
}
