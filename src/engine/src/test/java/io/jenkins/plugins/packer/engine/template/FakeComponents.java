package io.jenkins.plugins.packer.engine.template;

import io.jenkins.plugins.packer.engine.catalog.ComponentCatalog;
import io.jenkins.plugins.packer.engine.catalog.ComponentKind;
import io.jenkins.plugins.packer.engine.catalog.ComponentSource;
import io.jenkins.plugins.packer.engine.component.Artifact;
import io.jenkins.plugins.packer.engine.component.BuildContext;
import io.jenkins.plugins.packer.engine.component.Builder;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.DataContext;
import io.jenkins.plugins.packer.engine.component.DataSource;
import io.jenkins.plugins.packer.engine.component.PostProcessor;
import io.jenkins.plugins.packer.engine.component.ProvisionContext;
import io.jenkins.plugins.packer.engine.component.Provisioner;
import io.jenkins.plugins.packer.engine.component.StepContext;
import io.jenkins.plugins.packer.engine.config.ConfigurationCheck;
import io.jenkins.plugins.packer.engine.config.Option;
import io.jenkins.plugins.packer.engine.config.Refused;
import io.jenkins.plugins.packer.engine.gotemplate.GoFunction;
import io.jenkins.plugins.packer.engine.gotemplate.GoType;
import io.jenkins.plugins.packer.engine.resource.ResourceReaper;
import io.jenkins.plugins.packer.hcl.value.Mark;
import io.jenkins.plugins.packer.hcl.value.Type;
import io.jenkins.plugins.packer.hcl.value.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Components with options of many kinds, for tests of the template language. */
final class FakeComponents implements ComponentSource {

    static ComponentCatalog catalog() {
        return new ComponentCatalog(new FakeComponents(), List.of());
    }

    @Refused(options = "ssh_host", reason = "the SSH communicator comes with a later version.")
    record MachineOptions(
            @Option(doc = "Image to start from.", required = true)
            String image,

            @Option(doc = "Number of cores.", defaultValue = "2")
            int cores,

            @Option(doc = "Whether to commit.") boolean commit,

            @Option(doc = "How long to wait.", defaultValue = "5m")
            Duration waitTimeout,

            @Option(doc = "Tags.") Map<String, String> tags,

            @Option(doc = "Commands.", defaultValue = "[\"-d\", \"-i\"]")
            List<String> runCommand,

            @Option(doc = "Password.", sensitive = true) @Nullable
            String password,

            @Option(doc = "Mounts.", name = "mount") List<Mount> mounts,
            @Option(doc = "Build.") @Nullable Recipe recipe) {}

    record Mount(
            @Option(doc = "Where from.", required = true) String source,
            @Option(doc = "Where to.") @Nullable String target) {}

    record Recipe(@Option(doc = "Path.", required = true) String path) {}

    record ShellOptions(
            @Option(doc = "Lines.") List<String> inline,
            @Option(doc = "File.") @Nullable String script,

            @Option(doc = "Command.", defaultValue = "{{ .Vars }} {{ .Path }}", renderedLater = true)
            String executeCommand,

            @Option(doc = "Environment.", name = "environment_vars")
            List<String> environment) {}

    record ManifestOptions(
            @Option(doc = "File.", defaultValue = "packer-manifest.json")
            String output,

            @Option(doc = "Data.") Map<String, String> customData) {}

    /** A builder. */
    static final class Machine implements Builder<MachineOptions> {
        @Override
        public String type() {
            return "machine";
        }

        @Override
        public String summary() {
            return "Builds nothing.";
        }

        @Override
        public Class<MachineOptions> configurationType() {
            return MachineOptions.class;
        }

        @Override
        public Map<String, GoFunction> templateFunctions() {
            return Map.of("clean_resource_name", new Cleaning());
        }

        @Override
        public List<String> generatedVariables(MachineOptions configuration) {
            return List.of("ImageSha");
        }

        @Override
        public void check(MachineOptions configuration, ConfigurationCheck check) {
            if (configuration.commit() && check.isSet("cores") && configuration.cores() < 1) {
                check.error("cores", "No cores", "A machine needs one core at least.");
            }
        }

        @Override
        public @Nullable Artifact build(MachineOptions configuration, BuildContext context) {
            return null;
        }
    }

    /** What a cloud makes of a name. */
    private static final class Cleaning implements GoFunction {
        @Override
        public List<GoType> parameters() {
            return List.of(GoType.STRING);
        }

        @Override
        public Object call(List<@Nullable Object> arguments) {
            return String.valueOf(arguments.get(0)).replaceAll("[^a-z0-9]", "-");
        }
    }

