package io.jenkins.plugins.packer.components.amazon.options;

import io.jenkins.plugins.packer.engine.config.Option;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A role to assume: the parameters of STS's AssumeRole. */
public record AssumeRoleOptions(
        @Nullable @Option(doc = "ARN of the role.") String roleArn,

        @Option(doc = "How long the session lasts, in seconds; 0 for the role's default.", defaultValue = "0")
        int durationSeconds,

        @Nullable @Option(doc = "External id that the role asks for.")
        String externalId,

        @Nullable @Option(doc = "JSON policy that narrows what the session may do.")
        String policy,

        @Option(doc = "ARNs of managed policies that narrow what the session may do.")
        List<String> policyArns,

        @Nullable @Option(doc = "Name of the session, as CloudTrail shows it.")
        String sessionName,

        @Option(doc = "Tags of the session.") Map<String, String> tags,

        @Option(doc = "Tags of the session that go on to roles assumed from it.")
        List<String> transitiveTagKeys) {}
