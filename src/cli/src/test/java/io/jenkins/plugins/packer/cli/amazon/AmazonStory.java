package io.jenkins.plugins.packer.cli.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.cli.PackerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Whole builds by the built command, against moto behind a proxy, and what they leave there. */
abstract class AmazonStory {
    static final String HOME = "us-east-1";

    /** Has a role and an instance profile made for the build. */
    static final String TEMPORARY_PROFILE = """
              temporary_iam_instance_profile_policy_document {
                Version = "2012-10-17"
                Statement {
                  Effect   = "Allow"
                  Action   = ["logs:*"]
                  Resource = ["*"]
                }
              }
            """;

    private static final List<String> REGIONS = List.of(HOME, "eu-west-1", "us-west-2");

    @TempDir
    Path directory;

    Ec2Proxy proxy;
    AwsProxy services;
    final Map<String, String> environment = new LinkedHashMap<>();
    private Set<String> before;

    @BeforeEach
    void startProxy() throws IOException {
        Moto.require();
        Moto.reset();
        proxy = new Ec2Proxy(Moto.address(), Moto.model());
        environment.put("AWS_ACCESS_KEY_ID", "AKIATEST");
        environment.put("AWS_SECRET_ACCESS_KEY", "secret-of-the-test");
        services = services();
        environment.put("AWS_ENDPOINT_URL_IAM", services.address());
        prepareAccount();
        undisturbed();
        before = inventory();
    }

    /** What stands before the services beside EC2. */
    AwsProxy services() throws IOException {
        return new AwsProxy(Moto.address(), Map.of(), Map.of("iam", Moto.model("iam", "2010-05-08")));
    }

    /** What is in the account before a build, after everything else was forgotten. */
    void prepareAccount() throws IOException {}

    /** What happens elsewhere when EC2 acts, in every test and while it is cleaned up. */
    Ec2Proxy.Intervention world() {
        return new Ec2Proxy.Intervention() {};
    }

    /** What happens when the services beside EC2 are asked, likewise. */
    AwsProxy.Intervention elsewhere() {
        return seen -> Moto.failsWithoutRole(seen)
                ? new Ec2Proxy.Answer(404, "<ErrorResponse><Error><Code>NoSuchEntity</Code></Error></ErrorResponse>")
                : null;
    }

    @AfterEach
    void stopProxy() {
        if (proxy != null) {
            proxy.close();
            services.close();
        }
    }

    /**
     * Options that every source of these tests has.
     *
     * @param name of the image; empty for a builder that makes none
     */
    String common(String name) {
        return """
                  region              = "us-east-1"
                  custom_endpoint_ec2 = "%s"
                  %s
                  instance_type       = "t3.micro"

                  source_ami_filter {
                    filters     = { name = "amzn2-ami-hvm-2.*-x86_64-gp2" }
                    owners      = ["amazon"]
                    most_recent = true
                  }

                  aws_polling {
                    delay_seconds = 1
                    max_attempts  = 60
                  }
                """.formatted(proxy.address(), name.isEmpty() ? "" : "ami_name = \"" + name + "\"");
    }

    /** Writes a template with one source and what is to be done with it. */
    void write(String type, String options, String steps) throws IOException {
        Files.writeString(directory.resolve("main.pkr.hcl"), """
                source "%s" "web" {
                %s
                }

                build {
                  sources = ["source.%s.web"]

                %s

                  post-processor "manifest" {
                    output = "manifest.json"
                  }
                }
                """.formatted(type, options, type, steps));
    }

    PackerProcess.Ended build() {
        return PackerProcess.run(directory, environment, arguments());
    }

    PackerProcess.Ended succeed() {
        PackerProcess.Ended ended = build();
        assertThat(ended.exitCode()).as(ended.output()).isZero();
        assertThat(proxy.mistakes()).isEmpty();
        assertThat(services.mistakes()).isEmpty();
        return ended;
    }

    String[] arguments() {
        return new String[] {"build", "-color=false", "-journal=" + directory.resolve("run.journal"), "main.pkr.hcl"};
    }

    private static Set<String> inventory() throws IOException {
        Set<String> all = new TreeSet<>();
        for (String region : REGIONS) {
            Moto.inventory(region).forEach(line -> all.add(region + " " + line));
        }
        all.addAll(Moto.roles());
        return all;
    }

    /** What there is now and was not before the test, a journal that stays included. */
    Set<String> leftovers() throws IOException {
        Set<String> left = inventory();
        left.removeAll(before);
        try (Stream<Path> files = Files.list(directory)) {
            files.filter(file -> file.toString().endsWith(".journal")).forEach(file -> left.add("journal"));
        }
        return left;
    }

