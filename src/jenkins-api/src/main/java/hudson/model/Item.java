package hudson.model;

import hudson.security.AccessControlled;
import hudson.security.Permission;
import jenkins.model.FullyNamedModelObject;

/** Signatures of {@code hudson.model.Item}, jenkins-core 2.528.3. */
public interface Item extends PersistenceRoot, FullyNamedModelObject, AccessControlled {
    ItemGroup<? extends Item> getParent();

    String getName();

    String getFullName();

    String getDisplayName();

    String getUrl();

    Permission CONFIGURE = null;
    Permission READ = null;
    Permission EXTENDED_READ = null;
}
