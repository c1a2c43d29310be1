package io.jenkins.plugins.packer.engine.communicator.ssh;

import java.util.List;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.kex.BuiltinDHFactories;

/** The algorithms that templates can name. */
public final class SshAlgorithms {
    private SshAlgorithms() {}

    /** The ciphers that there are none of, out of those that a template lists. */
    public static List<String> unknownCiphers(List<String> names) {
        SshLibrary.prepare();
        return BuiltinCiphers.parseCiphersList(names).getUnsupportedFactories();
    }

    /** The key exchanges that there are none of, out of those that a template lists. */
    public static List<String> unknownKeyExchanges(List<String> names) {
        SshLibrary.prepare();
        return BuiltinDHFactories.parseDHFactoriesList(names).getUnsupportedFactories();
    }
}
