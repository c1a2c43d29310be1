package io.jenkins.plugins.packer.engine.function;

import at.favre.lib.crypto.bcrypt.BCrypt;
import io.jenkins.plugins.packer.hcl.eval.Function;
import io.jenkins.plugins.packer.hcl.eval.FunctionException;
import io.jenkins.plugins.packer.hcl.value.Type;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/**
 * Digests, bcrypt, RSA and UUIDs.
 *
 * @see <a href="https://github.com/hashicorp/go-cty-funcs/tree/main/crypto">go-cty-funcs' crypto</a>
 */
final class CryptoFunctions {
    private static final int DEFAULT_COST = 10;
    private static final int LEAST_COST = 4;
    private static final int LARGEST_COST = 31;
    /** bcrypt sees no more bytes of a password. */
    private static final int LONGEST_PASSWORD = 72;

    private CryptoFunctions() {}

    static Function create(String name) {
        return switch (name) {
            case "md5" -> digest("MD5");
            case "sha1" -> digest("SHA-1");
            case "sha256" -> digest("SHA-256");
            case "sha512" -> digest("SHA-512");
            case "bcrypt" ->
                Function.takes("str", Type.STRING)
                        .andAny("cost", Type.NUMBER)
                        .returns(Type.STRING, CryptoFunctions::bcrypt);
            case "rsadecrypt" ->
                Function.takes("ciphertext", Type.STRING)
                        .and("privatekey", Type.STRING)
                        .returns(
                                Type.STRING,
                                arguments -> Value.string(RsaDecryption.decrypt(
                                        arguments.get(0).asString(),
                                        arguments.get(1).asString())));
            case "uuidv4" ->
                Function.takesNothing()
                        .returns(
                                Type.STRING,
                                arguments -> Value.string(UUID.randomUUID().toString()));
            case "uuidv5" ->
                Function.takes("namespace", Type.STRING)
                        .and("name", Type.STRING)
                        .returns(
                                Type.STRING,
                                arguments -> Value.string(NamedUuid.of(
                                        arguments.get(0).asString(),
                                        arguments.get(1).asString())));
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Function digest(String algorithm) {
        return Function.takes("str", Type.STRING).returns(Type.STRING, arguments -> {
            byte[] bytes = arguments.get(0).asString().getBytes(StandardCharsets.UTF_8);
            return Value.string(HexFormat.of().formatHex(digest(algorithm, bytes)));
        });
    }

    /** A digest that every Java platform has. */
    static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Java without " + algorithm, e);
        }
    }

    private static Value bcrypt(List<Value> arguments) {
        if (arguments.size() > 2) {
            throw new FunctionException("bcrypt() takes no more than two arguments");
        }
        long cost = arguments.size() < 2 ? DEFAULT_COST : Arguments.wholeNumber(arguments.get(1));
        byte[] password = arguments.get(0).asString().getBytes(StandardCharsets.UTF_8);
        if (cost > LARGEST_COST) {
            throw new FunctionException(1, "cost " + cost + " is outside allowed range (4,31)");
        }
        if (password.length > LONGEST_PASSWORD) {
            throw new FunctionException(0, "bcrypt takes no more than 72 bytes");
        }
        // Go's implementation takes a cost that is too low for a wish for the default.
        int effective = cost < LEAST_COST ? DEFAULT_COST : (int) cost;
        byte[] hash = BCrypt.with(BCrypt.Version.VERSION_2A).hash(effective, password);
        return Value.string(new String(hash, StandardCharsets.US_ASCII));
    }
}
