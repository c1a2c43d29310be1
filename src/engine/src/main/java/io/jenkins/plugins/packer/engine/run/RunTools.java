package io.jenkins.plugins.packer.engine.run;

import io.jenkins.plugins.packer.engine.resource.Removal;
import io.jenkins.plugins.packer.engine.resource.ResourceJournal;
import io.jenkins.plugins.packer.engine.ui.EventStream;
import io.jenkins.plugins.packer.engine.ui.Prompt;

/**
 * What the builds of a run share.
 *
 * @param events takes what happens
 * @param prompt asks the user
 * @param journal lists what is created
 * @param removal removes it
 * @param secrets knows the run's secrets
 * @param cancellation the first signal: builds end and are cleaned up
 * @param stop the second signal: the run ends at once
 */
public record RunTools(
        EventStream events,
        Prompt prompt,
        ResourceJournal journal,
        Removal removal,
        Redactor secrets,
        Cancellation cancellation,
        Cancellation stop) {}
