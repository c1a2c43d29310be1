package io.jenkins.plugins.packer.components.docker;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A private registry of Amazon ECR.
 *
 * @param account the AWS account's number
 * @param region such as {@code eu-west-1}
 * @param domain {@code amazonaws.com}, or {@code amazonaws.com.cn} in China
 */
record EcrRegistry(String account, String region, String domain) {
    private static final String PUBLIC_HOST = "public.ecr.aws";

    static boolean isPublic(String server) {
        return server.contains(PUBLIC_HOST);
    }

    /** Reads account and region out of a registry's address; empty where it is none of ECR's. */
    static Optional<EcrRegistry> parse(String server) {
        Matcher matcher = Pattern.compile(
                        "(?:https?://)?([0-9]+)\\.dkr\\.ecr(?:-fips)?\\.([a-z0-9-]+)\\.(amazonaws\\.com(?:\\.cn)?)(?:/.*)?")
                .matcher(server);
        return matcher.matches()
                ? Optional.of(new EcrRegistry(matcher.group(1), matcher.group(2), matcher.group(3)))
                : Optional.empty();
    }
}
