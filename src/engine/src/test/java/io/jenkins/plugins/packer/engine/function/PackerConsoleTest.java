package io.jenkins.plugins.packer.engine.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.engine.testing.Counterpart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Functions beside those of Packer 1.6.6 itself, asked through its console. */
class PackerConsoleTest {
    private static final int DOCUMENTS = 1000;
    /** Packer's time for one expression grows with the square of its length. */
    private static final int BATCH = 100;

    private static final int NETWORKS = 500;

    private static final List<String> CALLS = List.of(
            "base64decode(\"SGVsbG8=\")",
            "base64decode(\"/w==\")",
            "base64decode(\"SGV\\nsbG8=\")",
            "base64encode(\"é\")",
            "basename(\"/a/b/\")",
            "basename(\"\")",
            "dirname(\"/a/b/\")",
            "dirname(\"a//b/../c\")",
            "coalesce(\"\", \"x\")",
            "coalesce(null, 1, \"a\")",
            "coalesce(\"\")",
            "convert([1], set(string))",
            "md5(\"é\")",
            "sha1(\"\")",
            "sha256(\"x\")",
            "sha512(\"x\")",
            "urlencode(\"a b*c~d/é&+\")",
            "uuidv5(\"dns\", \"example.com\")",
            "uuidv5(\"oid\", \"1.2\")",
            "uuidv5(\"x500\", \"cn=x\")",
            "uuidv5(\"{6ba7b810-9dad-11d1-80b4-00c04fd430c8}\", \"x\")",
            "uuidv5(\"urn:uuid:6ba7b810-9dad-11d1-80b4-00c04fd430c8\", \"x\")",
            "uuidv5(\"6ba7b8109dad11d180b400c04fd430c8\", \"x\")",
            "uuidv5(\"nonsense\", \"x\")",
            "length([1, 2])",
            "length({a = 1})",
            "formatdate(\"EEEE, DD-MMM-YY hh:mm:ss ZZZ\", \"2018-01-02T23:12:01+01:00\")",
            "timeadd(\"2017-11-22T00:00:00Z\", \"10m\")",
            "yamlencode({a = [1, {b = \"c\", d = []}], e = {}, f = null, g = true, h = 1.5})",
            "yamlencode([[1, [2]], \"\", \" lead\", \"trail \", \"tab\\t\", \"é ☃ 😀\", \"\\u0001\\u0085\\u00a0\\u2028\"])",
            "yamlencode({a = \"one\\ntwo\", b = \"one\\n\\n\", c = \"\\n\", d = \"  x\\ny\", e = \"x \\ny\\n\"})",
            "yamlencode(\"one\\ntwo\\n\")",
            "yamlencode(1)",
            "yamlencode(null)",
            "yamlencode({\"a\\nb\" = 1, \"\" = 2, \"yes\" = 3})",
            "yamlencode(\"" + "long ".repeat(60) + "\")",
            "yamlencode({\"" + "k".repeat(200) + "\" = 1})",
            "csvdecode(\"a,b\\n1,2\")",
            "jsondecode(\"{\\\"a\\\": 1e3}\")",
            "cidrhost(\"10.12.127.0/20\", 16)",
            "cidrnetmask(\"0.0.0.0/0\")",
            "cidrsubnet(\"2001:db8::/32\", 16, 65535)",
            "cidrsubnets(\"10.1.0.0/16\", 4, 4, 8, 4)",
            "cidrsubnets(\"10.1.0.0/16\", 33)");

