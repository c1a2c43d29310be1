package hudson.model;

import java.util.Collection;
import jenkins.model.FullyNamedModelObject;

/** Signatures of {@code hudson.model.ItemGroup}, jenkins-core 2.528.3. */
public interface ItemGroup<T extends Item> extends FullyNamedModelObject, PersistenceRoot {
    Collection<T> getItems();

    String getUrl();
}
