package io.jenkins.plugins.packer.cli;

/** Where the Java virtual machine enters the {@code packer} command. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        WarmUp.startFor(arguments);
        System.exit(new PackerProgram(Surroundings.ofProcess()).run(arguments));
    }
}
