package io.jenkins.plugins.packer.cli;

import io.jenkins.plugins.packer.engine.process.LocalProcess;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An archive of loaded classes ("class data sharing", {@code java -Xshare}), with which the launcher has Java start. It holds
 * for one build of Java and for jars in one place, so it is made where the program is, from the names of classes that are
 * part of the program: {@code lib/NAME.jsa} from {@code lib/NAME.classes}.
 *
 * @param home the program's directory
 * @param name {@code packer}, or that of a folder of components whose classes the archive has as well
 */
record ClassArchive(Path home, String name) {
    private static final String NAMES = ".classes";

    /** How many of the last lines that Java printed tell why it failed. */
    private static final int TOLD = 5;

    /** All that the program has names of classes for, by name. */
    static List<ClassArchive> of(Path home) throws IOException {
        List<ClassArchive> archives = new ArrayList<>();
        try (DirectoryStream<Path> lists = Files.newDirectoryStream(directory(home), "*" + NAMES)) {
            for (Path list : lists) {
                String file = directory(home).relativize(list).toString();
                archives.add(new ClassArchive(home, file.substring(0, file.length() - NAMES.length())));
            }
        }
        archives.sort((one, other) -> one.name.compareTo(other.name));
        return archives;
    }

    private static Path directory(Path home) {
        return home.resolve("lib");
    }

    Path file() {
        return directory(home).resolve(name + ".jsa");
    }

    /** What the launcher has Java look for classes in, to the letter: an archive is passed over with any other class path. */
    private String classPath() {
        Path folder = home.resolve("components").resolve(name);
        String program = directory(home).resolve("packer.jar").toString();
        return Files.isDirectory(folder) ? program + File.pathSeparator + folder + File.separator + "*" : program;
    }

    /**
     * Makes it, and puts it in the place of the one that is there; a program that runs keeps that.
     *
     * @param java path of the {@code java} that it is for
     * @param process runs it
     * @param environment of {@code java}
     * @return its size in bytes
     * @throws IOException when the directory cannot be written or Java fails, which then has said why; what was there stays
     */
    long make(String java, LocalProcess process, Map<String, String> environment) throws IOException {
        Path made = Files.createTempFile(directory(home), "." + name + "-", ".jsa");
        try {
            List<String> said = new ArrayList<>();
            int status = process.run(
                    List.of(
                            java,
                            "-Xshare:dump",
                            // The one collector that can write and read objects in an archive: the graph of modules,
                            // mirrors of classes.
                            "-XX:+UseG1GC",
                            "-XX:SharedClassListFile=" + directory(home).resolve(name + NAMES),
                            "-XX:SharedArchiveFile=" + made,
                            "-cp",
                            classPath()),
                    environment,
                    said::add,
                    said::add);
            if (status != 0) {
                throw new IOException(java + " -Xshare:dump ended with exit status " + status + ": "
                        + String.join("\n", said.subList(Math.max(0, said.size() - TOLD), said.size())));
            }
            Files.move(made, file(), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            return Files.size(file());
        } finally {
            Files.deleteIfExists(made);
        }
    }
}
