package jenkins.model;

import hudson.model.ModelObject;

/** Signatures of {@code jenkins.model.FullyNamedModelObject}, jenkins-core 2.528.3. */
public interface FullyNamedModelObject extends ModelObject {
    String getFullDisplayName();
}
