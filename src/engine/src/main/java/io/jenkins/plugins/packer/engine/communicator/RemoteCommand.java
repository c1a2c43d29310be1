package io.jenkins.plugins.packer.engine.communicator;

import java.util.function.Consumer;

/**
 * A command to run on a machine.
 *
 * @param command the line for the machine's shell
 * @param output receives each line of standard output, without its end
 * @param errors receives each line of standard error, without its end
 */
public record RemoteCommand(String command, Consumer<String> output, Consumer<String> errors) {}
