package io.jenkins.plugins.packer.pipeline.credentials;

import hudson.AbortException;
import io.jenkins.plugins.packer.pipeline.credentials.PackerCredentials.Use;
import java.io.IOException;
import java.util.Map;
import org.jenkinsci.plugins.credentialsbinding.MultiBinding;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;

/**
 * A binding that another plugin brings, as in {@code withCredentials}: it knows its own credentials best, and need not be
 * installed as long as nobody uses them.
 *
 * @param type simple name of the binding's class
 * @param arguments its parameters
 */
record BindingOfPlugin(String type, Map<String, Object> arguments) {

    void bind(Use use, Binding binding) throws IOException, InterruptedException {
        MultiBinding.MultiEnvironment environment =
                create(use).bind(use.run(), use.workspace(), use.launcher(), use.listener());
        environment.getSecretValues().forEach(binding::secret);
        environment.getPublicValues().forEach(binding::variable);
    }

    private MultiBinding<?> create(Use use) throws IOException, InterruptedException {
        try {
            return new UninstantiatedDescribable(null, type, arguments).instantiate(MultiBinding.class, use.listener());
        } catch (IOException | InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            // The structs plugin declares nothing narrower.
            AbortException failure = new AbortException("The credentials binding " + type + " cannot be used: " + e
                    + ". Is the plugin installed that these credentials are from?");
            failure.initCause(e);
            throw failure;
        }
    }
}
