package io.jenkins.plugins.packer.engine.catalog;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import java.util.ArrayList;
import java.util.List;

/**
 * What takes the place of Packer's plugins: the components that are there. A plugin's components are called by its name,
 * or begin with it and a dash, as {@code amazon-ebs} of {@code github.com/hashicorp/amazon} does; so Packer requires it.
 */
public final class PluginOffer {
    /** What a user can do where a plugin is missing. */
    public static final String WAY_OUT = """
            Packer's plugins are Go programs, which this program cannot run. What you can do:
              - add a folder of components that offers it, and name the directory that
                holds it in PACKER_COMPONENTS_PATH; see "packer components"
              - in Jenkins, choose an installation of HashiCorp's Packer for the template
              - take the requirement out, if no build uses the plugin""";

    private final List<ComponentCatalog.Listed> listed;

    private PluginOffer(List<ComponentCatalog.Listed> listed) {
        this.listed = listed;
    }

    /** What a catalog has; its folders are listed, not loaded. */
    public static PluginOffer of(ComponentCatalog catalog) throws ComponentException {
        return new PluginOffer(catalog.list());
    }

    /**
     * The components of a plugin, such as {@code builder docker}; none where it is not there.
     *
     * @param source the plugin's address, such as {@code github.com/hashicorp/docker}
     */
    public List<String> components(String source) {
        String name = source.substring(source.lastIndexOf('/') + 1);
        List<String> found = new ArrayList<>();
        for (ComponentCatalog.Listed component : listed) {
            boolean named = component.type().equals(name) || component.type().startsWith(name + "-");
            if (named && component.kind() != ComponentKind.REAPER && component.kind() != ComponentKind.FUNCTION) {
                found.add(component.kind().label() + " " + component.type());
            }
        }
        return found;
    }
}
