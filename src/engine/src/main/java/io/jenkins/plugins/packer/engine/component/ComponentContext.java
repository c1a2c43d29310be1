package io.jenkins.plugins.packer.engine.component;

import io.jenkins.plugins.packer.engine.run.Cancellation;
import io.jenkins.plugins.packer.engine.run.Redactor;
import io.jenkins.plugins.packer.engine.ui.Ui;
import java.nio.file.Path;
import java.util.Map;

/** What every component finds around it, whether a build runs or a template is only evaluated. */
public interface ComponentContext {

    /** Where it talks to the user. */
    Ui ui();

    /** Set when the run is to end: long work asks it, and blocking calls end with it. */
    Cancellation cancellation();

    /** Takes secrets that come up, so that nothing printed afterwards shows them. */
    Redactor secrets();

    /** Directory against which relative paths of the template are resolved: the working directory of the run. */
    Path directory();

    /** Environment of the run, in place of {@link System#getenv()}. */
    Map<String, String> environment();
}
