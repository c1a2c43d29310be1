package io.jenkins.plugins.packer.engine.template;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.ui.Ui;

/** A user interface with nobody at it. */
final class SilentUi implements Ui {
    @Override
    public void say(String text) {}

    @Override
    public void message(String text) {}

    @Override
    public void error(String text) {}

    @Override
    public String ask(String question) throws ComponentException {
        throw new ComponentException("nobody to ask");
    }

    @Override
    public void progress(String what, long done, long total) {}
}
