package io.jenkins.plugins.packer.cli;

import io.jenkins.plugins.packer.engine.template.LanguageVersion;

/**
 * Tells two versions: first that of the Packer whose templates and output this program has, in Packer's words, for the
 * scripts that look for it; then the program's own.
 */
final class VersionCommand implements Command {
    @Override
    public String name() {
        return "version";
    }

    @Override
    public String synopsis() {
        return "print the versions of Packer's language and of this program";
    }

    @Override
    public Flags flags() {
        return Flags.of(name(), "Prints the version of Packer that is spoken here, and the version of this program.");
    }

    @Override
    public int run(Arguments arguments, Invocation invocation) {
        Output output = new Output(invocation);
        output.machine("version", LanguageVersion.TEXT);
        // Packer's own spelling, which programs look for.
        output.machine("version-prelease", "");
        output.machine("version-commit", "");
        output.say("Packer v" + LanguageVersion.TEXT);
        output.say("packer-pipeline " + ProgramVersion.text() + ", Java " + Runtime.version());
        return 0;
    }
}
