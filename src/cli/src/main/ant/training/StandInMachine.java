import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.server.shell.InvertedShellWrapper;
import org.apache.sshd.server.shell.ProcessShell;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/**
 * Runs a command with an SSH server beside it that lets everybody in, on the loopback interface only, and is gone with
 * the command: {@code java -cp LIBRARIES StandInMachine.java COMMAND [ARGUMENT...]}. It makes the command load the
 * classes of whole builds over SSH, see ../class-data-sharing.xml. The variables {@code port}, {@code rsa} and
 * {@code ecdsa} of the command's template are the server's port and two private keys. Ends with the command's exit code.
 */
public final class StandInMachine {
    private StandInMachine() {}

    public static void main(String[] command) throws IOException, InterruptedException, GeneralSecurityException {
        Path folder = Files.createTempDirectory("packer");
        Path rsa = folder.resolve("rsa");
        Path ecdsa = folder.resolve("ecdsa");
        int exit;
        try (SshServer server = server()) {
            ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
            builder.environment().put("PKR_VAR_port", Integer.toString(server.getPort()));
            builder.environment().put("PKR_VAR_rsa", key(rsa, "RSA", 2048));
            builder.environment().put("PKR_VAR_ecdsa", key(ecdsa, "EC", 256));
            builder.environment().put("PKR_VAR_folder", folder.toString());
            exit = builder.start().waitFor();
        } finally {
            try (Stream<Path> left = Files.walk(folder)) {
                for (Path file : left.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        System.exit(exit);
    }

    private static SshServer server() throws IOException {
        SshServer server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setPort(0);
        server.setKeyPairProvider(new SimpleGeneratorHostKeyProvider());
        server.setPublickeyAuthenticator((user, key, session) -> true);
        server.setCommandFactory(
                (channel, line) -> new InvertedShellWrapper(new ProcessShell("/bin/sh", "-c", line)));
        server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        server.start();
        return server;
    }

    /** A key in one of the two formats that users have. */
    private static String key(Path file, String type, int bits) throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(type);
        generator.initialize(bits);
        KeyPair pair = generator.generateKeyPair();
        try (OutputStream out = Files.newOutputStream(file)) {
            if (type.equals("EC")) {
                OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "", null, out);
            } else {
                out.write("-----BEGIN PRIVATE KEY-----\n".getBytes(StandardCharsets.US_ASCII));
                out.write(Base64.getMimeEncoder().encode(pair.getPrivate().getEncoded()));
                out.write("\n-----END PRIVATE KEY-----\n".getBytes(StandardCharsets.US_ASCII));
            }
        }
        return file.toString();
    }
}
