package io.jenkins.plugins.packer.cli.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What docs/builders/amazon.md says of permissions, beside what builds ask EC2 for. */
final class PermissionsPage {
    private static final Pattern OF_EC2 = Pattern.compile("`(ec2:[A-Za-z]+)`");

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

    /** What EC2 was asked for: each action is a permission of its name, and tags that come with a request need that of tagging. */
    static Set<String> asked(Ec2Proxy proxy) {
        Set<String> asked = new TreeSet<>();
        for (String action : proxy.actions()) {
            asked.add("ec2:" + action);
            for (Map<String, String> request : proxy.requests(action)) {
                if (request.keySet().stream().anyMatch(name -> name.startsWith("TagSpecification."))) {
                    asked.add("ec2:CreateTags");
                }
            }
        }
        return asked;
    }

    /** A build with an option needs of EC2 what the option's row of the table says, beside the policy, and no more. */
    static void needsTheRow(String option, Ec2Proxy proxy) throws IOException {
        needsTheRows(List.of(option), Set.of(), proxy);
    }

    /**
     * The same with several options.
     *
     * @param unasked what of their rows is needed only when a build fails
     */
    static void needsTheRows(List<String> options, Set<String> unasked, Ec2Proxy proxy) throws IOException {
        Set<String> policy = policy();
        Set<String> rows = new TreeSet<>();
        for (String option : options) {
            Set<String> row = row(option);
            assertThat(row).as(option).isNotEmpty();
            rows.addAll(row);
        }
        rows.removeAll(policy);
        Set<String> more = asked(proxy);
        more.removeAll(policy);
        more.addAll(unasked);
        assertThat(more).as(options.toString()).isEqualTo(rows);
    }

    private static Set<String> row(String option) throws IOException {
        Set<String> actions = new TreeSet<>();
        for (String line : text().split("\n")) {
            String[] cells = line.split("\\|");
            if (cells.length > 2 && cells[1].contains("`" + option + "`")) {
                Matcher matcher = OF_EC2.matcher(cells[2]);
                while (matcher.find()) {
                    actions.add(matcher.group(1));
                }
            }
        }
        return actions;
    }
}
