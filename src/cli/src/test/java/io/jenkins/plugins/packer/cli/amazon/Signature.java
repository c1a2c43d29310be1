package io.jenkins.plugins.packer.cli.amazon;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks what moto does not look at: that a request of S3 is signed as it was sent, by AWS's description of Signature Version 4
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html).
 */
final class Signature {
    private Signature() {}

    /** Empty where the signature and the digest of the body are right. */
    static String mistake(AwsProxy.Seen seen, String secretKey) {
        String authorization = seen.headers().get("authorization");
        String date = seen.headers().get("x-amz-date");
        String digest = seen.headers().get("x-amz-content-sha256");
        if (!sha256(seen.body()).equals(digest)) {
            return "x-amz-content-sha256 is " + digest + ", and the body's digest " + sha256(seen.body());
        }
        String signedHeaders =
                authorization.replaceFirst(".*SignedHeaders=", "").replaceFirst(",.*", "");
        String scope = date.substring(0, 8) + "/" + seen.region() + "/" + seen.service() + "/aws4_request";
        String request = canonical(seen, signedHeaders, digest);
        String toSign =
                "AWS4-HMAC-SHA256\n" + date + "\n" + scope + "\n" + sha256(request.getBytes(StandardCharsets.UTF_8));
        byte[] key = ("AWS4" + secretKey).getBytes(StandardCharsets.UTF_8);
        for (String part : scope.split("/")) {
            key = hmac(key, part);
        }
        String expected = HexFormat.of().formatHex(hmac(key, toSign));
        return authorization.endsWith("Signature=" + expected) ? "" : "not signed as sent: " + request;
    }

    private static String canonical(AwsProxy.Seen seen, String signedHeaders, String digest) {
        String[] target = seen.path().split("\\?", 2);
        String query = target.length == 1
                ? ""
                : Arrays.stream(target[1].split("&"))
                        .map(parameter -> parameter.contains("=") ? parameter : parameter + "=")
                        .sorted()
                        .collect(Collectors.joining("&"));
        StringBuilder request = new StringBuilder();
        request.append(seen.method()).append('\n');
        request.append(target[0]).append('\n').append(query).append('\n');
        for (String header : signedHeaders.split(";")) {
            request.append(header)
                    .append(':')
                    .append(seen.headers().get(header).strip())
                    .append('\n');
        }
        return request.append('\n')
                .append(signedHeaders)
                .append('\n')
                .append(digest)
                .toString();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
