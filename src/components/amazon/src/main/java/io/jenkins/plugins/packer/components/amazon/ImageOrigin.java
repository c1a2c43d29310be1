package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.resource.Resource;

/** What an image is made of: an instance, or snapshots. */
interface ImageOrigin {

    /** What the user reads before it is asked for. */
    String announcement(String name);

    /**
     * Asks for the image, with {@link ImageReaper#mark} as a tag by which it is found.
     *
     * @param name of the image
     * @param resource its entry in the journal
     * @return the image's id
     */
    String create(String name, Resource resource) throws ComponentException;
}
