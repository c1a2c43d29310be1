package io.jenkins.plugins.packer.engine.legacy.upgrade;

import io.jenkins.plugins.packer.engine.gotemplate.GoTemplate;
import io.jenkins.plugins.packer.engine.gotemplate.GoTemplateException;
import io.jenkins.plugins.packer.engine.gotemplate.TemplatePiece;
import io.jenkins.plugins.packer.hcl.value.Quoted;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Replaces the Go templates within HCL by what HCL has for them: the HCL is executed as a Go template whose functions
 * yield HCL. Data that a component gives its templates ({@code {{ .Path }} }) stays. HCL with something in it that cannot
 * be replaced gets a comment that says so.
 */
final class TemplateCalls {
    private static final Pattern ACTION = Pattern.compile("\\{\\{.*?}}");
    private static final Pattern POSITION = Pattern.compile("^template: root:(\\d+):\\d+: ");

    private final UpgradeFunctions functions;

    private TemplateCalls(UpgradeFunctions functions) {
        this.functions = functions;
    }

    /** The HCL without Go templates. */
    static String replaced(String hcl, UpgradeFunctions functions) {
        return new TemplateCalls(functions).replaced(hcl);
    }

    private String replaced(String hcl) {
        String text = hcl;
        try {
            try {
                GoTemplate.parse(text, functions.byName());
            } catch (GoTemplateException e) {
                text = withPlainQuotes(hcl);
                GoTemplate.parse(text, functions.byName());
            }
            String unhandled = withKeptData(text);
            if (unhandled == null) {
                return "\n# unhandled control structure: if, range and the like have to be rewritten by hand\n" + hcl;
            }
            return withComments(GoTemplate.parse(unhandled, functions.byName()).execute(null));
        } catch (GoTemplateException e) {
            return "\n# could not parse template for following block: " + Quoted.of(message(e)) + "\n" + hcl;
        }
    }

    /** As Go words it. */
    private static String message(GoTemplateException e) {
        String text = POSITION.matcher(String.valueOf(e.getMessage())).replaceFirst("template: hcl2_upgrade:$1: ");
        int list = text.indexOf("; defined are ");
        return list < 0 ? text : text.substring(0, list);
    }

    /** HCL escapes the quotes of {@code {{user "x"}} }, which within an action mean strings. */
    private static String withPlainQuotes(String hcl) {
        return ACTION.matcher(hcl)
                .replaceAll(action -> Matcher.quoteReplacement(
                        action.group().replace("\\\"", "\"").replace("\\\\", "\\")));
    }

    /** Escapes what is no function; null where there is a control structure. */
    private @Nullable String withKeptData(String text) {
        StringBuilder kept = new StringBuilder();
        for (TemplatePiece piece : TemplatePiece.of(text)) {
            switch (piece.kind()) {
                case CONTROL -> {
                    return null;
                }
                case WORD -> {
                    String word = piece.words().get(0);
                    kept.append(
                            functions.byName().containsKey(word)
                                    ? piece.text()
                                    : "{{ \"{{\" }} " + word + " {{ \"}}\" }}");
                }
                default -> kept.append(piece.text());
            }
        }
        return kept.toString();
    }

    private String withComments(String hcl) {
        List<String> unhandled = functions.unhandled();
        if (unhandled.isEmpty()) {
            return hcl;
        }
        StringBuilder comment = new StringBuilder("\n# ")
                .append(unhandled.size())
                .append(unhandled.size() == 1 ? " error" : " errors")
                .append(" occurred upgrading the following block:\n");
        for (int i = 0; i < unhandled.size(); i++) {
            comment.append("\t# ").append(unhandled.get(i)).append(i + 1 < unhandled.size() ? "\n\n" : "");
        }
        // As Packer, save that a comment never swallows the line behind it.
        return comment + (unhandled.size() > 1 && hcl.startsWith("\n") ? "" : "\n") + hcl;
    }
}
