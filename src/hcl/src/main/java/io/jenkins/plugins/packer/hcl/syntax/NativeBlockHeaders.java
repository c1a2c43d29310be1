package io.jenkins.plugins.packer.hcl.syntax;

import io.jenkins.plugins.packer.hcl.BlockHeaders;
import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.SourceFile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Block headers of files in native syntax. A file is read again when the first message about it is printed: most runs
 * print none. Files in JSON have no headers. Not safe for use by several threads.
 */
public final class NativeBlockHeaders implements BlockHeaders {
    private final Map<String, List<Block>> blocks = new HashMap<>();

    @Override
    public @Nullable String around(SourceFile file, int offset) {
        for (Block block : blocks.computeIfAbsent(file.name(), name -> read(file))) {
            if (offset >= block.typeRange().start().offset()
                    && offset < block.closeBraceRange().end().offset()) {
                return header(block);
            }
        }
        return null;
    }

    private static List<Block> read(SourceFile file) {
        if (file.name().endsWith(".json")) {
            return List.of();
        }
        return ((NativeBody) HclParser.parseFile(file, new Diagnostics())).blocks();
    }

    private static String header(Block block) {
        StringBuilder header = new StringBuilder(block.type());
        for (String label : block.labels()) {
            header.append(" \"").append(label).append('"');
        }
        return header.toString();
    }
}
