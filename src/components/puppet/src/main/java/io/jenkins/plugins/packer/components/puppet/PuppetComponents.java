package io.jenkins.plugins.packer.components.puppet;

import io.jenkins.plugins.packer.engine.component.ComponentSet;
import io.jenkins.plugins.packer.engine.component.Provisioner;
import java.util.List;

/** What runs Puppet on the machine: the counterpart of Packer's plugin {@code github.com/hashicorp/puppet}. */
public final class PuppetComponents implements ComponentSet {

    @Override
    public List<Provisioner<?>> provisioners() {
        return List.of(new PuppetMasterlessProvisioner(), new PuppetServerProvisioner());
    }
}
