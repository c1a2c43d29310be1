package io.jenkins.plugins.packer.components.amazon.options;

import io.jenkins.plugins.packer.engine.config.Option;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the instance may do, as an IAM policy. Names are IAM's own, in its capitals. */
public record PolicyOptions(
        @Nullable @Option(name = "Version", doc = "Version of the policy language, such as 2012-10-17.")
        String version,

        @Option(name = "Statement", doc = "One statement.") List<Statement> statement) {

    /** One statement of the policy. */
    public record Statement(
            @Nullable @Option(name = "Effect", doc = "Allow or Deny.")
            String effect,

            @Option(name = "Action", doc = "Actions, such as logs:*.")
            List<String> action,

            @Option(name = "Resource", doc = "ARNs of resources, or *.")
            List<String> resource) {}
}
