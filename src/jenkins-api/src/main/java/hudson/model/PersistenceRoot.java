package hudson.model;

import java.io.File;

/** Signatures of {@code hudson.model.PersistenceRoot}, jenkins-core 2.528.3. */
public interface PersistenceRoot extends Saveable {
    File getRootDir();
}
