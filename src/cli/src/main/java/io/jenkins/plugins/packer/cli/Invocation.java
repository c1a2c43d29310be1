package io.jenkins.plugins.packer.cli;

/**
 * One call of the program.
 *
 * @param surroundings what the process finds around it
 * @param machineReadable whether {@code -machine-readable} stood anywhere on the command line
 */
record Invocation(Surroundings surroundings, boolean machineReadable) {}
