package io.jenkins.plugins.packer.engine.communicator.ssh;

import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.sshd.common.future.CloseFuture;
import org.apache.sshd.common.io.AbstractIoWriteFuture;
import org.apache.sshd.common.io.IoHandler;
import org.apache.sshd.common.io.IoService;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.io.IoWriteFuture;
import org.apache.sshd.common.util.Readable;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.closeable.AbstractCloseable;
import org.jspecify.annotations.Nullable;

/**
 * The library's view of a {@link Link}: one thread reads, and one writes, so that a side that waits for the other to
 * read never keeps this one from reading. The library's own transports know sockets only, and take a thread pool for
 * each client.
 */
final class LinkSession extends AbstractCloseable implements IoSession {
    private static final int READ_SIZE = 1 << 16;
    private static final int GREETING = 256;

    private final Link link;
    private final IoHandler handler;
    private final IoService service;
    private final Map<Object, Object> attributes = new ConcurrentHashMap<>();
    private final Object writing = new Object();
    /** What waits to be written. */
    private List<Write> waiting = new ArrayList<>();
    /** What is being written. */
    private List<Write> taken = List.of();

    private final Object reading = new Object();
    private boolean suspended;
    /** How often something came. */
    private final AtomicLong received = new AtomicLong();

    private volatile boolean listening;
    private volatile String greeting = "";
    private volatile @Nullable Throwable failure;

    /** Bytes to write, done when they are written. */
    private static final class Write extends AbstractIoWriteFuture {
        private final byte[] bytes;
        private final int offset;
        private final int length;

        Write(Object id, byte[] bytes, int offset, int length) {
            super(id, null);
            this.bytes = bytes;
            this.offset = offset;
            this.length = length;
        }

        void done() {
            setValue(Boolean.TRUE);
        }

        void failed(Throwable cause) {
            setValue(cause);
        }
    }

    LinkSession(Link link, IoHandler handler, IoService service) {
        this.link = link;
        this.handler = handler;
        this.service = service;
    }

    /** Starts to read and write. */
    void start() {
        start("packer-ssh-read", this::read);
        start("packer-ssh-write", this::write);
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Why the link broke; null while it has not. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    /** What came first, or the beginning of it; empty while there is nothing. */
    String greeting() {
        return greeting;
    }

    /** How often something came; {@link Asking.Line#DEAF} while what came last is being worked on. */
    long heard() {
        return listening ? received.get() : Asking.Line.DEAF;
    }

    private void read() {
        byte[] bytes = new byte[READ_SIZE];
        try {
            while (!isClosing()) {
                awaitResumption();
                listening = true;
                int count = link.in().read(bytes);
                listening = false;
                if (count < 0) {
                    break;
                }
                if (received.getAndIncrement() == 0) {
                    greeting = new String(bytes, 0, Math.min(count, GREETING), StandardCharsets.ISO_8859_1);
                }
                handler.messageReceived(this, new Received(bytes, count));
            }
            close(true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close(true);
        } catch (Throwable e) {
            broken(e);
        }
    }

    private void awaitResumption() throws InterruptedException {
        synchronized (reading) {
            while (suspended && !isClosing()) {
                reading.wait();
            }
        }
    }

    private void write() {
        OutputStream out = link.out();
        try {
            List<Write> writes = await();
            while (!isClosed()) {
                try {
                    for (Write next : writes) {
                        out.write(next.bytes, next.offset, next.length);
                    }
                    out.flush();
                } catch (IOException e) {
                    // In this order: who waits for the bytes can tell then that it is the connection that ended.
                    broken(e);
                    fail(writes, e);
                    return;
                }
                for (Write done : writes) {
                    done.done();
                }
                writes = await();
            }
            fail(writes, new ClosedChannelException());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close(true);
        }
    }

    /** All that has come since the last time: a thread that hands over much is not to wait for each piece. */
    private List<Write> await() throws InterruptedException {
        synchronized (writing) {
            while (waiting.isEmpty() && !isClosed()) {
                writing.wait();
            }
            return take();
        }
    }

    private List<Write> take() {
        synchronized (writing) {
            taken = waiting;
            waiting = new ArrayList<>();
            return taken;
        }
    }

    private static void fail(List<Write> writes, Throwable cause) {
        for (Write write : writes) {
            write.failed(cause);
        }
    }

    /** Ends it for a reason that is kept. */
    void broken(Throwable cause) {
        if (isClosing()) {
            return;
        }
        failure = cause;
        try {
            handler.exceptionCaught(this, cause);
        } catch (Exception e) {
            cause.addSuppressed(e);
        }
        close(true);
    }

    @Override
    public IoWriteFuture writeBuffer(Buffer buffer) throws IOException {
        Write write = new Write(this, buffer.array(), buffer.rpos(), buffer.available());
        boolean closed;
        synchronized (writing) {
            closed = isClosed();
            if (!closed) {
                waiting.add(write);
                writing.notifyAll();
            }
        }
        if (closed) {
            write.failed(new ClosedChannelException());
        }
        return write;
    }

    @Override
    protected CloseFuture doCloseGracefully() {
        List<Write> unfinished = new ArrayList<>();
        synchronized (writing) {
            unfinished.addAll(taken);
            unfinished.addAll(waiting);
        }
        return builder().when(toString(), unfinished).build().close(false);
    }

    @Override
    protected void doCloseImmediately() {
        link.close();
        fail(take(), new ClosedChannelException());
        resumeRead();
        super.doCloseImmediately();
        // Wakes the writer, which finds everything closed, and takes what came meanwhile.
        List<Write> late;
        synchronized (writing) {
            late = take();
            writing.notifyAll();
        }
        fail(late, new ClosedChannelException());
        try {
            handler.sessionClosed(this);
        } catch (Exception e) {
            failure = failure == null ? e : failure;
        }
    }

    @Override
    public void suspendRead() {
        synchronized (reading) {
            suspended = true;
        }
    }

    @Override
    public void resumeRead() {
        synchronized (reading) {
            suspended = false;
            reading.notifyAll();
        }
    }

    @Override
    public void shutdownOutputStream() {
        // Only forwarded ports end one direction by itself, and those have the library's own transport.
    }

    @Override
    public long getId() {
        return 1;
    }

    @Override
    public IoService getService() {
        return service;
    }

    @Override
    public SocketAddress getRemoteAddress() {
        return link.address();
    }

    @Override
    public SocketAddress getLocalAddress() {
        return link.address();
    }

    @Override
    public @Nullable SocketAddress getAcceptanceAddress() {
        return null;
    }

    @Override
    public @Nullable Object getAttribute(Object key) {
        return attributes.get(key);
    }

    @Override
    public @Nullable Object setAttribute(Object key, Object value) {
        return attributes.put(key, value);
    }

    @Override
    public @Nullable Object setAttributeIfAbsent(Object key, Object value) {
        return attributes.putIfAbsent(key, value);
    }

    @Override
    public @Nullable Object removeAttribute(Object key) {
        return attributes.remove(key);
    }

    @Override
    public String toString() {
        return "LinkSession[" + link.address() + "]";
    }

    /** What one read yielded. */
    private record Received(byte[] bytes, int count) implements Readable {
        @Override
        public int available() {
            return count;
        }

        @Override
        public void getRawBytes(byte[] data, int offset, int length) {
            System.arraycopy(bytes, 0, data, offset, length);
        }
    }
}
