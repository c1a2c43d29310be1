package io.jenkins.plugins.packer.engine.communicator.winrm;

import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;

/**
 * Writes the requests of WS-Management that run commands in a remote shell (MS-WSMV, section 3.1.4).
 *
 * @param to address of the machine's service
 * @param timeout how long the machine may hold a request back
 */
record WsManEnvelope(URI to, Duration timeout) {
    /** Most that any Windows lets an answer have by default. */
    private static final int MAX_ENVELOPE_SIZE = 153_600;

    private static final String TRANSFER = "http://schemas.xmlsoap.org/ws/2004/09/transfer/";
    private static final String SHELL = WsManAnswer.SHELL;
    private static final String CMD = SHELL + "/cmd";
    private static final String ANONYMOUS = "http://schemas.xmlsoap.org/ws/2004/08/addressing/role/anonymous";

    /** Asks for a shell that speaks UTF-8. */
    String create() {
        return envelope(
                TRANSFER + "Create",
                "",
                Map.of("WINRS_NOPROFILE", "FALSE", "WINRS_CODEPAGE", "65001"),
                "<rsp:Shell><rsp:InputStreams>stdin</rsp:InputStreams>"
                        + "<rsp:OutputStreams>stdout stderr</rsp:OutputStreams></rsp:Shell>");
    }

    /**
     * Starts a command line in a shell, by way of {@code cmd.exe}.
     *
     * @param fed whether it is sent input, byte by byte, which then does not count as typed
     */
    String command(String shell, String commandLine, boolean fed) {
        return envelope(
                SHELL + "/Command",
                shell,
                Map.of("WINRS_CONSOLEMODE_STDIN", fed ? "FALSE" : "TRUE", "WINRS_SKIP_CMD_SHELL", "FALSE"),
                "<rsp:CommandLine><rsp:Command>" + escaped(commandLine) + "</rsp:Command></rsp:CommandLine>");
    }

    /** Asks for what a command printed, and whether it has ended. */
    String receive(String shell, String command) {
        return envelope(
                SHELL + "/Receive",
                shell,
                Map.of(),
                "<rsp:Receive><rsp:DesiredStream CommandId=\"" + escaped(command)
                        + "\">stdout stderr</rsp:DesiredStream></rsp:Receive>");
    }

    /**
     * Passes input to a command.
     *
     * @param end whether nothing comes after it
     */
    String send(String shell, String command, byte[] input, boolean end) {
        return envelope(
                SHELL + "/Send",
                shell,
                Map.of(),
                "<rsp:Send><rsp:Stream Name=\"stdin\" CommandId=\"" + escaped(command) + "\""
                        + (end ? " End=\"true\"" : "") + ">"
                        + Base64.getEncoder().encodeToString(input) + "</rsp:Stream></rsp:Send>");
    }

    /** Ends a command, or takes note of its end. */
    String terminate(String shell, String command) {
        return envelope(
                SHELL + "/Signal",
                shell,
                Map.of(),
                "<rsp:Signal CommandId=\"" + escaped(command) + "\"><rsp:Code>" + SHELL
                        + "/signal/terminate</rsp:Code></rsp:Signal>");
    }

    /** Ends a shell and all that runs in it. */
    String delete(String shell) {
        return envelope(TRANSFER + "Delete", shell, Map.of(), "");
    }

    private String envelope(String action, String shell, Map<String, String> options, String body) {
        StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?><env:Envelope xmlns:env=\""
                + WsManAnswer.SOAP + "\" xmlns:a=\"http://schemas.xmlsoap.org/ws/2004/08/addressing\" xmlns:w=\""
                + WsManAnswer.WSMAN + "\" xmlns:p=\"http://schemas.microsoft.com/wbem/wsman/1/wsman.xsd\" xmlns:rsp=\""
                + SHELL + "\"><env:Header><a:To>" + escaped(to.toString())
                + "</a:To><a:ReplyTo><a:Address env:mustUnderstand=\"true\">" + ANONYMOUS
                + "</a:Address></a:ReplyTo><w:MaxEnvelopeSize env:mustUnderstand=\"true\">" + MAX_ENVELOPE_SIZE
                + "</w:MaxEnvelopeSize><a:MessageID>uuid:" + UUID.randomUUID()
                + "</a:MessageID><w:Locale env:mustUnderstand=\"false\" xml:lang=\"en-US\"/>"
                + "<p:DataLocale env:mustUnderstand=\"false\" xml:lang=\"en-US\"/><w:OperationTimeout>"
                + seconds() + "</w:OperationTimeout><w:ResourceURI env:mustUnderstand=\"true\">" + CMD
                + "</w:ResourceURI><a:Action env:mustUnderstand=\"true\">" + action + "</a:Action>");
        if (!shell.isEmpty()) {
            text.append("<w:SelectorSet><w:Selector Name=\"ShellId\">")
                    .append(escaped(shell))
                    .append("</w:Selector></w:SelectorSet>");
        }
        if (!options.isEmpty()) {
            text.append("<w:OptionSet>");
            options.forEach((name, value) -> text.append("<w:Option Name=\"")
                    .append(name)
                    .append("\">")
                    .append(value)
                    .append("</w:Option>"));
            text.append("</w:OptionSet>");
        }
        return text.append("</env:Header><env:Body>")
                .append(body)
                .append("</env:Body></env:Envelope>")
                .toString();
    }

    /** A duration of XML Schema, in seconds with milliseconds. */
    private String seconds() {
        return "PT" + timeout.toSeconds()
                + (timeout.toMillisPart() == 0 ? "" : String.format(".%03d", timeout.toMillisPart())) + "S";
    }

    /** Text as it stands between tags or quotes; a carriage return would else become a line feed. */
    static String escaped(String text) {
        StringBuilder result = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> result.append("&lt;");
                case '>' -> result.append("&gt;");
                case '&' -> result.append("&amp;");
                case '"' -> result.append("&quot;");
                case '\r', '\n', '\t' -> result.append("&#").append((int) c).append(';');
                default -> result.append(c);
            }
        }
        return result.toString();
    }
}