    private static final List<String> SCALARS = List.of(
            "1",
            "-2",
            "+3",
            "0x1F",
            "0o17",
            "010",
            "1.5",
            ".5",
            "5.",
            "1e3",
            "1_000",
            "0x",
            "true",
            "Yes",
            "off",
            "n",
            "y",
            "~",
            "null",
            "''",
            "'it''s'",
            "\\\"a\\\\tb\\\"",
            "\\\"\\\\u00e9\\\"",
            "plain text",
            "a: b",
            "a:b",
            "#x",
            "a #x",
            "2001-12-14",
            "2001-12-14T21:59:43Z",
            "2001-12-14 21:59:43",
            "2001-12-14t21:59:43.10-05:00",
            "2001-1-1",
            "20011214",
            ".inf",
            "-.INF",
            ".nan",
            "!!str 1",
            "!!int 5",
            "!!int x",
            "!!bool yes",
            "!!bool x",
            "!!float 1",
            "!!null x",
            "!!binary YQ==",
            "!!binary ?",
            "!x y",
            "&a 1",
            "*a",
            "*b",
            "[1, 2]",
            "[1, [a, b]]",
            "{a: 1, b: x}",
            "{a}",
            "[}",
            "{a: 1, a: 2}",
            "[a",
            "@x",
            "`x",
            "%x",
            "- x",
            "? x",
            "é",
            "<<",
            "1:2",
            "0b11",
            "-",
            "!!map {}",
            "!!seq []",
            "!!seq {}",
            "!!set {a}",
            "\\\"\\\"",
            "! 1",
            "| x",
            "-0",
            "1e",
            "1e+3",
            "00",
            "0.1.2");

    private final Random random = new Random(166);

    @Test
    void callsGiveTheSameAsInPacker() throws Exception {
        assertSame(CALLS);
    }

    @Test
    void randomYamlMeansTheSameAsInPacker() throws Exception {
        List<String> calls = new ArrayList<>();
        while (calls.size() < DOCUMENTS) {
            String call = "yamldecode(\"" + document() + "\")";
            // Packer does not know the value of a document that is null; we say null.
            if (!Calls.text(shown(call)).equals("null")) {
                calls.add(call);
            }
        }
        assertSame(calls);
    }

    @Test
    void randomValuesAreWrittenAsYamlAsInPacker() throws Exception {
        List<String> calls = new ArrayList<>();
        for (int i = 0; i < DOCUMENTS; i++) {
            calls.add("yamlencode(" + value(3) + ")");
        }
        assertSame(calls);
    }

    private String value(int depth) {
        return switch (random.nextInt(depth > 0 ? 8 : 5)) {
            case 0 -> List.of("1", "-2.5", "true", "null", "[]", "{}").get(random.nextInt(6));
            case 5 -> "[" + value(depth - 1) + ", " + value(depth - 1) + "]";
            case 6 -> "{" + text() + " = " + value(depth - 1) + ", b = " + value(depth - 1) + "}";
            case 7 -> "[" + value(depth - 1) + "]";
            default -> text();
        };
    }

    private String text() {
        StringBuilder text = new StringBuilder("\"");
        List<String> parts = List.of(
                "a",
                " ",
                "\\n",
                "word ",
                "  ",
                "\\t",
                "é",
                "😀",
                "\\\"",
                "\\\\",
                "#",
                "- ",
                ": ",
                "\\u2028",
                "\\u0085",
                "\\u00a0",
                "\\ufeff",
                "\\r",
                "some longer text that goes on ",
                "\\u0001",
                "x".repeat(40));
        for (int i = random.nextInt(9); i > 0; i--) {
            text.append(parts.get(random.nextInt(parts.size())));
        }
        return text.append('"').toString();
    }

