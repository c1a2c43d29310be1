package io.jenkins.plugins.packer.components.ansible;

import io.jenkins.plugins.packer.engine.component.ComponentSet;
import io.jenkins.plugins.packer.engine.component.Provisioner;
import java.util.List;

/** What runs Ansible, here or on the machine: the counterpart of Packer's plugin {@code github.com/hashicorp/ansible}. */
public final class AnsibleComponents implements ComponentSet {

    @Override
    public List<Provisioner<?>> provisioners() {
        return List.of(new AnsibleProvisioner(), new AnsibleLocalProvisioner());
    }
}