    /** A provisioner. */
    static final class Shell implements Provisioner<ShellOptions> {
        @Override
        public String type() {
            return "shell";
        }

        @Override
        public String summary() {
            return "Runs nothing.";
        }

        @Override
        public Class<ShellOptions> configurationType() {
            return ShellOptions.class;
        }

        @Override
        public void check(ShellOptions configuration, ConfigurationCheck check) {
            if (configuration.inline().isEmpty() && configuration.script() == null && !check.isUnknown("inline")) {
                check.error("inline", "Nothing to run", "Either a script file or inline lines must be given.");
            }
            if ("missing.sh".equals(configuration.script())) {
                check.error("script", "Bad script", "There is no missing.sh.");
            }
            check.goTemplate("execute_command", configuration.executeCommand());
        }

        @Override
        public void provision(ShellOptions configuration, ProvisionContext context) {}
    }

    /** A post-processor. */
    static final class Manifest implements PostProcessor<ManifestOptions> {
        @Override
        public String type() {
            return "manifest";
        }

        @Override
        public String summary() {
            return "Writes nothing.";
        }

        @Override
        public Class<ManifestOptions> configurationType() {
            return ManifestOptions.class;
        }

        @Override
        public Result process(ManifestOptions configuration, Artifact input, StepContext context) {
            return Result.passOn(input);
        }
    }

    record LookupOptions(
            @Option(doc = "What is asked for.", required = true)
            String input,

            @Option(doc = "A number.") int count,

            @Option(doc = "Password.", sensitive = true) @Nullable
            String password,

            @Option(doc = "Filters.", name = "filter") List<Filter> filters) {}

    record Filter(@Option(doc = "Name.", required = true) String name) {}

    /** A data source that remembers what it was asked for. */
    static final class Lookup implements DataSource<LookupOptions> {
        final List<String> asked = new ArrayList<>();

        @Override
        public String type() {
            return "lookup";
        }

        @Override
        public String summary() {
            return "Looks nothing up.";
        }

        @Override
        public Class<LookupOptions> configurationType() {
            return LookupOptions.class;
        }

        @Override
        public Type.ObjectType outputType() {
            return (Type.ObjectType) Type.object(Map.of("id", Type.STRING, "tags", Type.map(Type.STRING)));
        }

        @Override
        public void check(LookupOptions configuration, ConfigurationCheck check) {
            if (configuration.input().equals("forbidden")) {
                check.error("input", "Forbidden", "This must not be asked.");
            }
        }

        @Override
        public Value read(LookupOptions configuration, DataContext context) throws ComponentException {
            asked.add(configuration.input());
            switch (configuration.input()) {
                case "missing":
                    throw new ComponentException("There is nothing of this name.");
                case "cancel":
                    context.cancellation().cancel("interrupted");
                    context.cancellation().check();
                    break;
                case "odd":
                    context.warning("Odd input", "It is odd.");
                    break;
                case "secret":
                    return Value.object(Map.of(
                            "id",
                            Value.string("its own secret").withMark(Mark.SENSITIVE),
                            "tags",
                            Value.emptyMap(Type.STRING)));
                case "wrong":
                    return Value.object(Map.of("id", Value.EMPTY_TUPLE, "tags", Value.emptyMap(Type.STRING)));
                default:
                    break;
            }
            return Value.object(Map.of(
                    "id",
                    Value.string("id of " + configuration.input()),
                    "tags",
                    Value.map(Type.STRING, Map.of("password", Value.string("<" + configuration.password() + ">")))));
        }
    }

    final Lookup lookup = new Lookup();

    @Override
    public @Nullable DataSource<?> dataSource(String type) {
        return type.equals("lookup") ? lookup : null;
    }

    @Override
    public List<String> types(ComponentKind kind) {
        switch (kind) {
            case BUILDER:
                return List.of("machine");
            case PROVISIONER:
                return List.of("shell");
            case POST_PROCESSOR:
                return List.of("manifest");
            case DATA_SOURCE:
                return List.of("lookup");
            default:
                return List.of();
        }
    }

    @Override
    public @Nullable Builder<?> builder(String type) {
        return type.equals("machine") ? new Machine() : null;
    }

    @Override
    public @Nullable Provisioner<?> provisioner(String type) {
        return type.equals("shell") ? new Shell() : null;
    }

    @Override
    public @Nullable PostProcessor<?> postProcessor(String type) {
        return type.equals("manifest") ? new Manifest() : null;
    }

    @Override
    public @Nullable ResourceReaper reaper(String kind) {
        return null;
    }
}
