package io.jenkins.plugins.packer.engine.communicator.ssh;

import java.net.SocketAddress;
import java.util.HashMap;
import java.util.Map;
import org.apache.sshd.client.session.SessionFactory;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.FactoryManager;
import org.apache.sshd.common.io.DefaultIoConnectFuture;
import org.apache.sshd.common.io.IoAcceptor;
import org.apache.sshd.common.io.IoConnectFuture;
import org.apache.sshd.common.io.IoConnector;
import org.apache.sshd.common.io.IoHandler;
import org.apache.sshd.common.io.IoServiceEventListener;
import org.apache.sshd.common.io.IoServiceFactory;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.io.nio2.Nio2ServiceFactory;
import org.apache.sshd.common.util.closeable.AbstractCloseable;
import org.jspecify.annotations.Nullable;

/** Has one SSH client run over one {@link Link}; ports that it forwards have the library's own transport. */
final class LinkServices extends AbstractCloseable implements IoServiceFactory {
    private final FactoryManager manager;
    private final Link link;
    private @Nullable Nio2ServiceFactory ports;
    private @Nullable IoServiceEventListener listener;

    LinkServices(FactoryManager manager, Link link) {
        this.manager = manager;
        this.link = link;
    }

    @Override
    public IoConnector createConnector(IoHandler handler) {
        return handler instanceof SessionFactory ? new Connector(link, handler) : ports().createConnector(handler);
    }

    @Override
    public IoAcceptor createAcceptor(IoHandler handler) {
        return ports().createAcceptor(handler);
    }

    private synchronized Nio2ServiceFactory ports() {
        if (ports == null) {
            ports = new Nio2ServiceFactory(manager, null, null);
        }
        return ports;
    }

    @Override
    protected synchronized void doCloseImmediately() {
        if (ports != null) {
            ports.close(true);
        }
        super.doCloseImmediately();
    }

    @Override
    public @Nullable IoServiceEventListener getIoServiceEventListener() {
        return listener;
    }

    @Override
    public void setIoServiceEventListener(IoServiceEventListener newListener) {
        listener = newListener;
    }

    /** Connects without delay, since the link is there already. */
    private static final class Connector extends AbstractCloseable implements IoConnector {
        private final Link link;
        private final IoHandler handler;
        private final Map<Long, IoSession> sessions = new HashMap<>();
        private @Nullable IoServiceEventListener listener;

        Connector(Link link, IoHandler handler) {
            this.link = link;
            this.handler = handler;
        }

        @Override
        public IoConnectFuture connect(
                SocketAddress address, @Nullable AttributeRepository context, @Nullable SocketAddress local) {
            IoConnectFuture future = new DefaultIoConnectFuture(address, null);
            LinkSession session = new LinkSession(link, handler, this);
            sessions.put(session.getId(), session);
            try {
                handler.sessionCreated(session);
                future.setSession(session);
                session.start();
            } catch (Exception e) {
                session.close(true);
                throw new IllegalStateException("SSH over " + address + " cannot be begun", e);
            }
            return future;
        }

        @Override
        public Map<Long, IoSession> getManagedSessions() {
            return Map.copyOf(sessions);
        }

        @Override
        protected void doCloseImmediately() {
            sessions.values().forEach(session -> session.close(true));
            super.doCloseImmediately();
        }

        @Override
        public @Nullable IoServiceEventListener getIoServiceEventListener() {
            return listener;
        }

        @Override
        public void setIoServiceEventListener(IoServiceEventListener newListener) {
            listener = newListener;
        }
    }
}
