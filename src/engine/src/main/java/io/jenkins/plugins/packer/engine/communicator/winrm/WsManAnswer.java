package io.jenkins.plugins.packer.engine.communicator.winrm;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * An envelope that the machine sent.
 *
 * @param document its tree
 */
record WsManAnswer(Document document) {
    static final String SOAP = "http://www.w3.org/2003/05/soap-envelope";
    static final String SHELL = "http://schemas.microsoft.com/wbem/wsman/1/windows/shell";
    static final String WSMAN = "http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd";
    static final String FAULT = "http://schemas.microsoft.com/wbem/wsman/1/wsmanfault";

    private static final String DONE = SHELL + "/CommandState/Done";

    /** Reads an envelope; it may hold no document type, with which a machine could have this one read files. */
    static WsManAnswer read(byte[] envelope) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return new WsManAnswer(builder.parse(new ByteArrayInputStream(envelope)));
        } catch (SAXException | ParserConfigurationException e) {
            throw new IOException("the machine's answer is not XML: " + e.getMessage(), e);
        }
    }

    /** Ends with the fault that the envelope holds, if it holds one. */
    void throwFault() throws WsManFault {
        if (document.getElementsByTagNameNS(SOAP, "Fault").getLength() == 0) {
            return;
        }
        NodeList values = document.getElementsByTagNameNS(SOAP, "Value");
        String subcode =
                values.getLength() > 1 ? values.item(1).getTextContent().strip() : "";
        Element detail =
                (Element) document.getElementsByTagNameNS(FAULT, "WSManFault").item(0);
        String message = text(FAULT, "Message").orElse("");
        String reason = text(SOAP, "Text").orElse("the machine gives no reason");
        throw new WsManFault(
                subcode, detail == null ? "" : detail.getAttribute("Code"), message.isEmpty() ? reason : message);
    }

    String shellId() throws IOException {
        NodeList selectors = document.getElementsByTagNameNS(WSMAN, "Selector");
        for (int i = 0; i < selectors.getLength(); i++) {
            Element selector = (Element) selectors.item(i);
            if (selector.getAttribute("Name").equals("ShellId")) {
                return selector.getTextContent().strip();
            }
        }
        return text(SHELL, "ShellId").orElseThrow(() -> new IOException("the machine names no shell in its answer"));
    }

    String commandId() throws IOException {
        return text(SHELL, "CommandId")
                .orElseThrow(() -> new IOException("the machine names no command in its answer"));
    }

    /** What a command printed to a stream since the question before. */
    byte[] stream(String name) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        NodeList streams = document.getElementsByTagNameNS(SHELL, "Stream");
        for (int i = 0; i < streams.getLength(); i++) {
            Element stream = (Element) streams.item(i);
            if (stream.getAttribute("Name").equals(name)) {
                try {
                    bytes.writeBytes(Base64.getMimeDecoder().decode(stream.getTextContent()));
                } catch (IllegalArgumentException e) {
                    throw new IOException("the machine's output is not Base64", e);
                }
            }
        }
        return bytes.toByteArray();
    }

    /** Whether the command has ended. */
    boolean isDone() {
        NodeList states = document.getElementsByTagNameNS(SHELL, "CommandState");
        for (int i = 0; i < states.getLength(); i++) {
            if (((Element) states.item(i)).getAttribute("State").equals(DONE)) {
                return true;
            }
        }
        return false;
    }

    /** How it ended; 0 where the machine does not tell. */
    int exitCode() throws IOException {
        String code = text(SHELL, "ExitCode").orElse("0");
        try {
            // Windows has exit codes of 32 bits, some of which it writes without sign.
            return (int) Long.parseLong(code);
        } catch (NumberFormatException e) {
            throw new IOException("the machine tells an exit code that is no number: " + code, e);
        }
    }

    private Optional<String> text(String namespace, String name) {
        NodeList found = document.getElementsByTagNameNS(namespace, name);
        return found.getLength() == 0
                ? Optional.empty()
                : Optional.of(found.item(0).getTextContent().strip());
    }
}
