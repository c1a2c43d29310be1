package io.jenkins.plugins.packer.cli;

/** The version of this program. */
final class ProgramVersion {
    private ProgramVersion() {}

    /** As the build stamped it; {@code development} where the program runs from loose classes. */
    static String text() {
        String version = ProgramVersion.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
