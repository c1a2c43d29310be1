package io.jenkins.plugins.packer.cli;

import io.jenkins.plugins.packer.engine.process.LocalProcess;
import io.jenkins.plugins.packer.engine.run.Cancellation;
import io.jenkins.plugins.packer.engine.run.CancelledException;
import io.jenkins.plugins.packer.engine.run.Redactor;
import io.jenkins.plugins.packer.engine.ui.FileTrouble;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Makes the program start quickly where it is: with this Java, and in this place. */
final class ArchiveClassesCommand implements Command {
    private static final long MEBIBYTE = 1 << 20;

    @Override
    public String name() {
        return "archive-classes";
    }

    @Override
    public String synopsis() {
        return "make this program start quickly where it is installed";
    }

    @Override
    public Flags flags() {
        return Flags.of(
                name(),
                "Makes the archives of loaded classes that this program starts quickly from. They hold for the Java that"
                        + " runs this command, and for the directory that the program is in; run it again when either"
                        + " changes. It writes into the program's directory lib.");
    }

    @Override
    public int run(Arguments arguments, Invocation invocation) {
        Output output = new Output(invocation);
        Surroundings surroundings = invocation.surroundings();
        Cancellation stop = new Cancellation();
        Signals.cancel(stop, stop);
        Path home = surroundings.home();
        if (home == null) {
            output.error(
                    "This program was not started by its launcher, bin/packer, so there is nothing to make quick.");
            return 1;
        }
        if (isPassedOver(home)) {
            output.error("Java " + Runtime.version()
                    + " archives no classes of a program whose path is written otherwise in a"
                    + " URL, as " + home + " is: with a space, for example. Put the program elsewhere, or run it with a"
                    + " newer Java, such as 25.");
            return 1;
        }
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        LocalProcess process =
                new LocalProcess(surroundings.directory(), stop, new Redactor(), output::message, output::error);
        try {
            List<ClassArchive> archives = ClassArchive.of(home);
            for (ClassArchive archive : archives) {
                long size = archive.make(java, process, surroundings.environment());
                output.say("Made " + archive.file() + ", " + size / MEBIBYTE + " MiB.");
            }
            if (archives.isEmpty()) {
                output.error("There are no names of classes in " + home.resolve("lib") + ": *.classes is missing.");
            }
            return archives.isEmpty() ? 1 : 0;
        } catch (CancelledException e) {
            output.error("Stopped: " + e.getMessage() + ". The archives that are not named above are as they were.");
        } catch (IOException e) {
            output.error("The archives in " + home.resolve("lib") + " cannot be made: " + FileTrouble.words(e));
        }
        return 1;
    }

    /** Java before 21 takes the escaped path of a jar's URL for the name of its file (JDK-8339460). */
    private static boolean isPassedOver(Path home) {
        return Runtime.version().feature() < 21
                && !home.toUri().getRawPath().equals(home.toUri().getPath());
    }
}
