package io.jenkins.plugins.packer.engine.component;

/** What a data source finds around it. */
public interface DataContext extends ComponentContext {

    /** The data source as messages name it, such as {@code http.release}. */
    String name();

    /**
     * Warns of something, at the place of the {@code data} block.
     *
     * @param summary what is odd, a few words
     * @param detail whole sentences with the remedy
     */
    void warning(String summary, String detail);
}
