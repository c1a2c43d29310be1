package io.jenkins.plugins.packer.components.chef;

import io.jenkins.plugins.packer.engine.component.ComponentSet;
import io.jenkins.plugins.packer.engine.component.Provisioner;
import java.util.List;

/** What runs Chef on the machine: the counterpart of Packer's plugin {@code github.com/hashicorp/chef}. */
public final class ChefComponents implements ComponentSet {

    @Override
    public List<Provisioner<?>> provisioners() {
        return List.of(new ChefSoloProvisioner(), new ChefClientProvisioner());
    }
}
