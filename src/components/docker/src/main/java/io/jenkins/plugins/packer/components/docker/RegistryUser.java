package io.jenkins.plugins.packer.components.docker;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Who a registry is told one is: the API's {@code AuthConfig}
 * (https://docs.docker.com/reference/api/engine/#authentication). A user with a password, or an identity token, or nobody.
 *
 * @param registry a key of Docker's configuration file
 * @param name user; empty for none
 * @param password the user's; empty for none
 * @param identityToken stands for name and password; empty for none
 */
record RegistryUser(String registry, String name, String password, String identityToken) {

    static RegistryUser named(String registry, String name, String password) {
        return new RegistryUser(registry, name, password, "");
    }

    static RegistryUser withToken(String registry, String identityToken) {
        return new RegistryUser(registry, "", "", identityToken);
    }

    static RegistryUser nobody(String registry) {
        return new RegistryUser(registry, "", "", "");
    }

    /** What the API takes. */
    ObjectNode json() {
        ObjectNode json = JsonTree.object().put("serveraddress", registry);
        put(json, "username", name);
        put(json, "password", password);
        put(json, "identitytoken", identityToken);
        return json;
    }

    private static void put(ObjectNode json, String field, String value) {
        if (!value.isEmpty()) {
            json.put(field, value);
        }
    }

    /** Without its secrets. */
    @Override
    public String toString() {
        return (name.isEmpty() ? "somebody" : name) + " at " + registry;
    }
}
