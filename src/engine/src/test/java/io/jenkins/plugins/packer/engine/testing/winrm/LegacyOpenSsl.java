package io.jenkins.plugins.packer.engine.testing.winrm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Python's NTLM needs: it takes MD4 from OpenSSL, which offers it on request only ({@code OPENSSL_CONF}). */
public final class LegacyOpenSsl {
    private static final String CONFIGURATION = """
            openssl_conf = conf
            [conf]
            providers = providers
            [providers]
            default = active
            legacy = active
            [active]
            activate = 1
            """;

    private LegacyOpenSsl() {}

    /** Writes the configuration that requests it. */
    public static Path in(Path directory) throws IOException {
        return Files.writeString(directory.resolve("openssl.cnf"), CONFIGURATION);
    }
}