    /** Ids of one kind in the home region, such as {@code imageId}. */
    static List<String> ids(Set<String> left, String kind) {
        String prefix = HOME + " " + kind + " ";
        return left.stream()
                .filter(line -> line.startsWith(prefix))
                .map(line -> line.substring(prefix.length()))
                .toList();
    }

    /**
     * Kills the engine before and after each request of an undisturbed build in turn, has it cleaned up, and looks for what
     * is left.
     *
     * @param whole how many things a build leaves that is done
     * @param killedAt the requests where it is killed, such as {@code RunInstances} or {@code iam:CreateRole}
     */
    void leavesNothingWhereItIsKilled(int whole, Predicate<String> killedAt) throws IOException {
        List<String> requests = new CopyOnWriteArrayList<>();
        watch(Watching.of(requests));
        succeed();
        assertThat(leftovers()).hasSize(whole);
        Map<String, Integer> times = new LinkedHashMap<>();
        String last = "";
        for (String request : List.copyOf(requests)) {
            int time = times.merge(request, 1, Integer::sum);
            // What asks again whether something is done is where it was before.
            boolean again = request.equals(last) && isQuestion(request);
            last = request;
            if (killedAt.test(request) && !again) {
                leavesNothingWhenKilled(request, time, false, whole);
                if (!isQuestion(request)) {
                    leavesNothingWhenKilled(request, time, true, whole);
                }
            }
        }
        assertThat(times.keySet()).as("what a build asks").anyMatch(killedAt);
    }

    /** What changes nothing: after it everything is as before it. */
    private static boolean isQuestion(String request) {
        return request.matches("(.*:)?(Describe|Get|List).*");
    }

    /**
     * Has the engine killed by somebody else, cleans up, and looks for what is left.
     *
     * @param what when it is killed, for the message of a failure
     * @param killer is given what kills the engine
     * @return how the build ended
     */
    PackerProcess.Ended leavesNothingWhenKilledBy(String what, Consumer<Runnable> killer) throws IOException {
        PackerProcess.Ended ended = killedAndCleanedUp(killer);
        assertThat(leftovers()).as(what).isEmpty();
        return ended;
    }

    private PackerProcess.Ended killedAndCleanedUp(Consumer<Runnable> killer) throws IOException {
        PackerProcess[] running = new PackerProcess[1];
        killer.accept(() -> {
            synchronized (running) {
                running[0].signal("KILL");
            }
        });
        synchronized (running) {
            running[0] = PackerProcess.start(directory, environment, arguments());
        }
        PackerProcess.Ended ended;
        try (PackerProcess packer = running[0]) {
            ended = packer.await();
        }
        undisturbed();
        cleanUp();
        return ended;
    }

    /** Has a build cancelled while one of its requests is in the air. */
    PackerProcess.Ended cancelled(Interruption interruption) {
        return interruption.of(() -> PackerProcess.start(directory, environment, arguments()));
    }

    private void leavesNothingWhenKilled(String request, int time, boolean acted, int whole) throws IOException {
        Moto.reset();
        prepareAccount();
        forgetManifest();
        before = inventory();
        PackerProcess.Ended ended = killedAndCleanedUp(kill -> watch(new Watching(request, time, acted, kill)));
        // One that was done before it was killed has kept its result.
        boolean done = Files.exists(directory.resolve("manifest.json"));
        assertThat(leftovers())
                .as("killed %s %s number %s: %s", acted ? "after" : "before", request, time, ended.output())
                .hasSize(done ? whole : 0);
    }

    private void forgetManifest() throws IOException {
        Files.deleteIfExists(directory.resolve("manifest.json"));
        Files.deleteIfExists(directory.resolve("manifest.json.lock"));
    }

    private void watch(Watching watching) {
        proxy.intervene(watching.around(world()));
        services.intervene(watching.around(elsewhere()));
    }

    private void undisturbed() {
        proxy.intervene(world());
        services.intervene(elsewhere());
    }

    /** Removes what the journal names. */
    void cleanUp() throws IOException {
        Path journal = directory.resolve("run.journal");
        if (Files.exists(journal)) {
            PackerProcess.Ended cleaned =
                    PackerProcess.run(directory, Moto.unhesitating(environment), "cleanup", journal.toString());
            assertThat(cleaned.exitCode()).as(cleaned.output()).isZero();
        }
    }
}
