package io.jenkins.plugins.packer.engine.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The values of {@code build.*} that are known at some moment of a build: none before the machine is there, then what
 * the builder tells about it and what the engine adds. Names and defaults as in packer-plugin-sdk
 * ({@code step_provision.go}) and {@code packer/provisioner.go}.
 *
 * @param values by name
 */
public record BuildData(Map<String, Object> values) {
    /** Names that every builder has. */
    public static final List<String> COMMON_NAMES = List.of(
            "ID",
            "Host",
            "Port",
            "User",
            "Password",
            "ConnType",
            "PackerRunUUID",
            "PackerHTTPPort",
            "PackerHTTPIP",
            "PackerHTTPAddr",
            "SSHPublicKey",
            "SSHPrivateKey",
            "WinRMPassword");

    /** Names whose values are secrets. */
    private static final List<String> SECRETS = List.of("Password", "SSHPrivateKey", "WinRMPassword");

    public BuildData {
        values = Map.copyOf(values);
    }

    /** Before anything is known. */
    public static BuildData none() {
        return new BuildData(Map.of());
    }

    /**
     * What is known as soon as there is a machine.
     *
     * @param generated what the builder tells; it wins over the defaults
     * @param connection the communicator's type
     * @param runId the run's UUID
     */
    static BuildData ofMachine(Map<String, Object> generated, String connection, String runId) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (String name : COMMON_NAMES) {
            values.put(name, "");
        }
        values.put("ID", "ERR_ID_NOT_IMPLEMENTED_BY_BUILDER");
        values.put("PackerHTTPIP", "ERR_HTTP_IP_NOT_IMPLEMENTED_BY_BUILDER");
        values.put("PackerHTTPPort", "ERR_HTTP_PORT_NOT_IMPLEMENTED_BY_BUILDER");
        values.put("PackerHTTPAddr", "ERR_HTTP_ADDR_NOT_IMPLEMENTED_BY_BUILDER");
        values.put("ConnType", connection);
        values.put("PackerRunUUID", runId);
        values.putAll(generated);
        return new BuildData(values);
    }

    /** These values and further ones, which win. */
    BuildData with(Map<String, Object> further) {
        Map<String, Object> all = new LinkedHashMap<>(values);
        all.putAll(further);
        return new BuildData(all);
    }

    /**
     * Tells the redactor the secrets among the values. A password that is the user's name, as in many test images, hides
     * nothing and would riddle the output.
     */
    void hideSecrets(Redactor secrets) {
        for (String name : SECRETS) {
            Object value = values.get(name);
            if (value != null && !value.equals(values.get("User"))) {
                secrets.add(value.toString());
            }
        }
    }

    /**
     * What stands for a value of {@code {{build `NAME`}} } in a template that is checked before the value is known;
     * the text is Packer's.
     */
    public static String placeholder(String name) {
        return "WinRMPassword".equals(name)
                ? "{{.WinRMPassword}}"
                : "Build_" + name
                        + ". To set this dynamically in the Packer template, you must use the `build` function";
    }
}
