package io.jenkins.plugins.packer.pipeline.agent;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the plugin carries for agents: the engine's jars, and a folder of jars for each component. It is described by the file
 * {@value #INDEX} beside them, which {@link PayloadIndexWriter} writes when the plugin is built.
 *
 * @param sets the engine's first
 */
public record Payload(List<JarSet> sets) {
    /** Name of the description. */
    public static final String INDEX = "index";
    /** Name of the engine's own set. */
    public static final String BASE = "base";

    /** Where the files are, by the paths of the index. */
    public interface Source {
        InputStream open(String path) throws IOException;
    }

    /**
     * Files that belong together in one directory.
     *
     * @param name the component's, or {@value Payload#BASE}
     * @param types component types that are in it: a template that mentions one needs the set
     * @param files its files
     */
    public record JarSet(String name, List<String> types, List<PayloadFile> files) {

        /** Whether a template with these words in it needs the set. */
        boolean isNeeded(Set<String> words) {
            return name.equals(BASE) || types.stream().anyMatch(words::contains);
        }

        /** Its files for a template with these words in it. */
        List<PayloadFile> files(Set<String> words) {
            return files.stream()
                    .filter(file -> file.option().isEmpty() || words.contains(file.option()))
                    .toList();
        }
    }

    /** The words that a template is searched for: types, and options for which a component has jars of their own. */
    public Set<String> words() {
        Set<String> words = new LinkedHashSet<>();
        for (JarSet set : sets) {
            words.addAll(set.types());
            set.files().stream()
                    .map(PayloadFile::option)
                    .filter(option -> !option.isEmpty())
                    .forEach(words::add);
        }
        return words;
    }

    /**
     * Reads the description.
     *
     * @throws IOException when it cannot be read, or is not one
     */
    public static Payload read(Source source) throws IOException {
        String text;
        try (InputStream index = source.open(INDEX)) {
            text = new String(index.readAllBytes(), StandardCharsets.UTF_8);
        }
        List<JarSet> sets = new ArrayList<>();
        for (String line : text.split("\n")) {
            String[] fields = line.split("\t", -1);
            if (fields[0].equals("set") && fields.length == 3) {
                sets.add(new JarSet(fields[1], List.of(fields[2].split(" ")), new ArrayList<>()));
            } else if (fields[0].equals("file") && fields.length == 5 && !sets.isEmpty()) {
                sets.get(sets.size() - 1)
                        .files()
                        .add(new PayloadFile(fields[1], Long.parseLong(fields[2]), fields[3], fields[4]));
            } else {
                throw new IOException("The plugin's file is damaged: its index of jars has the line \"" + line
                        + "\". Install the plugin again.");
            }
        }
        return new Payload(List.copyOf(sets));
    }

    /** A name for a selection of files: it changes when one of them does. */
    static String digest(Collection<PayloadFile> files) {
        MessageDigest digest = PayloadFile.newDigest();
        for (PayloadFile file : files) {
            digest.update((file.name() + " " + file.sha256() + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
    }
}
