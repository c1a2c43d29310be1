package io.jenkins.plugins.packer.cli.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What docs/builders/amazon.md says of permissions, beside what builds ask AWS for. Keys of KMS are used by services on the
 * caller's behalf, of which no request tells.
 */
final class PermissionsPage {
    private static final Pattern PERMISSION = Pattern.compile("`((?!kms:)[a-z0-9-]+:[A-Za-z]+)`");
    /** Operations of S3 whose permission has another name. */
    private static final Map<String, String> OF_S3 = Map.of(
            "s3:CreateMultipartUpload", "s3:PutObject",
            "s3:UploadPart", "s3:PutObject",
            "s3:CompleteMultipartUpload", "s3:PutObject",
            "s3:ListMultipartUploads", "s3:ListBucketMultipartUploads",
            "s3:ListObjectsV2", "s3:ListBucket");
    /** What comes with permission to tag, by what is created with tags. */
    private static final Map<String, String> TAGGING =
            Map.of("CreateRole", "iam:TagRole", "CreateInstanceProfile", "iam:TagInstanceProfile");

    private PermissionsPage() {}

    static String text() throws IOException {
        return Files.readString(Path.of(System.getProperty("packer.repository"), "docs/builders/amazon.md"));
    }

    /** The actions of the page's policy. */
    static Set<String> policy() throws IOException {
        String page = text();
        int start = page.indexOf("```json") + "```json".length();
        JsonNode policy = new ObjectMapper().readTree(page.substring(start, page.indexOf("```", start)));
        Set<String> actions = new TreeSet<>();
        policy.path("Statement")
                .forEach(statement -> statement.path("Action").forEach(action -> actions.add(action.asText())));
        return actions;
    }

    /**
     * What EC2 was asked for: each action is a permission of its name, tags that come with a request need that of tagging, and
     * who gives a role away needs that of passing it.
     */
    static Set<String> asked(Ec2Proxy proxy) {
        Set<String> asked = new TreeSet<>();
        for (String action : proxy.actions()) {
            asked.add("ec2:" + action);
            for (Map<String, String> request : proxy.requests(action)) {
                if (request.keySet().stream().anyMatch(name -> name.startsWith("TagSpecification."))) {
                    asked.add("ec2:CreateTags");
                }
                if (request.containsKey("IamInstanceProfile.Name") || request.containsKey("RoleName")) {
                    asked.add("iam:PassRole");
                }
            }
        }
        return asked;
    }

    /** What other services were asked for. Who one is may always be asked. */
    static Set<String> asked(AwsProxy services) {
        Set<String> asked = new TreeSet<>();
        for (AwsProxy.Seen seen : services.seen()) {
            asked.add(OF_S3.getOrDefault(seen.name(), seen.name()));
            if (seen.text().contains("Tags.member.1.Key=")) {
                asked.add(TAGGING.get(seen.action()));
            }
        }
        asked.remove("sts:GetCallerIdentity");
        return asked;
    }

    /** What EC2 and other services were asked for. */
    static Set<String> asked(Ec2Proxy proxy, AwsProxy services) {
        Set<String> asked = asked(proxy);
        asked.addAll(asked(services));
        return asked;
    }

    /** A build with an option needs of EC2 what the option's row of the table says, beside the policy, and no more. */
    static void needsTheRow(String option, Ec2Proxy proxy) throws IOException {
        needsTheRows(List.of(option), Set.of(), asked(proxy));
    }

    /**
     * The same with several options, and of other services as well.
     *
     * @param unasked what of their rows is needed only when a build fails
     * @param asked what the build asked for
     */
    static void needsTheRows(List<String> options, Set<String> unasked, Set<String> asked) throws IOException {
        Set<String> policy = policy();
        Set<String> rows = new TreeSet<>();
        for (String option : options) {
            Set<String> row = row(option);
            assertThat(row).as(option).isNotEmpty();
            rows.addAll(row);
        }
        rows.removeAll(policy);
        Set<String> more = new TreeSet<>(asked);
        more.removeAll(policy);
        more.addAll(unasked);
        assertThat(more).as(options.toString()).isEqualTo(rows);
    }

    /** The options of the table, the first of each row. */
    static List<String> options() throws IOException {
        List<String> options = new ArrayList<>();
        String table = text().split("\\| option \\| permissions \\|\n", 2)[1].split("\n\n", 2)[0];
        for (String line : table.split("\n")) {
            Matcher row = Pattern.compile("\\| `(.*?)`.*").matcher(line);
            if (row.matches() && PERMISSION.matcher(line).find()) {
                options.add(row.group(1));
            }
        }
        return options;
    }

    private static Set<String> row(String option) throws IOException {
        Set<String> actions = new TreeSet<>();
        for (String line : text().split("\n")) {
            String[] cells = line.split("\\|");
            if (cells.length > 2 && cells[1].contains("`" + option + "`")) {
                Matcher matcher = PERMISSION.matcher(cells[2]);
                while (matcher.find()) {
                    actions.add(matcher.group(1));
                }
            }
        }
        return actions;
    }
}
