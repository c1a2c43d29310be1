package io.jenkins.plugins.packer.cli.amazon;

import io.jenkins.plugins.packer.engine.testing.Counterpart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** EC2 as moto plays it, which {@code src/ci/verify.sh} lays out and starts, asked without the SDK that is tested. */
final class Moto {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private Moto() {}

    static void require() {
        Counterpart.require(
                "moto, which plays EC2",
                System.getenv("PACKER_TEST_MOTO") != null && System.getenv("PACKER_TEST_EC2_MODEL") != null,
                "Run src/ci/verify.sh, which starts it.");
    }

    static URI address() {
        return URI.create(System.getenv("PACKER_TEST_MOTO"));
    }

    static ServiceModel model() throws IOException {
        return ServiceModel.read(Path.of(System.getenv("PACKER_TEST_EC2_MODEL")));
    }

    /** AWS's description of another service, beside that of EC2. */
    static ServiceModel model(String service, String version) throws IOException {
        Path services = Path.of(System.getenv("PACKER_TEST_EC2_MODEL"))
                .resolve("../../..")
                .normalize();
        return ServiceModel.read(services.resolve(service).resolve(version).resolve("service-2.json"));
    }

    /** The environment of who cleans up after a build: moto knows at once what there is, and need not be waited for. */
    static Map<String, String> unhesitating(Map<String, String> environment) {
        Map<String, String> limited = new LinkedHashMap<>(environment);
        limited.put("AWS_TIMEOUT_SECONDS", "1");
        return limited;
    }

    /** Forgets everything that was created. */
    static void reset() throws IOException {
        send(HttpRequest.newBuilder(address().resolve("/moto-api/reset")).POST(HttpRequest.BodyPublishers.noBody()));
    }

    /** Everything that a build could leave in a region, and the account pays for or trips over. */
    static Set<String> inventory(String region) throws IOException {
        Set<String> all = new TreeSet<>();
        String instances = ask(region, "DescribeInstances");
        Matcher states = Pattern.compile(
                        "<instanceId>(i-[0-9a-f]+)</instanceId>.*?<instanceState>.*?<name>(.*?)</name>", Pattern.DOTALL)
                .matcher(instances);
        while (states.find()) {
            if (!states.group(2).equals("terminated")) {
                all.add("instance " + states.group(1) + " " + states.group(2));
            }
        }
        all.addAll(found(ask(region, "DescribeVolumes"), "volumeId"));
        all.addAll(found(ask(region, "DescribeKeyPairs"), "keyName"));
        all.addAll(found(ask(region, "DescribeSecurityGroups"), "groupName"));
        all.addAll(found(ask(region, "DescribeLaunchTemplates"), "launchTemplateName"));
        all.addAll(found(ask(region, "DescribeImages", "Owner.1", "self"), "imageId"));
        all.addAll(found(ask(region, "DescribeSnapshots", "Owner.1", "self"), "snapshotId"));
        return all;
    }

    /** Roles and instance profiles, which belong to no region. */
    static List<String> roles() throws IOException {
        List<String> all = new ArrayList<>(found(askIam("ListRoles"), "RoleName"));
        all.addAll(found(askIam("ListInstanceProfiles"), "InstanceProfileName"));
        return all;
    }

    /** Whether a role is to be taken out of an instance profile that it is not in, which moto fails with. */
    static boolean failsWithoutRole(AwsProxy.Seen seen) {
        if (!seen.name().equals("iam:RemoveRoleFromInstanceProfile")) {
            return false;
        }
        String profile = Ec2Proxy.parameters(seen.text()).get("InstanceProfileName");
        try {
            return !askIam("GetInstanceProfile", "InstanceProfileName", profile).contains("<RoleName>");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The texts of an element of an answer, with its name. */
    static List<String> found(String xml, String element) {
        List<String> found = new ArrayList<>();
        Matcher matcher =
                Pattern.compile("<" + element + ">(.*?)</" + element + ">").matcher(xml);
        while (matcher.find()) {
            found.add(element + " " + matcher.group(1));
        }
        return found;
    }

    static String ask(String region, String action, String... namesAndValues) throws IOException {
        return send("ec2", "2016-11-15", region, action, namesAndValues);
    }

    static String askIam(String action, String... namesAndValues) throws IOException {
        return send("iam", "2010-05-08", "us-east-1", action, namesAndValues);
    }

    /** Asks a service with the JSON protocol. */
    static String askJson(String service, String target, String json) throws IOException {
        return send(HttpRequest.newBuilder(address())
                .header("Authorization", authorization("us-east-1", service))
                .header("Content-Type", "application/x-amz-json-1.1")
                .header("X-Amz-Target", target)
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private static String authorization(String region, String service) {
        return "AWS4-HMAC-SHA256 Credential=test/20260101/" + region + "/" + service
                + "/aws4_request, SignedHeaders=host, Signature=none";
    }

    private static String send(String service, String version, String region, String action, String... namesAndValues)
            throws IOException {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("Action", action);
        parameters.put("Version", version);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return send(HttpRequest.newBuilder(address())
                .header("Authorization", authorization(region, service))
                .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(MotoGaps.query(parameters))));
    }

    private static String send(HttpRequest.Builder request) throws IOException {
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
