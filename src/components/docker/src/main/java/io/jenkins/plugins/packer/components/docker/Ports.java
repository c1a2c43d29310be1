package io.jenkins.plugins.packer.components.docker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.packer.components.docker.RunCommand.MalformedException;

/** Published and exposed ports of {@code docker run}. Ranges are not supported. */
final class Ports {
    private Ports() {}

    /** A port as the API names it: {@code 80/tcp}. */
    static String port(String value) throws MalformedException {
        if (!value.matches("[0-9]+(/(tcp|udp|sctp))?")) {
            throw new MalformedException(
                    "the port \"" + value + "\" must look like 80 or 80/udp; ranges are not supported");
        }
        return value.indexOf('/') < 0 ? value + "/tcp" : value;
    }

    /** Adds {@code [[ip:]host:]container[/protocol]} to a request. */
    static void publish(ObjectNode body, ObjectNode host, String value) throws MalformedException {
        int last = value.lastIndexOf(':');
        String container = port(value.substring(last + 1));
        String left = last < 0 ? "" : value.substring(0, last);
        int colon = left.lastIndexOf(':');
        String hostPort = left.substring(colon + 1);
        if (!hostPort.isEmpty()) {
            port(hostPort);
        }
        String address =
                colon < 0 ? "" : left.substring(0, colon).replace("[", "").replace("]", "");
        body.withObject("/ExposedPorts").putObject(container);
        ObjectNode bindings = host.withObject("/PortBindings");
        bindings.withArray(com.fasterxml.jackson.core.JsonPointer.compile("/" + container.replace("/", "~1")))
                .addObject()
                .put("HostIp", address)
                .put("HostPort", hostPort);
    }
}
