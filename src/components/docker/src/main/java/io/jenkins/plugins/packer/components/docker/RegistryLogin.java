package io.jenkins.plugins.packer.components.docker;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.StepContext;
import org.jspecify.annotations.Nullable;

/**
 * Logs in to a registry: the engine asks the registry whether the credentials are right, then they go with the requests
 * that need them. Nothing is kept, so there is nothing to log out of.
 */
record RegistryLogin(DockerEngine engine, StepContext context) {

    /**
     * Credentials for a pull or push, checked where the template wants to log in.
     *
     * @throws ComponentException when the registry refuses them
     */
    RegistryCredentials credentials(LoginOptions options) throws ComponentException {
        if (!options.login() && !options.ecrLogin()) {
            return new RegistryCredentials(context, null);
        }
        String server = ImageReference.registryKey(options.loginServer());
        RegistryUser user;
        if (options.ecrLogin()) {
            context.ui().message("Fetching ECR credentials...");
            EcrToken token = new EcrLogin(context).token(options);
            user = RegistryUser.named(server, token.user(), token.password());
        } else {
            user = RegistryUser.named(server, given(options.loginUsername()), given(options.loginPassword()));
        }
        context.secrets().add(user.password());
        context.ui().message("Logging in...");
        try {
            engine.post("Logging in", "/auth", user.json());
        } catch (EngineException e) {
            throw new ComponentException(
                    "Error logging in: " + server + " does not accept user \"" + user.name() + "\": "
                            + e.reason()
                            + ". Check "
                            + (options.ecrLogin()
                                    ? "login_server and the AWS credentials."
                                    : "login_server, login_username and login_password."),
                    e);
        }
        return new RegistryCredentials(context, user);
    }

    private static String given(@Nullable String option) {
        return option == null ? "" : option;
    }
}
