package io.jenkins.plugins.packer.engine.communicator.winrm.ntlm;

/** What client and server of NTLM agree on, one bit each (MS-NLMP, section 2.2.2.5). */
public final class NtlmFlags {
    public static final int UNICODE = 0x1;
    public static final int REQUEST_TARGET = 0x4;
    public static final int SIGN = 0x10;
    public static final int SEAL = 0x20;
    public static final int NTLM = 0x200;
    public static final int ALWAYS_SIGN = 0x8000;
    public static final int TARGET_TYPE_SERVER = 0x20000;
    public static final int EXTENDED_SESSION_SECURITY = 0x80000;
    public static final int TARGET_INFO = 0x800000;
    public static final int VERSION = 0x2000000;
    public static final int KEY_128 = 0x20000000;
    public static final int KEY_EXCHANGE = 0x40000000;
    public static final int KEY_56 = 0x80000000;

    /** What this client asks for. */
    static final int WANTED = UNICODE
            | REQUEST_TARGET
            | SIGN
            | SEAL
            | NTLM
            | ALWAYS_SIGN
            | EXTENDED_SESSION_SECURITY
            | TARGET_INFO
            | VERSION
            | KEY_128
            | KEY_EXCHANGE
            | KEY_56;

    /** Without these no message can be encrypted. */
    static final int FOR_SEALING = SEAL | EXTENDED_SESSION_SECURITY | KEY_128;

    private NtlmFlags() {}
}
