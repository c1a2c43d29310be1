package io.jenkins.plugins.packer.components.chef;

import io.jenkins.plugins.packer.engine.builtin.none.NoneCommunicator;
import io.jenkins.plugins.packer.engine.communicator.HomePath;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.ProvisionContext;
import io.jenkins.plugins.packer.engine.component.Provisioner;
import io.jenkins.plugins.packer.engine.config.ConfigurationCheck;
import io.jenkins.plugins.packer.engine.guest.LocalPaths;
import io.jenkins.plugins.packer.engine.run.EarlyEnd;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Registers the machine at a Chef server, runs chef-client on it and removes it from the server again, as Packer's
 * {@code chef-client}.
 */
public final class ChefClientProvisioner implements Provisioner<ChefClientConfiguration> {
    private static final String UNIX =
            "{{if .Sudo}}sudo {{end}}chef-client --no-color -c {{.ConfigPath}} -j {{.JsonPath}}";
    private static final String WINDOWS =
            "c:/opscode/chef/bin/chef-client.bat --no-color -c {{.ConfigPath}} -j {{.JsonPath}}";
    /** What knife needs as well. */
    static final String SERVER = """
            log_level :info
            log_location STDOUT
            chef_server_url "{{.ServerUrl}}"
            client_key "{{.ClientKey}}"
            node_name "{{.NodeName}}"
            {{if ne .SslVerifyMode ""}}ssl_verify_mode :{{.SslVerifyMode}}
            {{end}}{{if ne .TrustedCertsDir ""}}trusted_certs_dir "{{.TrustedCertsDir}}"
            {{end}}""";

    private static final String CONFIGURATION = SERVER + """
            chef_license "{{.ChefLicense}}"
            {{if ne .EncryptedDataBagSecretPath ""}}encrypted_data_bag_secret "{{.EncryptedDataBagSecretPath}}"
            {{end}}validation_client_name "{{if ne .ValidationClientName ""}}{{.ValidationClientName}}{{else}}chef-validator{{end}}"
            {{if ne .ValidationKeyPath ""}}validation_key "{{.ValidationKeyPath}}"
            {{end}}{{if ne .ChefEnvironment ""}}environment "{{.ChefEnvironment}}"
            {{end}}{{if ne .PolicyGroup ""}}policy_group "{{.PolicyGroup}}"
            {{end}}{{if ne .PolicyName ""}}policy_name "{{.PolicyName}}"
            {{end}}{{if ne .RubygemsURL ""}}rubygems_url "{{.RubygemsURL}}"
            {{end}}""";

    @Override
    public String type() {
        return "chef-client";
    }

    @Override
    public String summary() {
        return "Installs Chef and runs chef-client on the machine against a Chef server.";
    }

    @Override
    public Class<ChefClientConfiguration> configurationType() {
        return ChefClientConfiguration.class;
    }

    @Override
    public void check(ChefClientConfiguration configuration, ConfigurationCheck check) {
        boolean name = isSet(configuration.policyName(), "policy_name", check);
        boolean group = isSet(configuration.policyGroup(), "policy_group", check);
        if (name != group) {
            check.error(
                    name ? "policy_name" : "policy_group",
                    "Incomplete policy",
                    "If either policy_name or policy_group are set, they must both be set.");
        }
        new LocalPaths(check)
                .file("validation_key_path", expanded(configuration.validationKeyPath(), check.directory()));
        configuration.elevated().check(configuration.chef().guestOsType(), check);
        configuration.chef().check(check);
    }

    private static boolean isSet(@Nullable String value, String option, ConfigurationCheck check) {
        return ChefOptions.isGiven(value) || check.isUnknown(option);
    }

    /** The path of a file that may be in the user's home directory. */
    private static @Nullable String expanded(@Nullable String path, Path directory) {
        return ChefOptions.isGiven(path) ? HomePath.resolve(path, directory).toString() : null;
    }

    @Override
    public void provision(ChefClientConfiguration configuration, ProvisionContext context) throws ComponentException {
        NoneCommunicator.refuse(context.communicator(), type());
        context.ui().say("Provisioning with chef-client");
        ChefRun run = new ChefRun(configuration.chef(), context, type());
        ChefNode node = new ChefNode(configuration, context, run);
        EarlyEnd.handle(
                context.cancellation(),
                () -> register(configuration, context, run, node),
                () -> abandon(configuration, run, node),
                failure -> {});
    }

    /** The node does not stay on the server, nor the keys on the machine. */
    private static void abandon(ChefClientConfiguration configuration, ChefRun run, ChefNode node) {
        node.leaveServer();
        if (!configuration.skipCleanStagingDirectory()) {
            run.leaveNothing();
        }
    }

    private static void register(
            ChefClientConfiguration configuration, ProvisionContext context, ChefRun run, ChefNode node)
            throws ComponentException {
        run.begin();
        Map<String, Object> data = data(configuration, context, run, node);
        String client = run.uploadConfiguration(CONFIGURATION, "client.rb", data);
        String attributes = run.uploadAttributes("first-boot.json");
        ComponentException failure = null;
        node.registersWith(client);
        try {
            run.execute(UNIX, WINDOWS, client, attributes, configuration.elevated());
        } catch (ComponentException e) {
            failure = e;
        }
        try {
            node.remove(data);
        } catch (ComponentException e) {
            if (failure == null) {
                throw e;
            }
            failure.addSuppressed(e);
            context.ui().error(e.getMessage());
        }
        if (failure != null) {
            throw failure;
        }
        if (!configuration.skipCleanStagingDirectory()) {
            run.removeStaging();
        }
    }

    private static Map<String, Object> data(
            ChefClientConfiguration configuration, ProvisionContext context, ChefRun run, ChefNode node)
            throws ComponentException {
        ChefOptions options = configuration.chef();
        Map<String, Object> data = new HashMap<>();
        data.put("NodeName", node.name());
        data.put(
                "ClientKey",
                ChefOptions.isGiven(configuration.clientKey()) ? configuration.clientKey() : run.staged("client.pem"));
        data.put("ServerUrl", configuration.serverUrl());
        data.put("ChefLicense", options.license());
        data.put(
                "EncryptedDataBagSecretPath",
                run.uploadSecret(options.encryptedDataBagSecretPath(), "encrypted_data_bag_secret"));
        data.put(
                "ValidationKeyPath",
                run.uploadSecret(expanded(configuration.validationKeyPath(), context.directory()), "validation.pem"));
        data.put("ValidationClientName", ChefRun.orEmpty(configuration.validationClientName()));
        data.put("ChefEnvironment", ChefRun.orEmpty(options.chefEnvironment()));
        data.put("PolicyGroup", ChefRun.orEmpty(configuration.policyGroup()));
        data.put("PolicyName", ChefRun.orEmpty(configuration.policyName()));
        data.put("SslVerifyMode", ChefRun.orEmpty(configuration.sslVerifyMode()));
        data.put("TrustedCertsDir", ChefRun.orEmpty(configuration.trustedCertsDir()));
        data.put("RubygemsURL", ChefRun.orEmpty(configuration.rubygemsUrl()));
        return data;
    }
}
