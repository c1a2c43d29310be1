package io.jenkins.plugins.packer.components.amazon;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.core.retry.RetryUtils;
import software.amazon.awssdk.retries.AdaptiveRetryStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.utils.DateUtils;

/**
 * What is worth asking again: what is throttled, what fails within AWS, and what gets lost on the way. The SDK's own rules but
 * for one: a session that is over is taken by them for a clock that is wrong, and asked with again for minutes.
 */
final class Retries {
    private static final Set<Integer> PASSING = Set.of(500, 502, 503, 504);
    private static final Set<String> PASSING_CODES =
            Set.of("RequestTimeout", "RequestTimeoutException", "InternalError", "PriorRequestNotComplete");
    /** The code of both, a clock that is wrong and a session that is over. */
    private static final String EXPIRED = "RequestExpired";
    /** AWS takes requests that are five minutes old. */
    private static final Duration TOLERATED = Duration.ofMinutes(4);

    private Retries() {}

    /**
     * Retries with pauses that grow, and that adapt to throttling.
     *
     * @param attempts how often something is asked at most
     */
    static RetryStrategy upTo(int attempts) {
        return AdaptiveRetryStrategy.builder()
                .useClientDefaults(false)
                .treatAsThrottling(e -> e instanceof SdkException sdk && RetryUtils.isThrottlingException(sdk))
                .retryOnException(Retries::passes)
                .maxAttempts(attempts)
                .build();
    }

    /** Whether a failure may go away. */
    static boolean passes(Throwable e) {
        if (e instanceof AwsServiceException service && EXPIRED.equals(code(service))) {
            return isClockWrong(service);
        }
        if (e instanceof SdkServiceException service) {
            return PASSING.contains(service.statusCode())
                    || e instanceof AwsServiceException aws && PASSING_CODES.contains(code(aws))
                    || RetryUtils.isThrottlingException(service)
                    || RetryUtils.isClockSkewException(service);
        }
        return e instanceof IOException
                || e.getCause() instanceof IOException
                || e.getCause() instanceof UncheckedIOException
                || e instanceof ApiCallAttemptTimeoutException
                || e instanceof SdkException sdk && RetryUtils.isRetryableException(sdk);
    }

    private static String code(AwsServiceException e) {
        return e.awsErrorDetails() == null
                ? ""
                : String.valueOf(e.awsErrorDetails().errorCode());
    }

    private static boolean isClockWrong(AwsServiceException e) {
        return e.awsErrorDetails()
                .sdkHttpResponse()
                .firstMatchingHeader("Date")
                .map(Retries::time)
                .filter(there -> Duration.between(there, Instant.now()).abs().compareTo(TOLERATED) > 0)
                .isPresent();
    }

    private static Instant time(String date) {
        try {
            return DateUtils.parseRfc822Date(date);
        } catch (java.time.DateTimeException e) {
            // Whoever answers so is not AWS, and says nothing of the clock.
            return Instant.now();
        }
    }
}
