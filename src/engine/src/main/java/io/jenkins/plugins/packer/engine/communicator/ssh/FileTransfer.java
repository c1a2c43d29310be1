package io.jenkins.plugins.packer.engine.communicator.ssh;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import java.io.InputStream;
import java.io.OutputStream;

/** Moves files one by one: {@code ssh_file_transfer_method}. */
interface FileTransfer {

    void upload(InputStream content, long size, int mode, String destination) throws ComponentException;

    void download(String source, OutputStream content) throws ComponentException;

    /**
     * Copies a tree to the machine.
     *
     * @param below name of the directory that is created below the destination, or empty for its content only
     */
    void uploadTree(LocalTree tree, String below, String destination) throws ComponentException;

    void downloadTree(RemoteTree source, NewTree target) throws ComponentException;
}
