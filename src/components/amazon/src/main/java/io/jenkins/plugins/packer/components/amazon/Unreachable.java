package io.jenkins.plugins.packer.components.amazon;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;

/** Why AWS could not be asked, and what to do: the SDK's own words leave out which address it was. */
final class Unreachable {
    private Unreachable() {}

    /**
     * Sentences.
     *
     * @param failure what the SDK threw
     * @param region whose address was asked
     */
    static String words(Throwable failure, String region) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException) {
                return "the name " + host(cause.getMessage()) + " has no address. "
                        + (isKnown(region)
                                ? "Check the network of this machine: its DNS, and the proxy if it needs one."
                                : "There is no region " + region
                                        + " that this program knows: check region, and if it is"
                                        + " right, the network of this machine.");
            }
            if (cause instanceof ConnectException || cause instanceof SocketTimeoutException) {
                return cause.getMessage()
                        + ". Check the network of this machine, and the endpoint if the template or the"
                        + " environment names one.";
            }
        }
        String said = String.valueOf(failure.getMessage());
        return said.endsWith(".") ? said : said + ".";
    }

    /** Java says "name: reason" for some names, and the name alone for others. */
    private static String host(@Nullable String message) {
        return String.valueOf(message).split(":", 2)[0];
    }

    private static boolean isKnown(String region) {
        return Region.regions().contains(Region.of(region));
    }
}
