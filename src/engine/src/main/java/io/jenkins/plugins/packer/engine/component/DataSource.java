package io.jenkins.plugins.packer.engine.component;

import io.jenkins.plugins.packer.hcl.value.Type;
import io.jenkins.plugins.packer.hcl.value.Value;

/**
 * Looks something up for a template, which refers to it as {@code data.TYPE.NAME}. It is read while the template is
 * evaluated, before any build is planned, and changes nothing outside.
 *
 * @param <C> configuration record
 * @see <a href="https://developer.hashicorp.com/packer/docs/templates/hcl_templates/blocks/data">Packer's data blocks</a>
 */
public interface DataSource<C extends Record> extends Component<C> {

    /**
     * The type of what {@link #read} yields. {@code validate} reads nothing and takes an unknown value of this type in
     * its place, so that a reference to an output that does not exist is found all the same.
     */
    Type.ObjectType outputType();

    /**
     * Looks it up.
     *
     * @return an object of {@link #outputType}; what is a secret in it carries
     *     {@link io.jenkins.plugins.packer.hcl.value.Mark#SENSITIVE}. Texts that hold one of the sensitive values of the
     *     configuration are marked by the caller
     * @throws ComponentException when it cannot be looked up
     * @throws io.jenkins.plugins.packer.engine.run.CancelledException when the run is cancelled meanwhile
     */
    Value read(C configuration, DataContext context) throws ComponentException;
}
