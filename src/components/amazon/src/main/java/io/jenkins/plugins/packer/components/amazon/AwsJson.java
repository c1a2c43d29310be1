package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.hcl.value.Value;
import io.jenkins.plugins.packer.hcl.value.ValueJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * AWS's JSON protocol (https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html).
 *
 * @param service who is asked
 * @param target what its actions begin with, such as {@code secretsmanager}
 */
record AwsJson(SignedHttp http, SignedHttp.Service service, String target) {

    /**
     * Asks something, or has something ended.
     *
     * @param what what is tried, as the beginning of a sentence
     * @param input the request's members
     * @throws AwsException when it is refused, or the service cannot be reached
     */
    JsonNode call(String what, String action, Map<String, Value> input) throws ComponentException {
        return send(SignedHttp.WhenCancelled.CUT, what, action, input);
    }

    /** Has something begun, and waits for the answer even where the run is cancelled meanwhile. */
    JsonNode create(String what, String action, Map<String, Value> input) throws ComponentException {
        return send(SignedHttp.WhenCancelled.AWAITED, what, action, input);
    }

    private JsonNode send(SignedHttp.WhenCancelled whenCancelled, String what, String action, Map<String, Value> input)
            throws ComponentException {
        SignedHttp.Answer answer = http.send(
                what,
                service,
                SignedHttp.Request.post(
                        whenCancelled,
                        "application/x-amz-json-1.1",
                        ValueJson.encode(Value.object(input)),
                        Map.of("X-Amz-Target", target + "." + action)));
        if (answer.isSuccess()) {
            return parsed(what, answer);
        }
        String code = code(answer);
        String said = node(answer)
                .flatMap(body -> text(body, "message").or(() -> text(body, "Message")))
                .orElse("there is no message in its answer");
        throw new AwsException(
                what + " failed in " + service.region() + ": " + said + " ("
                        + (code.isEmpty() ? "HTTP status " + answer.status() : code) + ")" + Remedies.of(code),
                code,
                new IOException("HTTP status " + answer.status()));
    }

    /** A member that is a text. */
    static Optional<String> text(JsonNode node, String name) {
        return node.field(name).filter(JsonNode::isString).map(JsonNode::asString);
    }

    private JsonNode parsed(String what, SignedHttp.Answer answer) throws AwsException {
        return node(answer)
                .orElseThrow(() -> new AwsException(
                        what + " failed: what " + service.address() + " answers is not JSON. Is there a proxy between?",
                        "",
                        new IOException("HTTP status " + answer.status())));
    }

    private static Optional<JsonNode> node(SignedHttp.Answer answer) {
        try {
            return Optional.ofNullable(JsonNode.parser().parse(answer.body())).filter(JsonNode::isObject);
        } catch (IllegalArgumentException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    /** The header is {@code ResourceNotFoundException:http://...}, the member may have a name space before the code. */
    private static String code(SignedHttp.Answer answer) {
        String header = answer.header("x-amzn-ErrorType");
        String member = node(answer).flatMap(body -> text(body, "__type")).orElse("");
        String code = header.isEmpty() ? member : header;
        return code.replaceFirst(":.*", "").replaceFirst(".*#", "");
    }
}
