package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * IAM's query protocol (https://docs.aws.amazon.com/IAM/latest/APIReference/), as far as an instance profile needs it: nine
 * requests.
 *
 * @param service where IAM is asked
 */
record Iam(SignedHttp http, SignedHttp.Service service) {
    private static final Pattern CODE = Pattern.compile("<Code>(.*?)</Code>");
    private static final Pattern MESSAGE = Pattern.compile("<Message>(.*?)</Message>", Pattern.DOTALL);

    /** Where a partition has its IAM, and the region that signs for it. */
    static Map.Entry<String, String> global(String region) {
        if (region.startsWith("cn-")) {
            return Map.entry("https://iam.cn-north-1.amazonaws.com.cn", "cn-north-1");
        }
        if (region.startsWith("us-gov-")) {
            return Map.entry("https://iam.us-gov.amazonaws.com", "us-gov-west-1");
        }
        return Map.entry("https://iam.amazonaws.com", "us-east-1");
    }

    /**
     * Has something created, changed or removed, and waits for the answer even where the run is cancelled meanwhile.
     *
     * @param what what is tried, as the beginning of a sentence
     * @param namesAndValues parameters
     */
    void change(String what, String action, String... namesAndValues) throws ComponentException {
        send(SignedHttp.WhenCancelled.AWAITED, what, action, namesAndValues);
    }

    /** Asks something; a refusal is an exception. */
    void ask(String what, String action, String... namesAndValues) throws ComponentException {
        send(SignedHttp.WhenCancelled.CUT, what, action, namesAndValues);
    }

    private void send(SignedHttp.WhenCancelled whenCancelled, String what, String action, String... namesAndValues)
            throws ComponentException {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("Action", action);
        parameters.put("Version", "2010-05-08");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        SignedHttp.Answer answer = http.send(
                what,
                service,
                SignedHttp.Request.post(
                        whenCancelled,
                        "application/x-www-form-urlencoded; charset=utf-8",
                        query(parameters),
                        Map.of()));
        if (!answer.isSuccess()) {
            String code = first(CODE, answer.body());
            throw new AwsException(
                    what + " failed: " + first(MESSAGE, answer.body()) + " ("
                            + (code.isEmpty() ? "HTTP status " + answer.status() : code) + ")" + Remedies.of(code),
                    code,
                    new IOException("HTTP status " + answer.status()));
        }
    }

    private static String query(Map<String, String> parameters) {
        StringBuilder query = new StringBuilder();
        parameters.forEach((name, value) -> query.append(query.isEmpty() ? "" : "&")
                .append(URLEncoder.encode(name, StandardCharsets.UTF_8))
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return query.toString();
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }
}
