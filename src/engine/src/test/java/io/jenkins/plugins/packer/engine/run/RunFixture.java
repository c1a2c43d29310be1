package io.jenkins.plugins.packer.engine.run;

import io.jenkins.plugins.packer.engine.communicator.Communicator;
import io.jenkins.plugins.packer.engine.communicator.RemoteCommand;
import io.jenkins.plugins.packer.engine.component.Artifact;
import io.jenkins.plugins.packer.engine.component.BuildContext;
import io.jenkins.plugins.packer.engine.component.Builder;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.PostProcessor;
import io.jenkins.plugins.packer.engine.component.ProvisionContext;
import io.jenkins.plugins.packer.engine.component.Provisioner;
import io.jenkins.plugins.packer.engine.component.StepContext;
import io.jenkins.plugins.packer.engine.resource.Removal;
import io.jenkins.plugins.packer.engine.resource.Resource;
import io.jenkins.plugins.packer.engine.resource.ResourceJournal;
import io.jenkins.plugins.packer.engine.resource.ResourceReaper;
import io.jenkins.plugins.packer.engine.run.RunOptions.OnError;
import io.jenkins.plugins.packer.engine.ui.EventStream;
import io.jenkins.plugins.packer.engine.ui.Prompt;
import io.jenkins.plugins.packer.engine.ui.RunListener;
import io.jenkins.plugins.packer.hcl.SourceRange;
import io.jenkins.plugins.packer.report.RunEvent;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A run of fake components in a fake cloud, whose things are names in a set. */
final class RunFixture {
    static final String KIND = "fake.thing";

    /** Where all provisioners and post-processors stand. */
    static final SourceRange DEFINITION = new SourceRange("main.pkr.hcl", 9, 3, 100, 9, 22, 119);

    final List<RunEvent> events = Collections.synchronizedList(new ArrayList<>());
    final List<RunListener> listeners = new ArrayList<>(List.of(events::add));
    final Set<String> cloud = Collections.synchronizedSet(new TreeSet<>());
    final List<String> removals = Collections.synchronizedList(new ArrayList<>());
    final Map<String, Integer> removalFailures = Collections.synchronizedMap(new LinkedHashMap<>());
    final Cancellation cancellation = new Cancellation();
    final Cancellation stop = new Cancellation();
    final Redactor secrets = new Redactor();
    final Path journal;
    OnError onError = OnError.CLEANUP;
    boolean debug;
    int parallel;

    @Nullable
    InputStream input;

    Runnable beforeRemoval = () -> {};

    RunFixture(Path directory) {
        journal = directory.resolve("journals").resolve("run.jsonl");
    }

