package io.jenkins.plugins.packer.components.salt;

import io.jenkins.plugins.packer.engine.component.ComponentSet;
import io.jenkins.plugins.packer.engine.component.Provisioner;
import java.util.List;

/** What runs Salt on the machine: the counterpart of Packer's plugin {@code github.com/hashicorp/salt}. */
public final class SaltComponents implements ComponentSet {

    @Override
    public List<Provisioner<?>> provisioners() {
        return List.of(new SaltMasterlessProvisioner());
    }
}
