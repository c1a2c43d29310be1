package io.jenkins.plugins.packer.engine.gotemplate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Templates and what Go 1.19 makes of them: facts.txt, a line each, template, tab, OK or ERR, tab, output. */
final class TemplateFacts {
    private TemplateFacts() {}

    record Fact(String template, boolean accepted, String output) {}

    static List<Fact> all() throws IOException {
        List<Fact> facts = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                TemplateFacts.class.getResourceAsStream("/gotemplate/facts.txt"), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String[] columns = line.split("\t", -1);
                facts.add(new Fact(unescape(columns[0]), columns[1].equals("OK"), unescape(columns[2])));
            }
        }
        return facts;
    }

    private static String unescape(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                char escaped = text.charAt(++i);
                out.append(escaped == 'n' ? '\n' : escaped == 't' ? '\t' : escaped == 'r' ? '\r' : escaped);
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
