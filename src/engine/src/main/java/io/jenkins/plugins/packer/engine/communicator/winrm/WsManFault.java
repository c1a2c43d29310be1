package io.jenkins.plugins.packer.engine.communicator.winrm;

import java.io.IOException;

/**
 * The machine understood a request and refuses it: a SOAP fault (MS-WSMV, section 2.2.4.43).
 *
 * @see <a href="https://learn.microsoft.com/openspecs/windows_protocols/ms-wsmv">MS-WSMV</a>
 */
final class WsManFault extends IOException {
    private static final long serialVersionUID = 1L;
    private static final String TIMED_OUT = "2150858793";

    private final String subcode;
    private final String code;

    /**
     * @param subcode name of the fault, such as {@code w:TimedOut}
     * @param code number of the Windows error, or empty
     * @param text what the machine says
     */
    WsManFault(String subcode, String code, String text) {
        super(text + (code.isEmpty() ? "" : " (WSMan error " + code + ")"));
        this.subcode = subcode;
        this.code = code;
    }

    /** Whether nothing came up within the time that the request allowed, so that it is to be asked again. */
    boolean isTimeout() {
        return code.equals(TIMED_OUT) || subcode.endsWith(":TimedOut");
    }
}
