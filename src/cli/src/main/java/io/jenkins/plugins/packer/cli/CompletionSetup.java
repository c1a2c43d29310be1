package io.jenkins.plugins.packer.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Has the user's shells ask this program how to complete its command lines: {@code packer -autocomplete-install}. As with
 * Packer, a line goes to the start-up file of bash and zsh, and a file to fish's completions, for those shells that have
 * such files already.
 */
final class CompletionSetup {
    private static final List<String> BASH = List.of(".bashrc", ".bash_profile", ".bash_login", ".profile");
    private static final String ZSH_INIT = "autoload -U +X bashcompinit && bashcompinit";

    /** A completion of packer, ours or that of HashiCorp's Packer. */
    private static final Pattern PRESENT = Pattern.compile("complete( -o [a-z]+)* -C (\\S+) packer");

    /** Characters that no shell treats in a way of its own. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./+@:-]+");

    private final Path home;
    private final Path configuration;

    private CompletionSetup(Path home, Path configuration) {
        this.home = home;
        this.configuration = configuration;
    }

    /**
     * For the user who runs the program.
     *
     * @throws UsageException where that user has no home directory
     */
    static CompletionSetup of(Map<String, String> environment) throws UsageException {
        String home = environment.getOrDefault("HOME", "");
        if (home.isEmpty()) {
            throw new UsageException("HOME is not set, so there is no start-up file of a shell to change. Set HOME.");
        }
        String configuration = environment.getOrDefault("XDG_CONFIG_HOME", "");
        return new CompletionSetup(
                Path.of(home), configuration.isEmpty() ? Path.of(home, ".config") : Path.of(configuration));
    }

    /**
     * Sets it up.
     *
     * @param launcher the program that the shells are to ask
     * @return the files that were changed
     * @throws UsageException where there is nothing to change, or it is set up already
     * @throws IOException where a file cannot be changed
     */
    List<Path> install(@Nullable Path launcher) throws UsageException, IOException {
        if (launcher == null || !PLAIN.matcher(launcher.toString()).matches()) {
            throw new UsageException("Completion needs the program to be installed at a path of letters, digits and"
                    + " ./_-+@: alone, but this is " + launcher + ". Move it, then run its bin/packer.");
        }
        String line = "complete -o default -C " + launcher + " packer";
        List<Path> changed = new ArrayList<>();
        List<String> present = new ArrayList<>();
        Path bash = bashFile();
        if (bash != null) {
            append(bash, List.of(line), changed, present);
        }
        Path zsh = home.resolve(".zshrc");
        if (Files.exists(zsh)) {
            append(zsh, List.of(ZSH_INIT, line), changed, present);
        }
        if (Files.isDirectory(configuration.resolve("fish"))) {
            installFish(launcher, changed, present);
        }
        if (changed.isEmpty()) {
            throw new UsageException(
                    present.isEmpty()
                            ? "There is no shell to set up: neither " + home + "/.bashrc nor .zshrc nor "
                                    + configuration.resolve("fish") + " exists. Create the one of your shell."
                            : "Completion is set up already in " + String.join(", ", present)
                                    + ". To set it up anew: packer -autocomplete-uninstall");
        }
        return changed;
    }

    private @Nullable Path bashFile() {
        for (String name : BASH) {
            if (Files.exists(home.resolve(name))) {
                return home.resolve(name);
            }
        }
        return null;
    }

    private static void append(Path file, List<String> lines, List<Path> changed, List<String> present)
            throws IOException {
        String content = Files.readString(file);
        if (content.lines().anyMatch(line -> PRESENT.matcher(line.strip()).matches())) {
            present.add(file.toString());
            return;
        }
        StringBuilder added = new StringBuilder(content.isEmpty() || content.endsWith("\n") ? "" : "\n");
        for (String line : lines) {
            if (content.lines().noneMatch(line::equals)) {
                added.append(line).append('\n');
            }
        }
        Files.writeString(file, added, StandardOpenOption.APPEND);
        changed.add(file);
    }

    private Path fishFile() {
        return configuration.resolve("fish/completions/packer.fish");
    }

    private void installFish(Path launcher, List<Path> changed, List<String> present) throws IOException {
        Path file = fishFile();
        if (Files.exists(file)) {
            present.add(file.toString());
            return;
        }
        Files.createDirectories(configuration.resolve("fish/completions"));
        Files.writeString(file, """
                function __complete_packer
                    set -lx COMP_LINE (commandline -cp)
                    test -z (commandline -ct)
                    and set COMP_LINE "$COMP_LINE "
                    LAUNCHER
                end
                complete -c packer -a "(__complete_packer)"
                """.replace("LAUNCHER", launcher.toString()));
        changed.add(file);
    }

    /**
     * Takes it back, and that of HashiCorp's Packer as well.
     *
     * @return the files that were changed
     * @throws UsageException where it is not set up
     * @throws IOException where a file cannot be changed
     */
    List<Path> uninstall() throws UsageException, IOException {
        List<Path> changed = new ArrayList<>();
        List<String> names = new ArrayList<>(BASH);
        names.add(".zshrc");
        for (String name : names) {
            Path file = home.resolve(name);
            if (Files.exists(file)) {
                remove(file, changed);
            }
        }
        if (Files.deleteIfExists(fishFile())) {
            changed.add(fishFile());
        }
        if (changed.isEmpty()) {
            throw new UsageException("Completion is not set up in any start-up file of a shell in " + home + ".");
        }
        return changed;
    }

    private static void remove(Path file, List<Path> changed) throws IOException {
        String content = Files.readString(file);
        StringBuilder kept = new StringBuilder();
        for (String line : content.split("(?<=\n)")) {
            if (!PRESENT.matcher(line.strip()).matches()) {
                kept.append(line);
            }
        }
        if (kept.length() < content.length()) {
            FileReplacement.replace(file, kept.toString().getBytes(StandardCharsets.UTF_8));
            changed.add(file);
        }
    }
}