    void answers(String lines) {
        input = new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8));
    }

    RunResult run(PlannedBuild... builds) {
        EventStream stream = new EventStream(secrets, Clock.systemUTC(), listeners);
        RunTools tools = new RunTools(
                stream,
                new Prompt(input),
                new ResourceJournal(journal, "run-1", "test", Clock.systemUTC(), secrets),
                removal(),
                secrets,
                cancellation,
                stop);
        RunSettings settings = new RunSettings(
                "run-1",
                new RunOptions(false, debug, onError),
                parallel,
                Path.of("").toAbsolutePath(),
                Map.of());
        return new Runner(settings, tools).run(List.of(builds));
    }

    Removal removal() {
        Waiting waiting = new Waiting(Duration.ofMillis(1), Duration.ofMillis(2), () -> 0, new Waiting.Time() {
            @Override
            public long nanos() {
                return 0;
            }

            @Override
            public void pause(Duration duration, Cancellation token) {
                token.check();
            }
        });
        return new Removal(
                kind -> {
                    if (!kind.equals(KIND) && !kind.equals(Resource.FILE)) {
                        throw new ComponentException("no reaper of " + kind);
                    }
                    return new Reaper(kind);
                },
                Map.of(),
                waiting,
                stop);
    }

    /** The texts of all messages, with their speakers. */
    List<String> said() {
        List<String> said = new ArrayList<>();
        synchronized (events) {
            for (RunEvent event : events) {
                if (event instanceof RunEvent.Message message) {
                    said.add(message.text());
                }
            }
        }
        return said;
    }

    <E extends RunEvent> List<E> events(Class<E> type) {
        synchronized (events) {
            return events.stream().filter(type::isInstance).map(type::cast).toList();
        }
    }

    static Resource thing(String name) {
        return new Resource(KIND, name, Map.of("region", "moon"));
    }

    String create(StepContext context, String name) throws ComponentException {
        return context.resources().create(thing(name), () -> made(name));
    }

    String produce(StepContext context, String name) throws ComponentException {
        return context.resources().produce(thing(name), () -> made(name));
    }

    private String made(String name) {
        cloud.add(name);
        return name;
    }

    static Artifact artifact(String... things) {
        return new Artifact(
                "fake",
                String.join("+", things),
                "made of " + String.join(", ", things),
                List.of(),
                Map.of(),
                Map.of(),
                Arrays.stream(things).map(RunFixture::thing).toList());
    }

    static PlannedBuild build(String name, Building work) {
        return build(name, work, List.of(), null, List.of());
    }

    static PlannedBuild build(
            String name,
            Building work,
            List<PlannedProvisioner> provisioners,
            @Nullable PlannedProvisioner errorCleanup,
            List<List<PlannedPostProcessor>> postProcessors) {
        return new PlannedBuild(
                name,
                name,
                "fake",
                new ConfiguredBuilder<>(new FakeBuilder(work), data -> new Options("")),
                provisioners,
                errorCleanup,
                postProcessors,
                (data, functions) ->
                        (template, values) -> template + values + data.values().get("ID"));
    }

    static PlannedProvisioner provisioner(String name, Provisioning work) {
        return provisioner(name, Duration.ZERO, 0, Duration.ZERO, false, work);
    }

    static PlannedProvisioner provisioner(
            String name, Duration pause, int retries, Duration timeout, boolean goOn, Provisioning work) {
        return new PlannedProvisioner(
                "fake-prov",
                name,
                pause,
                retries,
                timeout,
                goOn,
                new ConfiguredProvisioner<>(
                        new FakeProvisioner(work),
                        data -> new Options(String.valueOf(data.values().get("ID")))),
                DEFINITION);
    }

    static PlannedPostProcessor postProcessor(String name, @Nullable Boolean keep, Processing work) {
        return new PlannedPostProcessor(
                "fake-pp",
                name,
                keep,
                new ConfiguredPostProcessor<>(
                        new FakePostProcessor(work),
                        data -> new Options(String.valueOf(data.values().get("ID")))),
                DEFINITION);
    }

    record Options(String text) {}

    interface Building {
        @Nullable
        Artifact build(BuildContext context) throws ComponentException;
    }

    interface Provisioning {
        void provision(Options options, ProvisionContext context) throws ComponentException;
    }

    interface Processing {
        PostProcessor.Result process(Options options, Artifact input, StepContext context) throws ComponentException;
    }

    private final class Reaper implements ResourceReaper {
        private final String kind;

        Reaper(String kind) {
            this.kind = kind;
        }

        @Override
        public String kind() {
            return kind;
        }

        @Override
        public void reap(Resource resource, @Nullable String id, Map<String, String> environment, Cancellation token)
                throws ComponentException {
            beforeRemoval.run();
            token.check();
            int failures = removalFailures.getOrDefault(resource.name(), 0);
            if (failures > 0) {
                removalFailures.put(resource.name(), failures - 1);
                throw new ComponentException("the cloud says no to " + resource.name());
            }
            removals.add(resource.name());
            cloud.remove(resource.name());
        }
    }

    private record FakeBuilder(Building work) implements Builder<Options> {
        @Override
        public String type() {
            return "fake";
        }

        @Override
        public String summary() {
            return "Builds nothing.";
        }

        @Override
        public Class<Options> configurationType() {
            return Options.class;
        }

        @Override
        public @Nullable Artifact build(Options configuration, BuildContext context) throws ComponentException {
            return work.build(context);
        }
    }

    private record FakeProvisioner(Provisioning work) implements Provisioner<Options> {
        @Override
        public String type() {
            return "fake-prov";
        }

        @Override
        public String summary() {
            return "Changes nothing.";
        }

        @Override
        public Class<Options> configurationType() {
            return Options.class;
        }

        @Override
        public void provision(Options configuration, ProvisionContext context) throws ComponentException {
            work.provision(configuration, context);
        }
    }

    private record FakePostProcessor(Processing work) implements PostProcessor<Options> {
        @Override
        public String type() {
            return "fake-pp";
        }

        @Override
        public String summary() {
            return "Processes nothing.";
        }

        @Override
        public Class<Options> configurationType() {
            return Options.class;
        }

        @Override
        public Result process(Options configuration, Artifact input, StepContext context) throws ComponentException {
            return work.process(configuration, input, context);
        }
    }

    /** A machine that does nothing. */
    record NoMachine() implements Communicator {
        @Override
        public String type() {
            return "fake";
        }

        @Override
        public int execute(RemoteCommand command) {
            return 0;
        }

        @Override
        public void upload(InputStream content, long size, int mode, String destination) {}

        @Override
        public void uploadDirectory(String source, String destination, List<String> excludes) {}

        @Override
        public void download(String source, OutputStream content) {}

        @Override
        public void downloadDirectory(String source, Path destination, List<String> excludes) {}

        @Override
        public void close() {}
    }
}
