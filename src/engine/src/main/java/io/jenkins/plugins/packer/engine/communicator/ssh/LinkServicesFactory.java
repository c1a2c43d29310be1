package io.jenkins.plugins.packer.engine.communicator.ssh;

import org.apache.sshd.common.Factory;
import org.apache.sshd.common.FactoryManager;
import org.apache.sshd.common.io.IoServiceFactory;
import org.apache.sshd.common.io.IoServiceFactoryFactory;
import org.apache.sshd.common.util.threads.CloseableExecutorService;

/** Makes the transport of one client. */
record LinkServicesFactory(Link link) implements IoServiceFactoryFactory {

    @Override
    public IoServiceFactory create(FactoryManager manager) {
        return new LinkServices(manager, link);
    }

    @Override
    public void setExecutorServiceFactory(Factory<CloseableExecutorService> factory) {
        // The link has its two threads; forwarded ports take the library's.
    }
}
