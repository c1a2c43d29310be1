package io.jenkins.plugins.packer.components.chef;

import io.jenkins.plugins.packer.engine.builtin.none.NoneCommunicator;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.ProvisionContext;
import io.jenkins.plugins.packer.engine.component.Provisioner;
import io.jenkins.plugins.packer.engine.config.ConfigurationCheck;
import io.jenkins.plugins.packer.engine.guest.ElevatedOptions;
import io.jenkins.plugins.packer.engine.guest.LocalPaths;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** Uploads cookbooks and runs chef-solo on the machine, as Packer's {@code chef-solo}. */
public final class ChefSoloProvisioner implements Provisioner<ChefSoloConfiguration> {
    private static final String UNIX =
            "{{if .Sudo}}sudo {{end}}chef-solo --no-color -c {{.ConfigPath}} -j {{.JsonPath}}";
    private static final String WINDOWS =
            "c:/opscode/chef/bin/chef-solo.bat --no-color -c {{.ConfigPath}} -j {{.JsonPath}}";
    private static final String CONFIGURATION = """
            chef_license "{{.ChefLicense}}"
            cookbook_path [{{.CookbookPaths}}]
            {{if .HasRolesPath}}role_path "{{.RolesPath}}"
            {{end}}{{if .HasDataBagsPath}}data_bag_path "{{.DataBagsPath}}"
            {{end}}{{if .HasEncryptedDataBagSecretPath}}encrypted_data_bag_secret "{{.EncryptedDataBagSecretPath}}"
            {{end}}{{if .HasEnvironmentsPath}}environment_path "{{.EnvironmentsPath}}"
            {{end}}{{if .ChefEnvironment}}environment "{{.ChefEnvironment}}"
            {{end}}""";

    @Override
    public String type() {
        return "chef-solo";
    }

    @Override
    public String summary() {
        return "Installs Chef, uploads cookbooks and runs chef-solo on the machine, without a Chef server.";
    }

    @Override
    public Class<ChefSoloConfiguration> configurationType() {
        return ChefSoloConfiguration.class;
    }

    @Override
    public void check(ChefSoloConfiguration configuration, ConfigurationCheck check) {
        LocalPaths paths = new LocalPaths(check);
        paths.directories("cookbook_paths", configuration.cookbookPaths());
        paths.directory("roles_path", configuration.rolesPath());
        paths.directory("data_bags_path", configuration.dataBagsPath());
        paths.directory("environments_path", configuration.environmentsPath());
        configuration.chef().check(check);
    }

    @Override
    public void provision(ChefSoloConfiguration configuration, ProvisionContext context) throws ComponentException {
        NoneCommunicator.refuse(context.communicator(), type());
        context.ui().say("Provisioning with chef-solo");
        ChefOptions options = configuration.chef();
        ChefRun run = new ChefRun(options, context, type());
        run.begin();
        List<String> cookbooks = new ArrayList<>(configuration.remoteCookbookPaths());
        int number = 0;
        for (String path : configuration.cookbookPaths()) {
            cookbooks.add(run.uploadDirectory(path, "cookbooks-" + number++));
        }
        Map<String, Object> data = new HashMap<>();
        data.put("CookbookPaths", quoted(cookbooks));
        put(data, "RolesPath", run.uploadDirectory(configuration.rolesPath(), "roles"));
        put(data, "DataBagsPath", run.uploadDirectory(configuration.dataBagsPath(), "data_bags"));
        put(
                data,
                "EncryptedDataBagSecretPath",
                run.uploadSecret(options.encryptedDataBagSecretPath(), "encrypted_data_bag_secret"));
        put(data, "EnvironmentsPath", run.uploadDirectory(configuration.environmentsPath(), "environments"));
        data.put("ChefEnvironment", ChefRun.orEmpty(options.chefEnvironment()));
        data.put("ChefLicense", options.license());
        String solo = run.uploadConfiguration(CONFIGURATION, "solo.rb", data);
        run.execute(UNIX, WINDOWS, solo, run.uploadAttributes("node.json"), new ElevatedOptions(null, null));
    }

    /** A value, and whether there is one. */
    private static void put(Map<String, Object> data, String name, String path) {
        data.put(name, path);
        data.put("Has" + name, !path.isEmpty());
    }

    private static String quoted(List<String> paths) {
        StringJoiner list = new StringJoiner(",");
        paths.forEach(path -> list.add('"' + path + '"'));
        return list.toString();
    }
}
