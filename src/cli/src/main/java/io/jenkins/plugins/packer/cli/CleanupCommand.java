package io.jenkins.plugins.packer.cli;

import io.jenkins.plugins.packer.engine.catalog.ComponentCatalog;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.resource.JournalCleanup;
import io.jenkins.plugins.packer.engine.resource.Removal;
import io.jenkins.plugins.packer.engine.run.Cancellation;
import io.jenkins.plugins.packer.engine.run.Redactor;
import io.jenkins.plugins.packer.engine.ui.EventStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Removes what a run left behind that could not do so itself: after a {@code kill -9}, a lost agent or a power cut. */
final class CleanupCommand implements Command {
    @Override
    public String name() {
        return "cleanup";
    }

    @Override
    public String synopsis() {
        return "remove what a killed run left behind";
    }

    @Override
    public Flags flags() {
        return Flags.of(
                        name(),
                        "Removes what a run created and could not remove itself, by the run's journal.",
                        "Journals are in " + JournalFiles.DIRECTORY_VARIABLE
                                + ", or else in the user's directory for the state of programs; what a run keeps as a"
                                + " result stays.")
                .toggle("all", "Clean up by every journal in the usual place.")
                .toggle("force", "Go on although the run still seems to be going on.")
                .parameters("JOURNAL", "The run's journal; a failed run names it.");
    }

    @Override
    public int run(Arguments arguments, Invocation invocation) {
        Output output = new Output(invocation);
        Surroundings surroundings = invocation.surroundings();
        Redactor secrets = new Redactor();
        Cancellation stop = new Cancellation();
        Signals.cancel(stop, stop);
        try (ComponentCatalog catalog = Catalogs.of(surroundings);
                Listeners listeners = Listeners.open(arguments, invocation)) {
            List<Path> journals = journals(arguments, surroundings);
            if (journals.isEmpty()) {
                return nothingNamed(arguments, surroundings, output);
            }
            EventStream events = new EventStream(secrets, Clock.systemUTC(), listeners.all());
            Removal removal = new Removal(catalog, surroundings.environment(), Cleaning.PAUSES, stop);
            JournalCleanup cleanup = new JournalCleanup(removal, events, secrets);
            return clean(cleanup, journals, arguments.isSet("force", false), output);
        } catch (UsageException | IOException e) {
            output.error(String.valueOf(e.getMessage()));
            return 1;
        }
    }

    private static int clean(JournalCleanup cleanup, List<Path> journals, boolean force, Output output) {
        int exitCode = 0;
        for (Path journal : journals) {
            try {
                if (cleanup.clean(journal, force).left() > 0) {
                    exitCode = 1;
                }
            } catch (ComponentException e) {
                output.error(String.valueOf(e.getMessage()));
                exitCode = 1;
            }
        }
        return exitCode;
    }

    private static int nothingNamed(Arguments arguments, Surroundings surroundings, Output output) throws IOException {
        if (arguments.isSet("all", false)) {
            output.say("Nothing to clean up: there are no journals in " + JournalFiles.directory(surroundings) + ".");
            return 0;
        }
        List<Path> known = JournalFiles.all(surroundings);
        output.error("Name the journal of the run to clean up after, or -all.");
        for (Path journal : known) {
            output.error("    packer cleanup " + journal);
        }
        return 1;
    }

    private static List<Path> journals(Arguments arguments, Surroundings surroundings) throws IOException {
        List<Path> journals = new ArrayList<>();
        for (String name : arguments.parameters()) {
            journals.add(surroundings.directory().resolve(name));
        }
        if (arguments.isSet("all", false)) {
            journals.addAll(JournalFiles.all(surroundings));
        }
        return journals;
    }
}
