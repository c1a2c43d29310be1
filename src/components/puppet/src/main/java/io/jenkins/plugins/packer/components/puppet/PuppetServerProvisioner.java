package io.jenkins.plugins.packer.components.puppet;

import io.jenkins.plugins.packer.engine.builtin.none.NoneCommunicator;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.ProvisionContext;
import io.jenkins.plugins.packer.engine.component.Provisioner;
import io.jenkins.plugins.packer.engine.config.ConfigurationCheck;
import io.jenkins.plugins.packer.engine.guest.LocalPaths;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Has the machine's Puppet agent get its configuration from a Puppet server, as Packer's {@code puppet-server}. */
public final class PuppetServerProvisioner implements Provisioner<PuppetServerConfiguration> {
    private static final String AGENT = "{{if ne .PuppetBinDir \"\"}}{{.PuppetBinDir}}/{{end}}"
            + "puppet agent --onetime --no-daemonize --detailed-exitcodes "
            + "{{if .Debug}}--debug {{end}}"
            + "{{if ne .PuppetServer \"\"}}--server='{{.PuppetServer}}' {{end}}"
            + "{{if ne .PuppetNode \"\"}}--certname='{{.PuppetNode}}' {{end}}"
            + "{{if ne .ClientCertPath \"\"}}--certdir='{{.ClientCertPath}}' {{end}}"
            + "{{if ne .ClientPrivateKeyPath \"\"}}--privatekeydir='{{.ClientPrivateKeyPath}}' {{end}}"
            + "{{if ne .ExtraArguments \"\"}}{{.ExtraArguments}} {{end}}";
    private static final String UNIX = "cd {{.WorkingDir}} && {{if ne .FacterVars \"\"}}{{.FacterVars}} {{end}}"
            + "{{if .Sudo}}sudo -E {{end}}" + AGENT;
    private static final String WINDOWS =
            "cd {{.WorkingDir}} && {{if ne .FacterVars \"\"}}{{.FacterVars}} && {{end}}" + AGENT;

    @Override
    public String type() {
        return "puppet-server";
    }

    @Override
    public String summary() {
        return "Runs the machine's Puppet agent once against a Puppet server.";
    }

    @Override
    public Class<PuppetServerConfiguration> configurationType() {
        return PuppetServerConfiguration.class;
    }

    @Override
    public void check(PuppetServerConfiguration configuration, ConfigurationCheck check) {
        LocalPaths paths = new LocalPaths(check);
        paths.directory("client_cert_path", configuration.clientCertPath());
        paths.directory("client_private_key_path", configuration.clientPrivateKeyPath());
        configuration.puppet().check(check);
    }

    @Override
    public void provision(PuppetServerConfiguration configuration, ProvisionContext context) throws ComponentException {
        NoneCommunicator.refuse(context.communicator(), type());
        PuppetRun run = new PuppetRun(
                configuration.puppet(), context, "staging_dir", configuration.stagingDir(), "packer-puppet-server");
        run.begin();
        Map<String, Object> data = new HashMap<>();
        data.put("ClientCertPath", uploaded(run, "Uploading client cert", configuration.clientCertPath(), "certs"));
        data.put(
                "ClientPrivateKeyPath",
                uploaded(run, "Uploading client private keys", configuration.clientPrivateKeyPath(), "private_keys"));
        data.put("PuppetServer", orEmpty(configuration.puppetServer()));
        data.put("PuppetNode", orEmpty(configuration.puppetNode()));
        run.execute(UNIX, WINDOWS, data);
    }

    private static String uploaded(PuppetRun run, String what, @Nullable String source, String name)
            throws ComponentException {
        return PuppetRun.isGiven(source) ? run.upload(what, source, name) : "";
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
