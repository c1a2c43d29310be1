package io.jenkins.plugins.packer.engine.communicator;

import java.io.InputStream;
import java.io.OutputStream;

/**
 * A command to run on a machine with bytes for input and outputs, such as a protocol that is spoken through it.
 *
 * @param command the line for the machine's shell
 * @param input the command's standard input, which ends where this does. Whoever starts the command closes this when the
 *     command has ended: it may have no end of its own
 * @param output receives standard output, and is flushed whenever there is nothing more to pass on for the moment
 * @param errors receives standard error, likewise
 */
public record StreamedCommand(String command, InputStream input, OutputStream output, OutputStream errors) {}
