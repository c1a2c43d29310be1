package io.jenkins.plugins.packer.engine.component;

/**
 * Changes the machine that a builder started.
 *
 * @param <C> configuration record
 */
public interface Provisioner<C extends Record> extends Component<C> {

    /**
     * Does its work on the machine.
     *
     * @throws ComponentException when it fails
     */
    void provision(C configuration, ProvisionContext context) throws ComponentException;
}
