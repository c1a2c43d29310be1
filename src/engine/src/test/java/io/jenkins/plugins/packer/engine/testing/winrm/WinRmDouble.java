package io.jenkins.plugins.packer.engine.testing.winrm;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.jenkins.plugins.packer.engine.communicator.winrm.SealedMessage;
import io.jenkins.plugins.packer.engine.communicator.winrm.ntlm.NtlmSession;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A machine with Windows as WinRM shows it: listens on a port of its own, checks login, encryption and every envelope,
 * and acts out what command lines do. What a client does wrong is kept in {@link #violations} and answered as Windows
 * would. It is itself checked with clients that others wrote.
 */
public final class WinRmDouble implements AutoCloseable {
    private static final String SOAP = "application/soap+xml;charset=UTF-8";

    static {
        // Otherwise each answer waits for the client's acknowledgement of its headers.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    /** What happens to a request instead of an answer. */
    public enum Trouble {
        /** The connection ends before the answer does. */
        DROP,
        /** A fault that says that access is denied. */
        FAULT,
        /** An answer of HTTP that is no SOAP. */
        UNAVAILABLE,
        /** The request does its work, and then the connection ends without an answer. */
        LOSE_ANSWER,
        /** The request does its work, and is never answered. */
        SILENCE
    }

    /** Trouble for a request of an action, when so many others of it went well. */
    private record Expected(String action, Trouble trouble, AtomicInteger well) {}

    private final Map<String, String> passwords = new HashMap<>(Map.of("packer", "pässword"));
    private final WindowsFiles files = new WindowsFiles();
    private final List<String> commands = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();
    private final ConcurrentLinkedDeque<Expected> troubles = new ConcurrentLinkedDeque<>();
    private final Map<Integer, NtlmServer> logins = new ConcurrentHashMap<>();
    private final RemoteShells shells = new RemoteShells(this::program);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final @Nullable SSLContext tls;
    private final byte @Nullable [] bindings;
    private volatile Function<String, @Nullable WindowsProgram> programs = line -> null;
    private volatile boolean basic = true;
    private volatile boolean unencrypted = true;
    private volatile boolean strict;
    private volatile boolean sealing = true;
    private volatile boolean wandering;
    private volatile int requests;
    private volatile int port;
    private HttpServer server;

    /** One that speaks HTTP. */
    public WinRmDouble() throws IOException {
        this(null, null);
    }

    /**
     * One that speaks HTTPS.
     *
     * @param tls with the machine's certificate
     * @param bindings MD5 of the channel bindings that go with it
     */
    public WinRmDouble(@Nullable SSLContext tls, byte @Nullable [] bindings) throws IOException {
        this.tls = tls;
        this.bindings = bindings;
        server = start();
    }

    private HttpServer start() throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        HttpServer started;
        if (tls == null) {
            started = HttpServer.create(address, 0);
        } else {
            HttpsServer secure = HttpsServer.create(address, 0);
            secure.setHttpsConfigurator(new HttpsConfigurator(tls));
            started = secure;
        }
        started.setExecutor(Executors.newCachedThreadPool(runnable -> {
            Thread thread = new Thread(runnable, "winrm-double");
            thread.setDaemon(true);
            return thread;
        }));
        started.createContext("/wsman", this::handle);
        started.start();
        port = started.getAddress().getPort();
        return started;
    }

    public int port() {
        return port;
    }

    /** Lets a user in. */
    public WinRmDouble user(String name, String password) {
        passwords.put(name, password);
        return this;
    }

    /** Refuses Basic, as Windows does by default. */
    public WinRmDouble negotiateOnly() {
        basic = false;
        return this;
    }

    /** Refuses what is not encrypted, as Windows does by default. */
    public WinRmDouble encryptedOnly() {
        unencrypted = false;
        return this;
    }

    /** Refuses logins that are not tied to their TLS connection. */
    public WinRmDouble strictBindings() {
        strict = true;
        return this;
    }

    /** Does not agree to encryption. */
    public WinRmDouble withoutSealing() {
        sealing = false;
        return this;
    }

    /**
     * Lets a login go on over another connection than it began on. Windows does not: this is for Go's client, which takes
     * any idle connection of its pool for the second half of a login, and on a busy machine that may be another one.
     */
    public WinRmDouble loginsWander() {
        wandering = true;
        return this;
    }

    /** Has command lines do something; one that gets null prints nothing and ends well. */
    public WinRmDouble programs(Function<String, @Nullable WindowsProgram> newPrograms) {
        programs = newPrograms;
        return this;
    }

    /** Has the next request of this action run into trouble; several wait for their turn. */
    public void trouble(String action, Trouble trouble) {
        troubleAfter(0, action, trouble);
    }

    /** Has a request of this action run into trouble when so many went well. */
    public void troubleAfter(int well, String action, Trouble trouble) {
        troubles.add(new Expected(action, trouble, new AtomicInteger(well)));
    }

    /** Puts a file on the disk. */
    public void put(String path, byte[] content) {
        files.put(path, content);
    }

    /** The files on the disk; a directory that was made has a backslash at its end. */
    public Map<String, byte[]> files() {
        return files.all();
    }

    /** The files on the disk as text. */
    public Map<String, String> texts() {
        Map<String, String> texts = new TreeMap<>();
        files().forEach((path, content) -> texts.put(path, new String(content, StandardCharsets.UTF_8)));
        return texts;
    }

    /** The command lines that do not move files, in order; of a script handed over whole, the script. */
    public List<String> commands() {
        synchronized (commands) {
            return List.copyOf(commands);
        }
    }

    /** What clients did wrong. */
    public List<String> violations() {
        synchronized (violations) {
            return List.copyOf(violations);
        }
    }

    /** How many shells are open. */
    public int openShells() {
        return shells.count();
    }

    /** How many requests came. */
    public int requests() {
        return requests;
    }

    /** Stops answering, and forgets its shells. */
    public synchronized void shutDown() {
        server.stop(0);
        shells.forget();
        logins.clear();
    }

    /** Comes up again on the same port. */
    public synchronized void startUp() throws IOException {
        server = start();
    }

    @Override
    public synchronized void close() {
        closed.countDown();
        shutDown();
    }

    private WindowsProgram program(String commandLine) {
        WindowsProgram moving = files.program(commandLine);
        if (moving != null) {
            return moving;
        }
        String shown = WindowsFiles.script(commandLine).orElse(commandLine);
        synchronized (commands) {
            commands.add(shown);
        }
        WindowsProgram program = programs.apply(shown);
        if (program != null) {
            return program;
        }
        return shown.contains("WinRM connected.")
                ? WindowsProgram.printing("WinRM connected.\r\n")
                : WindowsProgram.printing("");
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests++;
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (!"POST".equals(exchange.getRequestMethod())) {
                violation("method " + exchange.getRequestMethod());
            }
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            NtlmServer login = logins.get(exchange.getRemoteAddress().getPort());
            if (authorization != null && authorization.startsWith("Basic ") && basic) {
                basic(exchange, authorization, body);
            } else if (authorization != null && authorization.startsWith("Negotiate ")) {
                negotiate(exchange, authorization, body);
            } else if (login != null && login.isLoggedIn()) {
                authenticated(exchange, body, login);
            } else {
                refuse(exchange, null);
            }
        }
    }

    private void basic(HttpExchange exchange, String authorization, byte[] body) throws IOException {
        String login = new String(
                Base64.getDecoder().decode(authorization.substring("Basic ".length())), StandardCharsets.UTF_8);
        int colon = login.indexOf(':');
        String password = passwords.get(login.substring(0, colon));
        if (password == null || !password.equals(login.substring(colon + 1))) {
            refuse(exchange, null);
        } else if (!unencrypted && tls == null) {
            violation("Basic without encryption");
            refuse(exchange, null);
        } else {
            soap(exchange, body, null);
        }
    }

    private void negotiate(HttpExchange exchange, String authorization, byte[] body) throws IOException {
        int connection = exchange.getRemoteAddress().getPort();
        byte[] message = Base64.getDecoder().decode(authorization.substring("Negotiate ".length()));
        NtlmServer login =
                logins.computeIfAbsent(connection, key -> new NtlmServer(passwords, bindings, strict, sealing));
        if (wandering && NtlmServer.isLast(message) && !login.isWaiting()) {
            login = wandered(login);
            logins.put(connection, login);
        }
        byte[] answer;
        try {
            answer = login.next(message);
        } catch (IOException e) {
            logins.remove(connection);
            violation(e.getMessage());
            refuse(exchange, null);
            return;
        }
        if (answer.length > 0) {
            refuse(exchange, "Negotiate " + Base64.getEncoder().encodeToString(answer));
        } else if (body.length == 0) {
            send(exchange, 200, SOAP, new byte[0]);
        } else {
            authenticated(exchange, body, login);
        }
    }

    /** The login that waits for its last message on another connection, or the one of this connection without such. */
    private NtlmServer wandered(NtlmServer here) {
        for (Map.Entry<Integer, NtlmServer> other : logins.entrySet()) {
            if (other.getValue().isWaiting() && logins.remove(other.getKey(), other.getValue())) {
                return other.getValue();
            }
        }
        return here;
    }

    private void authenticated(HttpExchange exchange, byte[] body, NtlmServer login) throws IOException {
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (SealedMessage.is(type == null ? "" : type)) {
            byte[] envelope;
            try {
                envelope = SealedMessage.unseal(body, login.session());
            } catch (IOException e) {
                violation(e.getMessage());
                send(exchange, 400, "text/plain", new byte[0]);
                return;
            }
            soap(exchange, envelope, login.session());
        } else if (!unencrypted && tls == null) {
            violation("a message without encryption");
            send(exchange, 403, "text/plain", new byte[0]);
        } else {
            soap(exchange, body, null);
        }
    }

    private void refuse(HttpExchange exchange, @Nullable String challenge) throws IOException {
        if (challenge == null) {
            exchange.getResponseHeaders().add("WWW-Authenticate", "Negotiate");
            if (basic) {
                exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"WSMAN\"");
            }
        } else {
            exchange.getResponseHeaders().add("WWW-Authenticate", challenge);
        }
        send(exchange, 401, null, new byte[0]);
    }

    private void soap(HttpExchange exchange, byte[] envelope, @Nullable NtlmSession session) throws IOException {
        String answer;
        try {
            WsManRequest request = WsManRequest.read(envelope);
            Expected expected = troubles.peek();
            if (expected != null
                    && expected.action().equals(request.action())
                    && expected.well().getAndDecrement() == 0) {
                troubles.poll();
                if (expected.trouble() == Trouble.LOSE_ANSWER || expected.trouble() == Trouble.SILENCE) {
                    shells.answer(request);
                }
                make(expected.trouble(), exchange, session);
                return;
            }
            answer = shells.answer(request);
        } catch (WsManRequest.InvalidException e) {
            violation(e.getMessage());
            answer = WsManReplies.fault("w:SchemaValidationError", "2150858817", e.getMessage());
        }
        envelope(exchange, answer, session);
    }

    private void make(Trouble trouble, HttpExchange exchange, @Nullable NtlmSession session) throws IOException {
        switch (trouble) {
            case DROP -> {
                exchange.getResponseHeaders().add("Content-Type", SOAP);
                exchange.sendResponseHeaders(200, 1000);
                exchange.getResponseBody().write("<s:Envelope".getBytes(StandardCharsets.US_ASCII));
                exchange.getResponseBody().flush();
            }
            case FAULT -> envelope(exchange, WsManReplies.fault("w:AccessDenied", "5", "Access is denied."), session);
            case UNAVAILABLE ->
                send(exchange, 503, "text/html", "Service Unavailable".getBytes(StandardCharsets.US_ASCII));
            case LOSE_ANSWER -> exchange.sendResponseHeaders(200, 1000);
            case SILENCE -> awaitEnd();
        }
    }

    private void awaitEnd() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void envelope(HttpExchange exchange, String answer, @Nullable NtlmSession session) throws IOException {
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        int status = answer.contains("<s:Fault>") ? 500 : 200;
        if (session == null) {
            send(exchange, status, SOAP, bytes);
        } else {
            send(exchange, status, SealedMessage.CONTENT_TYPE, SealedMessage.seal(bytes, session));
        }
    }

    private static void send(HttpExchange exchange, int status, @Nullable String type, byte[] body) throws IOException {
        if (type != null) {
            exchange.getResponseHeaders().add("Content-Type", type);
        }
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    private void violation(String what) {
        synchronized (violations) {
            violations.add(what);
        }
    }
}
