package io.jenkins.plugins.packer.components.amazon;

import java.util.Map;

/** What to do about errors of AWS whose own words leave the user alone. */
final class Remedies {
    private static final Map<String, String> BY_CODE = Map.ofEntries(
            Map.entry(
                    "AuthFailure",
                    "Check the credentials: access_key and secret_key, the profile, or AWS_ACCESS_KEY_ID; and whether"
                            + " the region is enabled in the account."),
            Map.entry("SignatureDoesNotMatch", "Check the secret key, and the clock of this machine."),
            Map.entry("NoSuchBucket", "Create the bucket first, or check its name and the account."),
            Map.entry(
                    "InvalidClientTokenId",
                    "Check the access key; temporary keys also need token or AWS_SESSION_TOKEN."),
            Map.entry("ExpiredToken", "The session is over: get new temporary credentials."),
            Map.entry("RequestExpired", "Check the clock of this machine, or get new temporary credentials."),
            Map.entry(
                    "UnauthorizedOperation",
                    "The credentials lack the permission: docs/builders/amazon.md has a policy."),
            Map.entry("VPCIdNotSpecified", "The account has no default VPC here: set subnet_id, or subnet_filter."),
            Map.entry(
                    "InsufficientInstanceCapacity",
                    "Try another availability_zone, subnet or instance_type, or try later."),
            Map.entry("OptInRequired", "Subscribe to the product or enable the region in the account first."),
            Map.entry("InvalidAMIID.NotFound", "An image belongs to one region: check its id and the region."),
            Map.entry("InvalidKeyPair.Duplicate", "Choose another temporary_key_pair_name, or leave it out."));

    private Remedies() {}

    /** A sentence with a space before it; empty for other codes. */
    static String of(String code) {
        String remedy = BY_CODE.get(code);
        return remedy == null ? "" : " " + remedy;
    }
}
