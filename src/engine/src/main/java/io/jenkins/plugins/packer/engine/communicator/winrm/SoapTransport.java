package io.jenkins.plugins.packer.engine.communicator.winrm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

/** Carries an envelope to the machine, as a user who is logged in, and brings its answer back. */
abstract class SoapTransport {
    static final String SOAP = "application/soap+xml;charset=UTF-8";

    private static final int UNAUTHORIZED = 401;
    private static final int OK = 200;
    private static final int SHOWN = 300;

    /** The transport that settings ask for. */
    static SoapTransport of(WinRmSettings settings, HttpConnection connection) {
        return settings.ntlm() ? new NtlmTransport(settings, connection) : new Basic(settings, connection);
    }

    /**
     * Sends an envelope.
     *
     * @param wait how long the machine may hold the request back
     * @return the answer's envelope
     * @throws java.net.ConnectException when there is no connection
     * @throws LoginRefusedException when the user is not accepted
     * @throws WsManFault when the machine refuses the request
     * @throws IOException when there is no answer
     */
    final WsManAnswer exchange(String envelope, Duration wait) throws IOException {
        HttpConnection.Reply reply = send(envelope.getBytes(StandardCharsets.UTF_8), wait);
        if (reply.status() == UNAUTHORIZED) {
            throw new LoginRefusedException(refusal(reply.challenges()));
        }
        if (!reply.contentType().startsWith("application/soap+xml")) {
            throw new IOException("the answer is HTTP " + reply.status() + " with content of type \""
                    + reply.contentType() + "\" instead of SOAP: is this the port of WinRM? " + shown(reply.body()));
        }
        WsManAnswer answer = WsManAnswer.read(reply.body());
        answer.throwFault();
        if (reply.status() != OK) {
            throw new IOException("the answer is HTTP " + reply.status() + ": " + shown(reply.body()));
        }
        return answer;
    }

    /** Sends bytes of an envelope, and answers with such. */
    abstract HttpConnection.Reply send(byte[] envelope, Duration wait) throws IOException;

    /** What a refused login is told as. */
    abstract String refusal(List<String> offered);

    private static String shown(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8).strip();
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
    }

    /** Names of the ways that the machine offers to log in, such as {@code Negotiate, Basic}. */
    static String schemes(List<String> offered) {
        return offered.isEmpty()
                ? "none"
                : String.join(
                        ", ",
                        offered.stream()
                                .map(challenge -> challenge.strip().split("[ ,]", 2)[0])
                                .distinct()
                                .toList());
    }

    /** Sends user and password with every request (RFC 7617). */
    private static final class Basic extends SoapTransport {
        private final HttpConnection connection;
        private final WinRmSettings settings;
        private final String authorization;

        Basic(WinRmSettings settings, HttpConnection connection) {
            this.settings = settings;
            this.connection = connection;
            byte[] login = (settings.username() + ":" + settings.password()).getBytes(StandardCharsets.UTF_8);
            this.authorization = "Basic " + Base64.getEncoder().encodeToString(login);
        }

        @Override
        HttpConnection.Reply send(byte[] envelope, Duration wait) throws IOException {
            return connection.post(envelope, SOAP, authorization, wait);
        }

        @Override
        String refusal(List<String> offered) {
            return "the user " + settings.username() + " was refused (HTTP 401) with Basic authentication; the machine"
                    + " offers: " + schemes(offered) + ". Check winrm_username and winrm_password; where Basic is not"
                    + " offered set winrm_use_ntlm = true";
        }
    }
}
