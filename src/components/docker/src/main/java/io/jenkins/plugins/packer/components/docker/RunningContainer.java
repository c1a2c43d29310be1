package io.jenkins.plugins.packer.components.docker;

import io.jenkins.plugins.packer.engine.resource.Resource;

/**
 * The container of a build.
 *
 * @param id its id
 * @param address its IP address, or empty
 * @param user whom it runs as; empty for root
 * @param mark its label's value
 * @param resource as it was registered
 */
record RunningContainer(String id, String address, String user, String mark, Resource resource) {}
