package io.jenkins.plugins.packer.engine.run;

import java.util.function.BooleanSupplier;

/** Last work of a thread that may have been interrupted already: it can wait, and is interrupted as before afterwards. */
public final class Uninterrupted {
    private Uninterrupted() {}

    /** Asks for something. */
    public static boolean ask(BooleanSupplier work) {
        boolean interrupted = Thread.interrupted();
        try {
            return work.getAsBoolean();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Does something. */
    public static void run(Runnable work) {
        ask(() -> {
            work.run();
            return true;
        });
    }
}
