package io.jenkins.plugins.packer.engine.run;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.ui.Ui;

/** Stops a build with {@code -debug} until the user goes on; where there is nobody to ask, says so once and goes on. */
final class DebugPause {
    private final Ui ui;
    private boolean active;

    DebugPause(boolean debug, Ui ui) {
        this.active = debug;
        this.ui = ui;
    }

    void pause(String question) {
        if (active) {
            try {
                ui.ask(question);
            } catch (ComponentException e) {
                ui.error(e.getMessage() + " Going on without pauses.");
                active = false;
            }
        }
    }

    /** Stops before cleaning up, unless the run is cancelled meanwhile: that does not keep it from cleaning up. */
    void pauseUnlessCancelled(String question) {
        try {
            pause(question);
        } catch (CancelledException e) {
            active = false;
        }
    }
}
