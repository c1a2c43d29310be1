package io.jenkins.plugins.packer.engine.testing.winrm;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * An envelope that a client sent, with everything that MS-WSMV and DSP0226 say about it checked.
 *
 * @param action what it asks for, by its last part
 * @param messageId its id
 * @param shell the shell that it is about, or empty
 * @param timeout how long the service may hold it back
 * @param options of the header
 * @param body the element in the body, or null
 */
record WsManRequest(
        String action, String messageId, String shell, Duration timeout, Map<String, String> options, Element body) {
    static final String SOAP = "http://www.w3.org/2003/05/soap-envelope";
    static final String ADDRESSING = "http://schemas.xmlsoap.org/ws/2004/08/addressing";
    static final String WSMAN = "http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd";
    static final String SHELL = "http://schemas.microsoft.com/wbem/wsman/1/windows/shell";
    static final String TRANSFER = "http://schemas.xmlsoap.org/ws/2004/09/transfer";
    private static final int SMALLEST_ENVELOPE = 8192;
    private static final int LARGEST_ENVELOPE = 512_000;

    private static final Map<String, String> ACTIONS = Map.of(
            TRANSFER + "/Create", "Create",
            TRANSFER + "/Delete", "Delete",
            SHELL + "/Command", "Command",
            SHELL + "/Receive", "Receive",
            SHELL + "/Send", "Send",
            SHELL + "/Signal", "Signal");
    private static final Map<String, String> BODIES = Map.of(
            "Create", "Shell", "Command", "CommandLine", "Receive", "Receive", "Send", "Send", "Signal", "Signal");
    private static final Set<String> KNOWN_HEADERS = Set.of(
            "To",
            "ReplyTo",
            "MaxEnvelopeSize",
            "MessageID",
            "Locale",
            "DataLocale",
            "OperationTimeout",
            "ResourceURI",
            "Action",
            "SelectorSet",
            "OptionSet",
            "SessionId",
            "OperationID",
            "SequenceId");

    /** What is wrong with a request. */
    static final class InvalidException extends IOException {
        private static final long serialVersionUID = 1L;

        InvalidException(String message) {
            super(message);
        }
    }

    /** Reads and checks a request. */
    static WsManRequest read(byte[] envelope) throws InvalidException {
        require(envelope.length <= LARGEST_ENVELOPE, "envelope of " + envelope.length + " bytes");
        Element root = parse(envelope).getDocumentElement();
        require(is(root, SOAP, "Envelope"), "the root is " + root.getNodeName());
        List<Element> parts = children(root);
        require(parts.size() == 2 && is(parts.get(0), SOAP, "Header") && is(parts.get(1), SOAP, "Body"), "parts");
        Element header = parts.get(0);
        checkHeaders(header);
        String action = ACTIONS.get(text(header, ADDRESSING, "Action"));
        require(action != null, "unknown action " + text(header, ADDRESSING, "Action"));
        String shell = selector(header);
        require(shell.isEmpty() == "Create".equals(action), action + " with shell \"" + shell + "\"");
        List<Element> bodies = children(parts.get(1));
        String expected = BODIES.get(action);
        require(
                expected == null ? bodies.isEmpty() : bodies.size() == 1 && is(bodies.get(0), SHELL, expected),
                "the body of " + action);
        return new WsManRequest(
                action,
                text(header, ADDRESSING, "MessageID"),
                shell,
                duration(text(header, WSMAN, "OperationTimeout")),
                options(header),
                bodies.isEmpty() ? null : bodies.get(0));
    }

    private static void checkHeaders(Element header) throws InvalidException {
        for (Element element : children(header)) {
            String must = element.getAttributeNS(SOAP, "mustUnderstand");
            boolean required = must.equals("true") || must.equals("1");
            require(
                    KNOWN_HEADERS.contains(element.getLocalName()) || !required,
                    "header that is not understood: " + element.getNodeName());
        }
        URI to = URI.create(text(header, ADDRESSING, "To"));
        // Python's client addresses every machine by a name of its own choice, and Windows does not mind.
        require("/wsman".equals(to.getPath()), "addressed to " + to);
        Element reply = one(header, ADDRESSING, "ReplyTo");
        require(
                (ADDRESSING + "/role/anonymous").equals(text(reply, ADDRESSING, "Address")),
                "replies must go to the anonymous address");
        String size = text(header, WSMAN, "MaxEnvelopeSize");
        require(size.matches("\\d+") && Integer.parseInt(size) >= SMALLEST_ENVELOPE, "MaxEnvelopeSize " + size);
        String id = text(header, ADDRESSING, "MessageID");
        require(id.startsWith("uuid:") && isUuid(id.substring(5)), "MessageID " + id);
        require((SHELL + "/cmd").equals(text(header, WSMAN, "ResourceURI")), "ResourceURI");
        Element locale = one(header, WSMAN, "Locale");
        require(
                !locale.getAttributeNS("http://www.w3.org/XML/1998/namespace", "lang")
                        .isEmpty(),
                "Locale without language");
    }

    private static Document parse(byte[] envelope) throws InvalidException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(new ByteArrayInputStream(envelope));
        } catch (SAXException | ParserConfigurationException | IOException e) {
            throw new InvalidException("not XML: " + e.getMessage());
        }
    }

    private static boolean isUuid(String text) {
        try {
            return UUID.fromString(text).toString().equalsIgnoreCase(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Duration duration(String text) throws InvalidException {
        try {
            return Duration.parse(text);
        } catch (java.time.format.DateTimeParseException e) {
            throw new InvalidException("OperationTimeout " + text);
        }
    }

    private static String selector(Element header) throws InvalidException {
        for (Element set : children(header)) {
            if (is(set, WSMAN, "SelectorSet")) {
                Element selector = one(set, WSMAN, "Selector");
                require("ShellId".equals(selector.getAttribute("Name")), "selector");
                return selector.getTextContent();
            }
        }
        return "";
    }

    private static Map<String, String> options(Element header) {
        Map<String, String> options = new TreeMap<>();
        for (Element set : children(header)) {
            if (is(set, WSMAN, "OptionSet")) {
                for (Element option : children(set)) {
                    options.put(option.getAttribute("Name"), option.getTextContent());
                }
            }
        }
        return options;
    }

    /** The command line to run, with its arguments. */
    String commandLine() throws InvalidException {
        StringBuilder line = new StringBuilder(one(body, SHELL, "Command").getTextContent());
        for (Element child : children(body)) {
            if (is(child, SHELL, "Arguments")) {
                line.append(' ').append(child.getTextContent());
            }
        }
        return line.toString();
    }

    /** Whether the command to run gets input that is not typed. */
    boolean isFed() {
        return "FALSE".equals(options.get("WINRS_CONSOLEMODE_STDIN"));
    }

    /** The bytes of a command's input. */
    byte[] input() throws InvalidException {
        Element stream = one(body, SHELL, "Stream");
        require("stdin".equals(stream.getAttribute("Name")), "input for " + stream.getAttribute("Name"));
        try {
            return Base64.getDecoder().decode(stream.getTextContent().strip());
        } catch (IllegalArgumentException e) {
            throw new InvalidException("input that is not Base64");
        }
    }

    /** Whether no further input comes. */
    boolean isLastInput() throws InvalidException {
        return "true".equalsIgnoreCase(one(body, SHELL, "Stream").getAttribute("End"));
    }

    /** The command that the body's or its child's attribute names. */
    String commandId() throws InvalidException {
        Element holder = "Receive".equals(action)
                ? one(body, SHELL, "DesiredStream")
                : "Send".equals(action) ? one(body, SHELL, "Stream") : body;
        String id = holder.getAttribute("CommandId");
        require(!id.isEmpty(), action + " without CommandId");
        return id;
    }

    private static String text(Element parent, String namespace, String name) throws InvalidException {
        return one(parent, namespace, name).getTextContent().strip();
    }

    private static Element one(Element parent, String namespace, String name) throws InvalidException {
        Element found = null;
        for (Element child : children(parent)) {
            if (is(child, namespace, name)) {
                require(found == null, "more than one " + name);
                found = child;
            }
        }
        require(found != null, name + " is missing in " + parent.getNodeName());
        return found;
    }

    private static boolean is(Element element, String namespace, String name) {
        return namespace.equals(element.getNamespaceURI()) && name.equals(element.getLocalName());
    }

    private static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    private static void require(boolean condition, String what) throws InvalidException {
        if (!condition) {
            throw new InvalidException(what);
        }
    }
}
