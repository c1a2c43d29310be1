package io.jenkins.plugins.packer.components.ansible;

import io.jenkins.plugins.packer.engine.builtin.none.NoneCommunicator;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.ProvisionContext;
import io.jenkins.plugins.packer.engine.component.Provisioner;
import io.jenkins.plugins.packer.engine.config.ConfigurationCheck;
import io.jenkins.plugins.packer.engine.guest.LocalPaths;
import io.jenkins.plugins.packer.engine.interpolate.InterpolationException;
import io.jenkins.plugins.packer.engine.process.LocalProgram;
import io.jenkins.plugins.packer.engine.resource.Resource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs an Ansible playbook on this machine against the build's, as Packer's {@code ansible}. Unlike there the proxy speaks
 * SFTP itself, and no password is among the arguments of the program.
 */
public final class AnsibleProvisioner implements Provisioner<AnsibleConfiguration> {

    @Override
    public String type() {
        return "ansible";
    }

    @Override
    public String summary() {
        return "Runs an Ansible playbook on this machine against the build's machine.";
    }

    @Override
    public Class<AnsibleConfiguration> configurationType() {
        return AnsibleConfiguration.class;
    }

    @Override
    public void check(AnsibleConfiguration configuration, ConfigurationCheck check) {
        LocalPaths paths = new LocalPaths(check);
        paths.file("playbook_file", configuration.playbookFile());
        paths.file("galaxy_file", configuration.galaxy().galaxyFile());
        configuration.inventory().check(check);
        configuration.proxy().check(check);
        for (String variable : configuration.ansibleEnvVars()) {
            // One that an action makes empty, such as {{if ...}}NAME=value{{end}}, is none.
            if (!variable.isEmpty() && !variable.contains("{{") && variable.indexOf('=') < 1) {
                check.warning(
                        "ansible_env_vars",
                        "Environment variable without effect",
                        "Environment variable not in format 'key=value', so it is left out: " + variable);
            }
        }
        if (!configuration.skipVersionCheck() && !check.isUnknown("command")) {
            Optional<Path> program = LocalProgram.find(configuration.command(), check.environment(), check.directory());
            if (program.isEmpty()) {
                check.error("command", "Ansible is not installed", missing(configuration.command()));
            }
        }
    }

    private static String missing(String command) {
        return "There is no program " + command + (command.contains("/") ? "" : " on the PATH")
                + ". Install Ansible on this machine, or name its ansible-playbook in command. Where the build itself"
                + " installs it, skip_version_check = true puts the check off until the provisioner runs.";
    }

    @Override
    public void provision(AnsibleConfiguration configuration, ProvisionContext context) throws ComponentException {
        NoneCommunicator.refuse(context.communicator(), type());
        // MINA finds its parts by the thread's class loader, and the engine has a MINA of its own.
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(AnsibleProvisioner.class.getClassLoader());
        try {
            run(configuration, context);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private void run(AnsibleConfiguration configuration, ProvisionContext context) throws ComponentException {
        context.ui().say("Provisioning with Ansible...");
        Map<String, String> environment = environment(configuration, context);
        List<String> extra = new ArrayList<>();
        for (String argument : configuration.extraArguments()) {
            extra.add(render(argument, "extra_arguments", context));
        }
        Path program = LocalProgram.find(configuration.command(), environment, context.directory())
                .orElseThrow(() -> new ComponentException(missing(configuration.command())));
        AnsibleVersion version = configuration.skipVersionCheck()
                ? new AnsibleVersion("")
                : AnsibleVersion.ask(program.toString(), environment, context);
        try (PrivateFiles files = PrivateFiles.create(context)) {
            SecretArguments secrets = new SecretArguments(context, files);
            secrets.learn(extra);
            if (DirectTarget.isPossible(configuration, context)) {
                AnsibleRun run = new AnsibleRun(
                        configuration, context, DirectTarget.environment(environment, configuration, context), secrets);
                Target target = DirectTarget.of(configuration, context, files);
                play(configuration, context, run, program, version, target, extra);
            } else {
                AnsibleRun run = new AnsibleRun(configuration, context, environment, secrets);
                playThroughProxy(configuration, context, files, run, program, version, extra);
            }
        }
    }

    private static void playThroughProxy(
            AnsibleConfiguration configuration,
            ProvisionContext context,
            PrivateFiles files,
            AnsibleRun run,
            Path program,
            AnsibleVersion version,
            List<String> extra)
            throws ComponentException {
        context.ui().say("Setting up proxy adapter for Ansible....");
        ProxyKeys keys = ProxyKeys.of(configuration.proxy(), context, files);
        String user = LocalUser.or(configuration.user(), context);
        try (SshProxy proxy =
                SshProxy.start(configuration.proxy(), user, keys, new RemoteFiles(context, files), context)) {
            String connection = Target.value(context.generated(), "ConnType");
            String port = Integer.toString(proxy.port());
            Target target = new Target(connection, true, SshProxy.HOST, port, user, keys.privateKeyFile(), "");
            play(configuration, context, run, program, version, target, extra);
        }
    }

    private static void play(
            AnsibleConfiguration configuration,
            ProvisionContext context,
            AnsibleRun run,
            Path program,
            AnsibleVersion version,
            Target target,
            List<String> extra)
            throws ComponentException {
        InventoryOptions options = configuration.inventory();
        if (options.isOwn()) {
            run.installRequirements();
            run.play(program, target, String.valueOf(options.inventoryFile()), extra);
            return;
        }
        Path inventory = new Inventory(options, target, version).write(context);
        run.installRequirements();
        run.play(program, target, inventory.toString(), extra);
        if (!options.keepInventoryFile()) {
            context.resources().remove(Resource.file(inventory));
        }
    }

    /** The run's, the user's, and what Packer sets where the user says nothing. */
    private static Map<String, String> environment(AnsibleConfiguration configuration, ProvisionContext context)
            throws ComponentException {
        Map<String, String> environment = new HashMap<>(context.environment());
        Map<String, String> own = new HashMap<>();
        for (String variable : configuration.ansibleEnvVars()) {
            String rendered = render(variable, "ansible_env_vars", context);
            int equals = rendered.indexOf('=');
            if (equals > 0) {
                own.put(rendered.substring(0, equals), rendered.substring(equals + 1));
            }
        }
        if (configuration.proxy().hasNewHostKey()) {
            own.putIfAbsent("ANSIBLE_HOST_KEY_CHECKING", "False");
        }
        Boolean sftp = configuration.proxy().useSftp();
        if (!Boolean.TRUE.equals(sftp)) {
            // The scp of OpenSSH 9 takes the quotes literally that Ansible puts around a name with a blank.
            own.putIfAbsent("ANSIBLE_SCP_IF_SSH", sftp == null ? "smart" : "True");
        }
        environment.putAll(own);
        return environment;
    }

    private static String render(String template, String option, ProvisionContext context) throws ComponentException {
        try {
            return context.templates().render(template, context.generated());
        } catch (InterpolationException e) {
            throw new ComponentException("Error interpolating " + option + ": " + e.getMessage(), e);
        }
    }
}
