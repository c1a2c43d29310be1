package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.components.amazon.options.InstanceOptions;
import io.jenkins.plugins.packer.components.amazon.options.PolicyOptions;
import io.jenkins.plugins.packer.engine.component.BuildContext;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.run.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The instance profile of the instance: the one that the template names, a temporary one with its policy, or none. */
record InstanceProfiles(InstanceOptions options, Tags tags, BuildContext context, Connections.Open connection) {
    private static final String TRUST = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
            + "\"Principal\":{\"Service\":\"ec2.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}";

    private static final String ADDING = "AddRoleToInstanceProfile";
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration CONSISTENCY = Duration.ofMinutes(2);

    /** Its name; empty for none. */
    String find() throws ComponentException {
        String named = options.iamInstanceProfile();
        if (named != null && !named.isEmpty()) {
            if (!options.skipProfileValidation()) {
                iam().ask(
                                "Looking for iam_instance_profile " + named,
                                "GetInstanceProfile",
                                "InstanceProfileName",
                                named);
            }
            return named;
        }
        PolicyOptions policy = options.temporaryIamInstanceProfilePolicyDocument();
        return policy == null ? "" : create(policy);
    }

    private Iam iam() {
        return connection.aws().iam(context.cancellation());
    }

    /** Profile, role and policy have one name and one entry in the journal: none is of use without the others. */
    private String create(PolicyOptions policy) throws ComponentException {
        String name = Marks.name("packer-");
        context.ui().say("Creating temporary instance profile for this instance: " + name);
        context.resources().create(InstanceProfileReaper.resource(connection, name), () -> {
            Iam iam = iam();
            change(
                    iam,
                    "Creating the instance profile " + name,
                    "CreateInstanceProfile",
                    tagged("InstanceProfileName", name));
            context.ui().say("Creating temporary role for this instance: " + name);
            change(
                    iam,
                    "Creating the role " + name,
                    "CreateRole",
                    tagged(
                            "RoleName",
                            name,
                            "Description",
                            "Temporary role for Packer",
                            "AssumeRolePolicyDocument",
                            TRUST));
            context.ui().say("Attaching policy to the temporary role: " + name);
            change(
                    iam,
                    "Attaching the policy to the role " + name,
                    "PutRolePolicy",
                    "RoleName",
                    name,
                    "PolicyName",
                    name,
                    "PolicyDocument",
                    json(policy));
            change(
                    iam,
                    "Putting the role into the instance profile " + name,
                    ADDING,
                    "InstanceProfileName",
                    name,
                    "RoleName",
                    name);
            return name;
        });
        return name;
    }

    /** Sends a request again while IAM does not know what was created a moment ago. */
    private void change(Iam iam, String what, String action, String... namesAndValues) throws ComponentException {
        long end = System.nanoTime() + CONSISTENCY.toNanos();
        Waiting.between(FIRST_PAUSE, LONGEST_PAUSE)
                .until(what, CONSISTENCY.multipliedBy(2), context.cancellation(), line -> {}, () -> {
                    try {
                        iam.change(what, action, namesAndValues);
                        return action;
                    } catch (AwsException e) {
                        if (isThereAlready(action, e)) {
                            return action;
                        }
                        if (!e.isNotFound() || System.nanoTime() > end) {
                            throw e;
                        }
                        return null;
                    }
                });
    }

    /** Where the answer to a first request was lost: nothing else has these names, and a profile has one role. */
    private static boolean isThereAlready(String action, AwsException e) {
        return e.code().equals("EntityAlreadyExists")
                || action.equals(ADDING) && e.code().equals("LimitExceeded");
    }

    private String[] tagged(String... namesAndValues) {
        List<String> all = new ArrayList<>(List.of(namesAndValues));
        Map<String, String> every = new java.util.LinkedHashMap<>(tags.marks());
        every.putAll(tags.own());
        int number = 1;
        for (Map.Entry<String, String> tag : every.entrySet()) {
            all.addAll(List.of("Tags.member." + number + ".Key", tag.getKey()));
            all.addAll(List.of("Tags.member." + number + ".Value", tag.getValue()));
            number++;
        }
        return all.toArray(String[]::new);
    }

    private static String json(PolicyOptions policy) {
        String statements = policy.statement().stream()
                .map(statement -> "{\"Effect\":" + text(statement.effect()) + ",\"Action\":" + list(statement.action())
                        + ",\"Resource\":" + list(statement.resource()) + "}")
                .collect(Collectors.joining(","));
        return "{\"Version\":" + text(policy.version() == null ? "2012-10-17" : policy.version()) + ",\"Statement\":["
                + statements + "]}";
    }

    private static String list(List<String> values) {
        return values.stream().map(InstanceProfiles::text).collect(Collectors.joining(",", "[", "]"));
    }

    private static String text(@Nullable String value) {
        return "\"" + String.valueOf(value).replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
