package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.hcl.value.Value;
import io.jenkins.plugins.packer.hcl.value.ValueJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * The token of an SSO session, in the file where {@code aws sso login} puts it
 * (https://docs.aws.amazon.com/sdkref/latest/guide/feature-sso-credentials.html).
 *
 * @param file the file
 * @param members its texts by name
 */
record SsoToken(Path file, Map<String, String> members) {
    private static final Duration MARGIN = Duration.ofMinutes(1);

    /** Where the token of a session, or of a start URL, is. */
    static Path file(Path home, String sessionOrUrl) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(sessionOrUrl.getBytes(StandardCharsets.UTF_8));
            return home.resolve("sso").resolve("cache").resolve(HexFormat.of().formatHex(digest) + ".json");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static SsoToken read(Path file, String login) {
        try {
            JsonNode json = JsonNode.parser().parse(Files.readString(file));
            Map<String, String> members = new LinkedHashMap<>();
            json.asObject().forEach((name, value) -> {
                if (value.isString()) {
                    members.put(name, value.asString());
                }
            });
            return new SsoToken(file, members);
        } catch (IOException | UncheckedIOException | IllegalArgumentException | UnsupportedOperationException e) {
            throw SdkClientException.create("There is no SSO session in " + file + ". Run " + login + " first.", e);
        }
    }

    String text(String name) {
        return members.getOrDefault(name, "");
    }

    boolean isValid() {
        return !text("accessToken").isEmpty() && isAhead("expiresAt");
    }

    /** Whether a new token can be had without a login. */
    boolean isRenewable() {
        return !text("refreshToken").isEmpty()
                && !text("clientId").isEmpty()
                && !text("clientSecret").isEmpty()
                && isAhead("registrationExpiresAt");
    }

    private boolean isAhead(String member) {
        try {
            return Instant.parse(text(member).replace("UTC", "Z")).minus(MARGIN).isAfter(Instant.now());
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** The token that takes its place, in its file as well, so that AWS's own tools go on with it. */
    SsoToken renewed(String accessToken, String refreshToken, Instant end) {
        Map<String, String> all = new LinkedHashMap<>(members);
        all.put("accessToken", accessToken);
        if (!refreshToken.isEmpty()) {
            all.put("refreshToken", refreshToken);
        }
        all.put("expiresAt", end.toString());
        SsoToken token = new SsoToken(file, all);
        token.write();
        return token;
    }

    private void write() {
        Map<String, Value> values = new LinkedHashMap<>();
        members.forEach((name, text) -> values.put(name, Value.string(text)));
        try {
            // A temporary file of Java's is its owner's alone.
            Path temporary =
                    Files.createTempFile(Objects.requireNonNull(file.getParent(), file.toString()), "token", ".json");
            Files.writeString(temporary, ValueJson.encode(Value.object(values)));
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw SdkClientException.create("The renewed SSO session cannot be kept in " + file + ": " + e, e);
        }
    }
}
