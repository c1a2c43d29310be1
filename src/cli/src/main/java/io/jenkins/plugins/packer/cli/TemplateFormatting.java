package io.jenkins.plugins.packer.cli;

import io.jenkins.plugins.packer.cli.diff.UnifiedDiff;
import io.jenkins.plugins.packer.engine.ui.FileTrouble;
import io.jenkins.plugins.packer.hcl.Diagnostic;
import io.jenkins.plugins.packer.hcl.DiagnosticPrinter;
import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.SourceFile;
import io.jenkins.plugins.packer.hcl.format.HclFormatter;
import io.jenkins.plugins.packer.hcl.syntax.HclParser;
import io.jenkins.plugins.packer.hcl.syntax.NativeBlockHeaders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Brings files into the canonical layout, with the choice of files, the output and the order of both as Packer has them
 * ({@code hcl2template/formatter.go}). Where one file cannot be read, understood or written, the others still are.
 */
final class TemplateFormatting {
    private static final String STANDARD_INPUT = "-";
    private static final int WIDTH = 80;

    private final Surroundings surroundings;
    private final Wish wish;
    private final Diagnostics diagnostics = new Diagnostics();
    private final Map<String, SourceFile> sources = new HashMap<>();
    private boolean otherLayout;

    /**
     * What the user asks for.
     *
     * @param write whether files are rewritten, and standard input is printed in its new layout
     * @param diff whether the changes of files are shown
     * @param recursive whether directories in directories are gone into
     */
    record Wish(boolean write, boolean diff, boolean recursive) {}

    TemplateFormatting(Surroundings surroundings, Wish wish) {
        this.surroundings = surroundings;
        this.wish = wish;
    }

    /** Formats files, the files of directories, and standard input where a path is {@code -}. */
    void format(List<String> paths) {
        for (String path : paths) {
            if (!path.isEmpty() && Files.isDirectory(resolve(path))) {
                formatDirectory(path);
            } else if (path.equals(STANDARD_INPUT)) {
                formatStandardInput();
            } else {
                formatFile(path);
            }
        }
    }

    /** Whether a source was not in the canonical layout. */
    boolean foundOtherLayout() {
        return otherLayout;
    }

    /** What went wrong, as text for the user; empty where nothing did. */
    String mistakes() {
        return new DiagnosticPrinter(sources::get, new NativeBlockHeaders(), WIDTH, false).print(diagnostics.asList());
    }

    private Path resolve(String path) {
        return surroundings.directory().resolve(path);
    }

    private void formatDirectory(String directory) {
        for (String name : entries(directory)) {
            String path = Path.of(directory, name).normalize().toString();
            if (Files.isDirectory(resolve(path), LinkOption.NOFOLLOW_LINKS)) {
                if (wish.recursive()) {
                    formatDirectory(path);
                }
            } else if (isHcl(name)) {
                formatFile(path);
            }
        }
    }

    private List<String> entries(String directory) {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(resolve(directory))) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                if (!isOfAnEditor(name)) {
                    names.add(name);
                }
            }
        } catch (IOException e) {
            diagnostics.error("Cannot read hcl directory", "open " + directory + ": " + FileTrouble.reason(e), null);
        }
        Collections.sort(names);
        return names;
    }

    /** Hidden files and those that editors keep beside the ones that they edit. */
    private static boolean isOfAnEditor(String name) {
        return name.startsWith(".") || name.endsWith("~") || name.startsWith("#") && name.endsWith("#");
    }

    private static boolean isHcl(String name) {
        return name.endsWith(".pkr.hcl") || name.endsWith(".pkrvars.hcl");
    }

    private void formatFile(String path) {
        if (!isHcl(path)) {
            failed(path, "file " + path + " is not a HCL file: its name ends with neither .pkr.hcl nor .pkrvars.hcl");
            return;
        }
        byte[] source;
        try {
            source = Files.readAllBytes(resolve(path));
        } catch (IOException e) {
            failed(path, "failed to read " + path + ": " + FileTrouble.reason(e));
            return;
        }
        byte[] formatted = layout(path, source);
        if (Arrays.equals(source, formatted)) {
            return;
        }
        otherLayout = true;
        print((path + "\n").getBytes(StandardCharsets.UTF_8));
        if (wish.write()) {
            try {
                FileReplacement.replace(resolve(path), formatted);
            } catch (IOException e) {
                failed(path, "failed to write " + path + ": " + FileTrouble.reason(e));
                return;
            }
        }
        if (wish.diff()) {
            print(UnifiedDiff.of(source, formatted, "old/" + path, "new/" + path));
        }
    }

    private void formatStandardInput() {
        byte[] source;
        try {
            source = surroundings.input().readAllBytes();
        } catch (IOException e) {
            failed(STANDARD_INPUT, "failed to read standard input: " + FileTrouble.reason(e));
            return;
        }
        int before = diagnostics.size();
        byte[] formatted = layout(STANDARD_INPUT, source);
        if (diagnostics.size() > before) {
            return;
        }
        boolean same = Arrays.equals(source, formatted);
        otherLayout |= !same;
        // What needs no change is printed even if nothing is to be written: as Packer does.
        if (same || wish.write()) {
            print(formatted);
        }
    }

    /** The new layout; the source itself where it has mistakes, which are reported then. */
    private byte[] layout(String name, byte[] source) {
        SourceFile file = new SourceFile(name, source);
        Diagnostics found = new Diagnostics();
        HclParser.parseFile(file, found);
        if (found.hasErrors()) {
            sources.put(name, file);
            diagnostics.addAll(found.asList());
            return source;
        }
        try {
            return HclFormatter.format(source);
        } catch (IllegalArgumentException e) {
            failed(name, String.valueOf(e.getMessage()));
            return source;
        }
    }

    private void failed(String path, String detail) {
        diagnostics.add(Diagnostic.error("encountered an error while formatting " + path, detail, null));
    }

    private void print(byte[] bytes) {
        surroundings.output().write(bytes, 0, bytes.length);
    }
}
