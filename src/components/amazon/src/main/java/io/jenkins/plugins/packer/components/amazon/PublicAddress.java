package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.components.amazon.options.Cidr;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.StepContext;
import io.jenkins.plugins.packer.engine.run.Cancellation;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** The address of this machine as AWS sees it, asked from the service that AWS runs for that. */
record PublicAddress(StepContext context) {
    private static final String SERVICE = "https://checkip.amazonaws.com";
    private static final int TIMEOUT_MILLIS = 20_000;
    private static final int LONGEST = 64;

    String ask() throws ComponentException {
        context.ui().say("Checking current host's public IP...");
        try {
            HttpURLConnection request =
                    (HttpURLConnection) URI.create(SERVICE).toURL().openConnection();
            request.setConnectTimeout(TIMEOUT_MILLIS);
            request.setReadTimeout(TIMEOUT_MILLIS);
            try (Cancellation.Registration registration = context.cancellation().onCancel(request::disconnect)) {
                String answer =
                        new String(request.getInputStream().readNBytes(LONGEST), StandardCharsets.US_ASCII).strip();
                if (Cidr.parse(answer + "/32").isEmpty()
                        && Cidr.parse(answer + "/128").isEmpty()) {
                    throw new IOException("it answers \"" + answer + "\", which is no address");
                }
                return answer;
            } finally {
                request.disconnect();
            }
        } catch (IOException e) {
            context.cancellation().check();
            throw new ComponentException(
                    "temporary_security_group_source_public_ip: " + SERVICE + " does not tell this machine's address: "
                            + e.getMessage() + ". Set temporary_security_group_source_cidrs instead.",
                    e);
        }
    }
}
