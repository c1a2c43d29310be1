package io.jenkins.plugins.packer.engine.testing.winrm;

import java.util.Base64;
import java.util.UUID;

/** The envelopes that Windows answers with. */
final class WsManReplies {
    /** The operation did not complete within the time that was allowed. */
    static final String TIMED_OUT = "2150858793";

    /** There is no shell of this id. */
    static final String NO_SHELL = "2150858843";

    private WsManReplies() {}

    static String created(WsManRequest request, String shell) {
        return envelope(
                WsManRequest.TRANSFER + "/CreateResponse",
                request.messageId(),
                "<x:ResourceCreated><a:Address>http://machine/wsman</a:Address><a:ReferenceParameters>"
                        + "<w:ResourceURI>" + WsManRequest.SHELL + "/cmd</w:ResourceURI><w:SelectorSet>"
                        + "<w:Selector Name=\"ShellId\">" + shell
                        + "</w:Selector></w:SelectorSet></a:ReferenceParameters></x:ResourceCreated>");
    }

    static String deleted(WsManRequest request) {
        return envelope(WsManRequest.TRANSFER + "/DeleteResponse", request.messageId(), "");
    }

    static String started(WsManRequest request, String command) {
        return envelope(
                WsManRequest.SHELL + "/CommandResponse",
                request.messageId(),
                "<rsp:CommandResponse><rsp:CommandId>" + command + "</rsp:CommandId></rsp:CommandResponse>");
    }

    static String sent(WsManRequest request) {
        return envelope(WsManRequest.SHELL + "/SendResponse", request.messageId(), "<rsp:SendResponse/>");
    }

    static String signalled(WsManRequest request) {
        return envelope(WsManRequest.SHELL + "/SignalResponse", request.messageId(), "<rsp:SignalResponse/>");
    }

    /** What a command printed, and how it ended where it has. */
    static String received(WsManRequest request, String command, byte[] stdout, byte[] stderr, Integer exitCode) {
        String attribute = "\" CommandId=\"" + command + "\"";
        StringBuilder body = new StringBuilder("<rsp:ReceiveResponse>");
        stream(body, "stdout", attribute, stdout, exitCode != null);
        stream(body, "stderr", attribute, stderr, exitCode != null);
        String state = exitCode == null ? "Running" : "Done";
        body.append("<rsp:CommandState CommandId=\"").append(command).append("\" State=\"");
        body.append(WsManRequest.SHELL).append("/CommandState/").append(state).append("\">");
        if (exitCode != null) {
            body.append("<rsp:ExitCode>").append(exitCode).append("</rsp:ExitCode>");
        }
        body.append("</rsp:CommandState></rsp:ReceiveResponse>");
        return envelope(WsManRequest.SHELL + "/ReceiveResponse", request.messageId(), body.toString());
    }

    private static void stream(StringBuilder body, String name, String attribute, byte[] bytes, boolean end) {
        if (bytes.length > 0) {
            body.append("<rsp:Stream Name=\"").append(name).append(attribute).append('>');
            body.append(Base64.getEncoder().encodeToString(bytes)).append("</rsp:Stream>");
        }
        if (end) {
            body.append("<rsp:Stream Name=\"").append(name).append(attribute).append(" End=\"true\"></rsp:Stream>");
        }
    }

    /** A fault. */
    static String fault(String subcode, String code, String text) {
        return envelope(
                WsManRequest.ADDRESSING + "/fault",
                "uuid:" + UUID.randomUUID(),
                "<s:Fault><s:Code><s:Value>s:Receiver</s:Value><s:Subcode><s:Value>" + subcode
                        + "</s:Value></s:Subcode></s:Code><s:Reason><s:Text xml:lang=\"en-US\">" + text
                        + "</s:Text></s:Reason><s:Detail><f:WSManFault"
                        + " xmlns:f=\"http://schemas.microsoft.com/wbem/wsman/1/wsmanfault\" Code=\"" + code
                        + "\" Machine=\"machine\"><f:Message>" + text
                        + " </f:Message></f:WSManFault></s:Detail></s:Fault>");
    }

    private static String envelope(String action, String relatesTo, String body) {
        return "<s:Envelope xml:lang=\"en-US\" xmlns:s=\"" + WsManRequest.SOAP + "\" xmlns:a=\""
                + WsManRequest.ADDRESSING + "\" xmlns:x=\"" + WsManRequest.TRANSFER + "\" xmlns:w=\""
                + WsManRequest.WSMAN + "\" xmlns:rsp=\"" + WsManRequest.SHELL + "\"><s:Header><a:Action>" + action
                + "</a:Action><a:MessageID>uuid:" + UUID.randomUUID()
                + "</a:MessageID><a:To>" + WsManRequest.ADDRESSING + "/role/anonymous</a:To><a:RelatesTo>" + relatesTo
                + "</a:RelatesTo></s:Header><s:Body>" + body + "</s:Body></s:Envelope>";
    }
}
