package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.components.amazon.options.InstanceOptions;
import io.jenkins.plugins.packer.engine.communicator.HomePath;
import io.jenkins.plugins.packer.engine.communicator.ssh.KeyFiles;
import io.jenkins.plugins.packer.engine.component.BuildContext;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.resource.Resource;
import io.jenkins.plugins.packer.engine.run.Cancellation;
import io.jenkins.plugins.packer.engine.run.Waiting;
import io.jenkins.plugins.packer.hcl.value.Value;
import io.jenkins.plugins.packer.hcl.value.ValueJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * One session of Session Manager that forwards a port
 * (https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_StartSession.html).
 *
 * @param port of this machine
 * @param closed ends it
 */
record PortSession(
        InstanceOptions options,
        SessionProgram program,
        int port,
        Machine machine,
        Connections.Open connection,
        Cancellation closed,
        BuildContext context) {
    private static final String DOCUMENT = "AWS-StartPortForwardingSession";
    /** The program reads a session from the variable that its first argument names. */
    private static final String SESSION = "AWS_SSM_START_SESSION_RESPONSE";

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    /** The limit is that of the communicator, which closes the tunnel. */
    private static final Duration FOR_EVER = Duration.ofDays(1);

    private static final long GRACE_SECONDS = 3;

    /** Starts a session, has its bytes carried until it ends or is closed, and terminates it. */
    void run() throws ComponentException {
        Resource resource = SessionReaper.resource(connection, machine.id());
        AwsJson systems = connection.aws().systems(closed);
        JsonNode session = context.resources()
                .create(
                        resource,
                        () -> start(resource.name(), systems),
                        answer -> AwsJson.text(answer, "SessionId").orElse(""));
        try {
            closed.check();
            sendPublicKey();
            carry(session, resource.name(), systems.service().address().toString());
        } finally {
            context.resources().remove(resource);
        }
    }

    /** The agent on the instance takes a while to tell Systems Manager that it is there. */
    private JsonNode start(String reason, AwsJson systems) throws ComponentException {
        Map<String, Value> request = request();
        request.put("Reason", Value.string(reason));
        String what = "the agent of Systems Manager on " + machine.id();
        return Waiting.between(FIRST, LONGEST).until(what, FOR_EVER, closed, context.ui()::message, () -> {
            try {
                return systems.create("Starting a session with " + machine.id(), "StartSession", request);
            } catch (AwsException e) {
                if (e.code().equals("TargetNotConnected")) {
                    return null;
                }
                throw e;
            }
        });
    }

    private Map<String, Value> request() {
        Map<String, Value> request = new LinkedHashMap<>();
        request.put("Target", Value.string(machine.id()));
        request.put("DocumentName", Value.string(DOCUMENT));
        request.put(
                "Parameters",
                Value.object(Map.of("portNumber", list(options.communicator().port()), "localPortNumber", list(port))));
        return request;
    }

    private static Value list(int number) {
        return Value.tuple(List.of(Value.string(Integer.toString(number))));
    }

    /** A key that EC2 does not know is made known for a minute, as long as it takes to log in. */
    private void sendPublicKey() throws ComponentException {
        String file = options.communicator().ssh().sshPrivateKeyFile();
        String named = options.keyPair().sshKeypairName();
        if (machine.keyPair() != null || file == null || file.isEmpty() || named != null && !named.isEmpty()) {
            return;
        }
        context.ui().say("Uploading SSH public key to instance");
        String key;
        try {
            key = KeyFiles.publicKey(HomePath.resolve(file, context.directory()));
        } catch (KeyFiles.UnusableKeyException e) {
            throw new ComponentException(String.valueOf(e.getMessage()), e);
        }
        connection
                .aws()
                .instanceConnect(closed)
                .call(
                        "Sending the public key to " + machine.id(),
                        "SendSSHPublicKey",
                        Map.of(
                                "InstanceId", Value.string(machine.id()),
                                "InstanceOSUser",
                                        Value.string(options.communicator().username()),
                                "SSHPublicKey", Value.string(key),
                                "AvailabilityZone",
                                        Value.string(String.valueOf(
                                                machine.instance().placement().availabilityZone()))));
    }

    private void carry(JsonNode session, String reason, String address) throws ComponentException {
        String id = AwsJson.text(session, "SessionId").orElse("");
        String token = AwsJson.text(session, "TokenValue").orElse("");
        context.secrets().add(token);
        context.ui().message("Starting portForwarding session \"" + id + "\".");
        Map<String, Value> request = request();
        request.put("Reason", Value.string(reason));
        ProcessBuilder builder = new ProcessBuilder(
                        program.path().toString(),
                        SESSION,
                        connection.aws().region(),
                        "StartSession",
                        "",
                        ValueJson.encode(Value.object(request)),
                        address)
                .directory(context.directory().toFile())
                .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(context.environment());
        builder.environment()
                .put(
                        SESSION,
                        ValueJson.encode(Value.object(Map.of(
                                "SessionId", Value.string(id),
                                "TokenValue", Value.string(token),
                                "StreamUrl",
                                        Value.string(AwsJson.text(session, "StreamUrl")
                                                .orElse(""))))));
        try {
            follow(builder.start());
        } catch (IOException e) {
            throw new ComponentException(program.path() + " cannot be started: " + e.getMessage() + ".", e);
        }
    }

    private void follow(Process process) throws IOException {
        process.getOutputStream().close();
        try (Cancellation.Registration registration = closed.onCancel(process::destroy);
                BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            String line = line(lines);
            while (line != null) {
                if (!line.isBlank()) {
                    context.ui().message(line);
                }
                line = line(lines);
            }
        } finally {
            end(process);
        }
    }

    /** The stream of a program that is ended breaks off. */
    private @Nullable String line(BufferedReader lines) throws IOException {
        try {
            return lines.readLine();
        } catch (IOException e) {
            if (closed.isCancelled()) {
                return null;
            }
            throw e;
        }
    }

    private static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
