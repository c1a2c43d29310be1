package io.jenkins.plugins.packer.components.salt;

import io.jenkins.plugins.packer.engine.guest.GuestOs;

/**
 * Where Salt looks for its files, and how it is installed.
 *
 * @param configuration directory of the minion's configuration
 * @param temporary default of {@code temp_config_dir}
 * @param states default of {@code remote_state_tree}
 * @param pillar default of {@code remote_pillar_roots}
 * @param uploads directory that the user of the communicator can write in
 * @param bootstrapFetch command that loads the installer
 * @param bootstrapRun command that runs it
 */
record SaltPlaces(
        String configuration,
        String temporary,
        String states,
        String pillar,
        String uploads,
        String bootstrapFetch,
        String bootstrapRun) {
    /** Where Packer's plugin loads it from, and where Salt's own guide does now. */
    private static final String BOOTSTRAP = "https://bootstrap.saltproject.io";

    private static final String BOOTSTRAP_NOW =
            "https://github.com/saltstack/salt-bootstrap/releases/latest/download/bootstrap-salt.sh";

    private static final SaltPlaces UNIX = new SaltPlaces(
            "/etc/salt",
            "/tmp/salt",
            "/srv/salt",
            "/srv/pillar",
            "/tmp",
            fetch(BOOTSTRAP) + " || " + fetch(BOOTSTRAP_NOW),
            "sh /tmp/install_salt.sh");
    private static final SaltPlaces WINDOWS = new SaltPlaces(
            "C:/salt/conf",
            "C:/Windows/Temp/salt/",
            "C:/salt/state",
            "C:/salt/pillar/",
            "C:/Windows/Temp",
            "powershell -Command \"[System.Net.ServicePointManager]::SecurityProtocol ="
                    + " [System.Net.SecurityProtocolType]'Tls,Tls11,Tls12'; Invoke-WebRequest -Uri"
                    + " 'https://winbootstrap.saltproject.io' -OutFile 'C:/Windows/Temp/bootstrap-salt.ps1'\"",
            "Powershell C:/Windows/Temp/bootstrap-salt.ps1");

    static SaltPlaces of(GuestOs os) {
        return os == GuestOs.WINDOWS ? WINDOWS : UNIX;
    }

    /** With either of the programs of which a machine has one; an error page is no script. */
    private static String fetch(String address) {
        return "curl -fL " + address + " -o /tmp/install_salt.sh || wget -O /tmp/install_salt.sh " + address;
    }
}
