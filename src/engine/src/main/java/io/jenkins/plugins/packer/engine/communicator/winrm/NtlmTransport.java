package io.jenkins.plugins.packer.engine.communicator.winrm;

import io.jenkins.plugins.packer.engine.communicator.winrm.ntlm.NtlmLogin;
import io.jenkins.plugins.packer.engine.communicator.winrm.ntlm.NtlmSession;
import java.io.IOException;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Logs in with NTLM when a connection is new, and sends what follows over it: encrypted over HTTP, since a machine
 * refuses anything else by default, and as it is over HTTPS.
 */
final class NtlmTransport extends SoapTransport {
    private static final String SCHEME = "Negotiate ";
    private static final int UNAUTHORIZED = 401;
    private static final int SERVER_ERROR = 500;

    private final WinRmSettings settings;
    private final HttpConnection connection;
    private @Nullable NtlmSession session;

    NtlmTransport(WinRmSettings settings, HttpConnection connection) {
        this.settings = settings;
        this.connection = connection;
    }

    @Override
    HttpConnection.Reply send(byte[] envelope, Duration wait) throws IOException {
        return settings.https() ? sendPlain(envelope, wait) : sendSealed(envelope, wait);
    }

    private HttpConnection.Reply sendPlain(byte[] envelope, Duration wait) throws IOException {
        HttpConnection.Reply reply = connection.post(envelope, SOAP, null, wait);
        return reply.status() == UNAUTHORIZED
                ? login(new NtlmLogin(settings.username(), settings.password()), envelope, wait)
                : reply;
    }

    private HttpConnection.Reply sendSealed(byte[] envelope, Duration wait) throws IOException {
        NtlmSession current = session;
        if (current != null) {
            HttpConnection.Reply reply = sendSealed(envelope, wait, current);
            if (reply.status() != UNAUTHORIZED) {
                return reply;
            }
            // The connection of the session has ended, and with it the login; the request was not looked at.
            session = null;
        }
        NtlmLogin login = new NtlmLogin(settings.username(), settings.password());
        HttpConnection.Reply reply = login(login, new byte[0], wait);
        if (reply.status() == UNAUTHORIZED) {
            return reply;
        }
        if (reply.status() >= SERVER_ERROR) {
            throw new IOException("the machine answers the login with HTTP " + reply.status());
        }
        current = login.session();
        session = current;
        return sendSealed(envelope, wait, current);
    }

    private HttpConnection.Reply sendSealed(byte[] envelope, Duration wait, NtlmSession current) throws IOException {
        HttpConnection.Reply reply;
        try {
            reply = connection.post(SealedMessage.seal(envelope, current), SealedMessage.CONTENT_TYPE, null, wait);
        } catch (IOException | RuntimeException e) {
            // Both sides count messages: after one that is lost, no other can be read.
            session = null;
            throw e;
        }
        if (!SealedMessage.is(reply.contentType())) {
            return reply;
        }
        byte[] plain = SealedMessage.unseal(reply.body(), current);
        return new HttpConnection.Reply(reply.status(), SOAP, reply.challenges(), plain, reply.certificate());
    }

    /** Logs in on the connection; the last message carries a body. */
    private HttpConnection.Reply login(NtlmLogin login, byte[] body, Duration wait) throws IOException {
        String first = Base64.getEncoder().encodeToString(login.negotiate());
        HttpConnection.Reply challenged = connection.post(new byte[0], SOAP, SCHEME + first, wait);
        Certificate certificate = challenged.certificate();
        for (String challenge : challenged.challenges()) {
            if (challenge.startsWith(SCHEME)) {
                byte[] bytes = decoded(challenge.substring(SCHEME.length()).strip());
                byte[] bindings = certificate == null ? null : ChannelBindings.of(certificate);
                String last = Base64.getEncoder().encodeToString(login.authenticate(bytes, bindings));
                return connection.post(body, SOAP, SCHEME + last, wait);
            }
        }
        return challenged;
    }

    private static byte[] decoded(String text) throws IOException {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new IOException("the machine's NTLM challenge is not Base64", e);
        }
    }

    @Override
    String refusal(List<String> offered) {
        return "the user " + settings.username() + " was refused (HTTP 401) with NTLM; the machine offers: "
                + schemes(offered) + ". Check winrm_username and winrm_password; where Negotiate is not offered set"
                + " winrm_use_ntlm = false";
    }
}
