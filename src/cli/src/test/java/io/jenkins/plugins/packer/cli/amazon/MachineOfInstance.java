package io.jenkins.plugins.packer.cli.amazon;

import io.jenkins.plugins.packer.engine.testing.SshServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Cipher;

/**
 * Gives moto's instances a machine: their addresses lead to a real server of this machine, and it knows the key pairs that
 * EC2 makes, as an instance does when it has started.
 */
final class MachineOfInstance implements Ec2Proxy.Intervention {
    /** Where an instance is reached, by the names of {@code ssh_interface}. */
    record Addresses(String publicIp, String privateIp, String publicDns, String privateDns) {
        static final Addresses LOOPBACK = new Addresses("127.0.0.1", "127.0.0.2", "localhost", "LOCALHOST");
    }

    /** What the machine does with a key pair. */
    interface Keys {
        void know(Path privateKey) throws IOException;
    }

    private final Path directory;
    private final Addresses addresses;
    private final Keys keys;
    private final AtomicInteger made = new AtomicInteger();
    private volatile String password = "";
    private volatile int askedTooEarly;

    private MachineOfInstance(Path directory, Addresses addresses, Keys keys) {
        this.directory = directory;
        this.addresses = addresses;
        this.keys = keys;
    }

    /** One that lets in whoever has a key of EC2. */
    static MachineOfInstance of(SshServer server) {
        return new MachineOfInstance(
                server.directory(),
                Addresses.LOOPBACK,
                key -> server.authorize(SshServer.run("ssh-keygen", "-y", "-f", key.toString())));
    }

    /** One with Windows, whose password is not known at the first question. */
    static MachineOfInstance windows(Path directory, String password) {
        MachineOfInstance[] made = new MachineOfInstance[1];
        made[0] = new MachineOfInstance(
                directory, Addresses.LOOPBACK, key -> made[0].password = encrypted(password, key));
        return made[0];
    }

    @Override
    public Ec2Proxy.Answer before(int number, String action) {
        if (!action.equals("GetPasswordData")) {
            return null;
        }
        String data = askedTooEarly++ == 0 ? "" : password;
        return new Ec2Proxy.Answer(
                200,
                "<GetPasswordDataResponse><instanceId>i-1</instanceId><passwordData>" + data
                        + "</passwordData></GetPasswordDataResponse>");
    }

    @Override
    public Ec2Proxy.Answer after(int number, String action, Ec2Proxy.Answer answer) {
        return switch (action) {
            case "CreateKeyPair" -> {
                know(MotoGaps.element(answer.body().replace("\n", "&#10;"), "keyMaterial"));
                yield answer;
            }
            case "RunInstances", "DescribeInstances" -> new Ec2Proxy.Answer(answer.status(), addressed(answer.body()));
            default -> answer;
        };
    }

    private String addressed(String body) {
        return body.replaceAll("<ipAddress>[^<]*</ipAddress>", "<ipAddress>" + addresses.publicIp() + "</ipAddress>")
                .replaceAll(
                        "<privateIpAddress>[^<]*</privateIpAddress>",
                        "<privateIpAddress>" + addresses.privateIp() + "</privateIpAddress>")
                .replaceAll("<dnsName>[^<]*</dnsName>", "<dnsName>" + addresses.publicDns() + "</dnsName>")
                .replaceAll(
                        "<privateDnsName>[^<]*</privateDnsName>",
                        "<privateDnsName>" + addresses.privateDns() + "</privateDnsName>");
    }

    private void know(String material) {
        try {
            Path file = Files.createFile(
                    directory.resolve("instance-key-" + made.incrementAndGet()),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, material.replace("&#10;", "\n").strip() + "\n");
            keys.know(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String encrypted(String password, Path key) throws IOException {
        String pem = SshServer.run("openssl", "rsa", "-in", key.toString(), "-pubout");
        byte[] der = Base64.getMimeDecoder()
                .decode(pem.substring(pem.indexOf("-----BEGIN")).replaceAll("-----[^-]*-----", ""));
        try {
            Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
            cipher.init(Cipher.ENCRYPT_MODE, KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der)));
            return Base64.getEncoder().encodeToString(cipher.doFinal(password.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }
}