    @Test
    void randomNetworksAreDividedAsInPacker() throws Exception {
        List<String> calls = new ArrayList<>();
        for (int i = 0; i < NETWORKS; i++) {
            boolean long6 = random.nextBoolean();
            StringBuilder prefix = new StringBuilder();
            for (int j = 0; j < (long6 ? 8 : 4); j++) {
                int part = random.nextInt(3) == 0 ? 0 : random.nextInt(long6 ? 65536 : 256);
                prefix.append(j > 0 ? long6 ? ":" : "." : "").append(long6 ? Integer.toHexString(part) : "" + part);
            }
            String network = "\"" + prefix + "/" + (1 + random.nextInt(long6 ? 128 : 32)) + "\"";
            calls.add(
                    switch (random.nextInt(4)) {
                        case 0 -> "cidrhost(" + network + ", " + random.nextInt(600) + ")";
                        case 1 -> "cidrnetmask(" + network + ")";
                        case 2 ->
                            "cidrsubnet(" + network + ", " + random.nextInt(12) + ", " + random.nextInt(300) + ")";
                        default ->
                            "cidrsubnets(" + network + ", " + random.nextInt(9) + ", " + (1 + random.nextInt(9)) + ", "
                                    + (1 + random.nextInt(9)) + ")";
                    });
        }
        assertSame(calls);
    }

    private String document() {
        return switch (random.nextInt(7)) {
            case 0 -> scalar();
            case 1 -> "- " + scalar() + "\\n- " + scalar() + "\\n";
            case 2 -> "a: " + scalar() + "\\nb: " + scalar() + "\\n";
            case 3 -> scalar() + ": " + scalar();
            case 4 -> "x: &a\\n  k: " + scalar() + "\\ny:\\n  <<: *a\\n  l: " + scalar() + "\\n";
            case 5 -> "a: |" + (random.nextBoolean() ? "-" : "") + "\\n  " + scalar() + "\\nb:\\n- " + scalar() + "\\n";
            default -> "[" + scalar() + ", {k: " + scalar() + "}]";
        };
    }

    private String scalar() {
        return SCALARS.get(random.nextInt(SCALARS.size()));
    }

    /** Packer answers a whole list at once, since its console prints the last line's value only. */
    private static void assertSame(List<String> calls) throws Exception {
        for (int i = 0; i < calls.size(); i += BATCH) {
            assertBatch(calls.subList(i, Math.min(calls.size(), i + BATCH)));
        }
    }

    private static void assertBatch(List<String> calls) throws Exception {
        Counterpart.require("Packer", Files.isExecutable(Path.of("/usr/bin/packer")), "apt-get install packer");
        StringBuilder question = new StringBuilder("join(\"\\u0001\", [");
        for (String call : calls) {
            question.append(shown(call)).append(", ");
        }
        String[] theirs = ask(question.append("\"\"])").toString()).split("\u0001", -1);
        assertThat(theirs).hasSize(calls.size() + 1);
        List<String> differences = new ArrayList<>();
        int accepted = 0;
        for (int i = 0; i < calls.size(); i++) {
            String ours = Calls.text(shown(calls.get(i)));
            accepted += theirs[i].equals("refused") ? 0 : 1;
            // go-cidr refuses to divide a network whose first address is all zeros.
            boolean zeroNetwork = theirs[i].equals("refused") && ours.matches("\\[\"(0\\.0\\.0\\.0|::)/.*");
            if (!theirs[i].equals(ours) && !zeroNetwork) {
                differences.add(calls.get(i) + "\n  Go:   " + theirs[i] + "\n  Java: " + ours);
            }
        }
        assertThat(differences).isEmpty();
        assertThat(accepted).isPositive();
    }

    private static String shown(String call) {
        return "try(jsonencode(" + call + "), \"refused\")";
    }

    private static String ask(String question) throws IOException, InterruptedException {
        Path input = Files.createTempFile("packer-console", ".txt");
        try {
            Files.writeString(input, question + "\n");
            ProcessBuilder builder = new ProcessBuilder("/usr/bin/packer", "console", "--config-type=hcl2")
                    .redirectInput(input.toFile())
                    .redirectErrorStream(true);
            builder.environment().put("CHECKPOINT_DISABLE", "1");
            Process process = builder.start();
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(answer).isZero();
            return answer.endsWith("\n") ? answer.substring(0, answer.length() - 1) : answer;
        } finally {
            Files.delete(input);
        }
    }
}
