package io.jenkins.plugins.packer.components.amazon;

import java.util.Map;

/** What to do about errors of AWS whose own words leave the user alone. */
final class Remedies {
    private static final Map<String, String> BY_CODE = Map.of(
            "AuthFailure", "Check the credentials: access_key and secret_key, the profile, or AWS_ACCESS_KEY_ID; and whether"
                    + " the region is enabled in the account.",
            "SignatureDoesNotMatch", "Check the secret key, and the clock of this machine.",
            "NoSuchBucket", "Create the bucket first, or check its name and the account.",
            "InvalidClientTokenId", "Check the access key; temporary keys also need token or AWS_SESSION_TOKEN.",
            "ExpiredToken", "The session is over: get new temporary credentials.",
            "RequestExpired", "Check the clock of this machine, or get new temporary credentials.",
            "UnauthorizedOperation", "The credentials lack the permission: docs/builders/amazon.md has a policy.",
            "VPCIdNotSpecified", "The account has no default VPC here: set subnet_id, or subnet_filter.",
            "InsufficientInstanceCapacity", "Try another availability_zone, subnet or instance_type, or try later.",
            "OptInRequired", "Subscribe to the product or enable the region in the account first.");

    private Remedies() {}

    /** A sentence with a space before it; empty for other codes. */
    static String of(String code) {
        String remedy = BY_CODE.get(code);
        return remedy == null ? "" : " " + remedy;
    }
}
