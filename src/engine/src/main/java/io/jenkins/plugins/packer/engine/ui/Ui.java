package io.jenkins.plugins.packer.engine.ui;

/** Where a build talks to its user. What is said is redacted, reported and printed by those behind it. */
public interface Ui {

    /** Announces what is done next, in Packer's output {@code ==> name: text}. */
    void say(String text);

    /** Tells something about it, such as a line of a program's output: {@code     name: text}. */
    void message(String text);

    /** Tells that something failed. */
    void error(String text);

    /**
     * Asks the user and waits for a line of text.
     *
     * @return the line
     * @throws io.jenkins.plugins.packer.engine.run.CancelledException when the run is cancelled meanwhile
     * @throws io.jenkins.plugins.packer.engine.component.ComponentException when there is nobody to ask
     */
    String ask(String question) throws io.jenkins.plugins.packer.engine.component.ComponentException;

    /**
     * Tells how far a long transfer is. Called as often as one likes: it is thinned out behind.
     *
     * @param what a few words
     * @param done bytes so far
     * @param total bytes in all, or -1
     */
    void progress(String what, long done, long total);
}
