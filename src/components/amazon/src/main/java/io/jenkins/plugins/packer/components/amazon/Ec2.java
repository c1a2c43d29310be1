package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.run.Cancellation;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;

/**
 * EC2 in one region. A question that is in the air when the run is cancelled ends at once. What creates or changes something
 * is waited for: what it makes could come to be after its reaper has looked for it.
 *
 * @param client the SDK's client, closed by the connection that it belongs to
 * @param region the region that is asked
 * @param authorization makes an encoded authorization failure readable
 * @param http what the client sends with
 * @param cancellation ends questions
 */
record Ec2(
        Ec2Client client,
        String region,
        Function<String, String> authorization,
        CuttableHttp http,
        Cancellation cancellation) {
    /** How long something that was just created may be unknown to parts of EC2. */
    private static final Duration CONSISTENCY = Duration.ofMinutes(3);

    /**
     * A request.
     *
     * @param <T> its answer
     */
    @FunctionalInterface
    interface Request<T> {
        T send(Ec2Client client);
    }

    /**
     * Asks something, or has something removed: what is cut short there is seen to by who cleans up.
     *
     * @param what what is tried, as the beginning of a sentence: {@code Creating the key pair x}
     * @throws AwsException when AWS refuses it or cannot be reached
     */
    <T> T call(String what, Request<T> request) throws AwsException {
        cancellation.check();
        return http.question(cancellation, () -> send(what, request));
    }

    /**
     * Has something created, and waits for the answer even where the run is cancelled meanwhile.
     *
     * @param what what is tried, as the beginning of a sentence: {@code Creating the key pair x}
     * @throws AwsException when AWS refuses it or cannot be reached
     */
    <T> T create(String what, Request<T> request) throws AwsException {
        cancellation.check();
        return send(what, request);
    }

    private <T> T send(String what, Request<T> request) throws AwsException {
        try {
            return request.send(client);
        } catch (SdkException e) {
            cancellation.check();
            throw failure(what, e);
        }
    }

    /**
     * Creates or changes something, again as long as EC2 does not know yet what was created a moment ago; each request is
     * waited for, as by {@link #create}.
     */
    <T> T eventually(String what, Request<T> request) throws ComponentException {
        return eventually(what, AwsException::isNotFound, request);
    }

    /**
     * Sends a request again as long as it fails in a way that time mends.
     *
     * @param passing tells such failures
     * @throws AwsException the last failure, when it does not go away
     */
    <T> T eventually(String what, Predicate<AwsException> passing, Request<T> request) throws ComponentException {
        long end = System.nanoTime() + CONSISTENCY.toNanos();
        return new Polling(null, null)
                .waiting()
                .until(what, CONSISTENCY.plusMinutes(1), cancellation, line -> {}, () -> {
                    try {
                        return create(what, request);
                    } catch (AwsException e) {
                        if (!passing.test(e) || System.nanoTime() > end) {
                            throw e;
                        }
                        return null;
                    }
                });
    }

    /**
     * Waits for something.
     *
     * @param progress gets a line for the user now and then
     * @param question answers null for "not yet"
     */
    <T> T await(
            String what, Polling polling, Duration byDefault, Consumer<String> progress, Question<? extends T> question)
            throws ComponentException {
        return polling.waiting().until(what, polling.limit(byDefault), cancellation, progress, question::ask);
    }

    /**
     * A question to EC2.
     *
     * @param <T> its answer
     */
    @FunctionalInterface
    interface Question<T> {
        @Nullable
        T ask() throws ComponentException;
    }

    private AwsException failure(String what, SdkException e) {
        if (e instanceof AwsServiceException service && service.awsErrorDetails() != null) {
            // What is not EC2 itself, such as a proxy, answers without a code.
            String code = Objects.requireNonNullElse(service.awsErrorDetails().errorCode(), "");
            String words = service.awsErrorDetails().errorMessage();
            if (code.isEmpty() && service.statusCode() == HttpURLConnection.HTTP_UNAUTHORIZED) {
                // Java's HTTP client keeps what is said with this status to itself; EC2 has one code that has it.
                code = "AuthFailure";
                words = "AWS does not accept the credentials, or what is asked for is not shared with this account.";
            }
            String said = words == null ? "EC2 gives no reason." : authorization.apply(words);
            return new AwsException(
                    what + " failed in " + region + ": " + said + " ("
                            + (code.isEmpty() ? "HTTP status " + service.statusCode() : code) + ")"
                            + Remedies.of(code),
                    code,
                    e);
        }
        return new AwsException(
                what + " failed: EC2 in " + region + " cannot be asked: " + Unreachable.words(e, region), "", e);
    }
}
