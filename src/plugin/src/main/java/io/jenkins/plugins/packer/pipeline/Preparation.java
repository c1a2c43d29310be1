package io.jenkins.plugins.packer.pipeline;

import hudson.AbortException;
import hudson.FilePath;
import hudson.Launcher;
import hudson.ProxyConfiguration;
import hudson.slaves.WorkspaceList;
import hudson.util.Secret;
import io.jenkins.plugins.packer.pipeline.agent.ClearAbandoned;
import io.jenkins.plugins.packer.pipeline.agent.EngineCommand;
import io.jenkins.plugins.packer.pipeline.agent.EngineJars;
import io.jenkins.plugins.packer.pipeline.agent.JavaOfAgent;
import io.jenkins.plugins.packer.pipeline.agent.StateDirectory;
import io.jenkins.plugins.packer.pipeline.credentials.Binding;
import io.jenkins.plugins.packer.pipeline.credentials.PackerCredentials;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes an agent ready for the engine: Java, jars, directories, environment. */
final class Preparation {
    private static final Pattern VERSION = Pattern.compile("version \"(?:1\\.)?(\\d+)");

    /** The engine ends when its lease is over, and may then clean up for as long. */
    private static final Duration ABANDONED = ImageBuild.LEASE.multipliedBy(2);

    private final Site site;
    private final String java;
    private JavaOfAgent.@Nullable Found found;

    /**
     * For an agent.
     *
     * @param site the agent
     * @param java path of a Java there, or empty for the agent's own
     */
    Preparation(Site site, String java) {
        this.site = site;
        this.java = java;
    }

    /** A name for a new private directory beside the workspace, where those that nobody needs any more are removed. */
    StateDirectory newState(FilePath workspace) throws IOException, InterruptedException {
        FilePath temporary = WorkspaceList.tempDir(workspace);
        if (temporary == null) {
            throw new AbortException("The workspace " + workspace.getRemote()
                    + " has no room beside it for temporary files. Use a directory below the file system's root.");
        }
        for (String failure : site.agent().perform(temporary.getRemote(), new ClearAbandoned(ABANDONED))) {
            site.listener()
                    .getLogger()
                    .println("The private directory of an earlier run, which may have credentials, cannot be removed."
                            + " Remove it by hand: " + failure);
        }
        String name = ClearAbandoned.PREFIX + UUID.randomUUID().toString().substring(0, 8);
        return new StateDirectory(temporary.child(name).getRemote(), agentJava().separator());
    }

    /** The engine, with the components that a template names. */
    EngineCommand engine(String template) throws IOException, InterruptedException {
        FilePath directory = site.agentDirectory();
        EngineJars jars = PluginPayload.delivery()
                .deliver(
                        site.agent(),
                        directory.child("jars").getRemote(),
                        site.workspace().getRemote(),
                        template,
                        PackerConfiguration.get().cacheLifetime());
        JavaOfAgent.Found agent = agentJava();
        return new EngineCommand(
                jars,
                program(),
                agent.separator(),
                agent.pathSeparator(),
                site.workspace().getRemote(),
                directory.child("journals").getRemote());
    }

    private JavaOfAgent.Found agentJava() throws IOException, InterruptedException {
        JavaOfAgent.Found known = found;
        if (known == null) {
            known = site.agent().perform(site.workspace().getRemote(), new JavaOfAgent());
            found = known;
        }
        return known;
    }

    private String program() throws IOException, InterruptedException {
        if (java.isEmpty()) {
            JavaOfAgent.Found agent = agentJava();
            require(agent.version(), agent.program());
            return agent.program();
        }
        require(versionOf(java), java);
        return java;
    }

    private static void require(int version, String program) throws AbortException {
        if (version < JavaOfAgent.OLDEST) {
            throw new AbortException("Packer needs Java " + JavaOfAgent.OLDEST + " or newer on the agent, but "
                    + program
                    + " is Java " + version + ". Run the agent with a newer Java, or name one that is installed there:"
                    + " java: '/path/to/java'.");
        }
    }

    private int versionOf(String program) throws IOException, InterruptedException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        Launcher.ProcStarter starter = site.launcher()
                .launch()
                .cmds(program, "-version")
                .quiet(true)
                .pwd(site.workspace())
                .stdout(output)
                .stderr(output);
        int exitCode;
        try {
            exitCode = starter.join();
        } catch (IOException e) {
            throw new AbortException("There is no Java that can be run at " + program + " on the agent ("
                    + e.getMessage() + "). Correct java:, or leave it out for the Java that the agent runs on.");
        }
        String text = output.toString(StandardCharsets.UTF_8);
        Matcher version = VERSION.matcher(text);
        if (exitCode != 0 || !version.find()) {
            throw new AbortException(
                    program + " -version on the agent does not tell the version of a Java: " + text.strip());
        }
        return Integer.parseInt(version.group(1));
    }

    /** Looks credentials up and turns them into variables and files. */
    static Binding bind(Collection<PackerCredentials> credentials, Site site, StateDirectory state)
            throws IOException, InterruptedException {
        Binding binding = new Binding(state.path(), state.separator());
        PackerCredentials.Use use =
                new PackerCredentials.Use(site.build(), site.workspace(), site.launcher(), site.listener());
        for (PackerCredentials one : credentials) {
            one.bind(use, binding);
        }
        return binding;
    }

    /** What a program of the run finds in its environment; later ones win: global settings, the build, credentials. */
    Map<String, String> environment(Binding binding) throws IOException, InterruptedException {
        PackerConfiguration configuration = PackerConfiguration.get();
        Map<String, String> environment = new LinkedHashMap<>();
        Set<String> secrets = new LinkedHashSet<>(site.variables().secret());
        if (configuration.isUseJenkinsProxy()) {
            proxy(environment);
        }
        environment.putAll(configuration.variables());
        environment.putAll(site.variables().all());
        environment.putAll(binding.variables());
        secrets.addAll(binding.secretVariables());
        String url = environment.get("BUILD_URL");
        if (url != null) {
            environment.put("PACKER_RUN_URL", url);
        } else if (site.run() != null) {
            environment.put("PACKER_RUN_URL", site.build().getExternalizableId());
        }
        environment.put("PACKER_SECRET_VARIABLES", String.join(",", secrets));
        environment.put("CHECKPOINT_DISABLE", "1");
        return environment;
    }

    private static void proxy(Map<String, String> environment) throws IOException {
        ProxyConfiguration proxy = ProxyConfiguration.load();
        if (proxy == null || proxy.name == null) {
            return;
        }
        String user = proxy.getUserName();
        Secret password = proxy.getSecretPassword();
        String login = user == null || user.isEmpty()
                ? ""
                : hudson.Util.rawEncode(user) + ":"
                        + (password == null ? "" : hudson.Util.rawEncode(password.getPlainText())) + "@";
        String address = "http://" + login + proxy.name + ":" + proxy.port;
        environment.put("HTTP_PROXY", address);
        environment.put("HTTPS_PROXY", address);
        environment.put(
                "NO_PROXY",
                proxy.getNoProxyHostPatterns().stream()
                        .map(pattern -> pattern.pattern().replace("\\.", ".").replaceFirst("^\\.\\*", ""))
                        .collect(Collectors.joining(",")));
    }
}
