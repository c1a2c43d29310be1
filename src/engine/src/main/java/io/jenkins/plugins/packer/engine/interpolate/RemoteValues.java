package io.jenkins.plugins.packer.engine.interpolate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values that are kept outside of the template; asked only when a template asks. */
public interface RemoteValues {

    /**
     * The value of a key in Consul.
     *
     * @throws InterpolationException if there is none, or Consul does not answer
     */
    String consulKey(String key) throws InterpolationException;

    /**
     * A field of a secret in Vault.
     *
     * @param path such as {@code secret/data/hello}
     * @param key name of the field
     * @throws InterpolationException if there is none, or Vault does not answer
     */
    String vault(String path, String key) throws InterpolationException;

    /**
     * What a function yields that a folder of components brings.
     *
     * @param function its name, such as {@code aws_secretsmanager}
     * @param arguments one for each parameter; null where there is none
     * @throws InterpolationException if nothing installed brings it, or it fails
     */
    String call(String function, List<@Nullable String> arguments) throws InterpolationException;
}
