package io.jenkins.plugins.packer.cli;

import io.jenkins.plugins.packer.engine.run.Redactor;
import io.jenkins.plugins.packer.engine.template.SourceFiles;
import io.jenkins.plugins.packer.engine.ui.EventStream;
import io.jenkins.plugins.packer.hcl.Diagnostic;
import io.jenkins.plugins.packer.hcl.DiagnosticPrinter;
import io.jenkins.plugins.packer.hcl.Diagnostics;
import io.jenkins.plugins.packer.hcl.SourceFile;
import io.jenkins.plugins.packer.hcl.SourceRange;
import io.jenkins.plugins.packer.hcl.json.JsonBlockHeaders;
import io.jenkins.plugins.packer.hcl.syntax.NativeBlockHeaders;
import io.jenkins.plugins.packer.report.RunEvent;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What is wrong with a template, as text and as events. */
final class TemplateMessages {
    /** As wide as Packer's. */
    static final int WIDTH = 80;

    private final Diagnostics diagnostics;
    private final SourceFiles sources;
    private final Redactor secrets;
    private final DiagnosticPrinter printer;

    TemplateMessages(Diagnostics diagnostics, SourceFiles sources, Redactor secrets) {
        this.diagnostics = diagnostics;
        this.sources = sources;
        this.secrets = secrets;
        this.printer = new DiagnosticPrinter(
                name -> sources.find(name).orElse(null), new JsonBlockHeaders(new NativeBlockHeaders()), WIDTH, false);
    }

    /** All of them; empty where there are none. */
    String text() {
        return diagnostics.isEmpty() ? "" : secrets.redact(printer.print(diagnostics.asList()));
    }

    /** Prints all of them: as an error if one of them is, as Packer does. */
    void print(Output output) {
        if (diagnostics.isEmpty()) {
            return;
        }
        String text = text();
        if (diagnostics.hasErrors()) {
            output.error(text);
        } else {
            output.say(text);
        }
    }

    /** Tells them to those who listen to a run. */
    void publish(EventStream events) {
        for (Diagnostic diagnostic : DiagnosticPrinter.inOrder(diagnostics.asList())) {
            events.publish(new RunEvent.DiagnosticFound(
                    events.now(),
                    diagnostic.isError() ? "error" : "warning",
                    diagnostic.summary(),
                    diagnostic.detail(),
                    place(diagnostic.subject()),
                    printer.print(diagnostic)));
        }
    }

    private RunEvent.@Nullable Place place(@Nullable SourceRange range) {
        if (range == null) {
            return null;
        }
        return new RunEvent.Place(
                range.filename(),
                range.start().line(),
                range.start().column(),
                range.end().line(),
                range.end().column(),
                sources.find(range.filename())
                        .map(file -> lineAround(file, range.start().offset()))
                        .orElse(""));
    }

    private static String lineAround(SourceFile file, int offset) {
        byte[] bytes = file.bytes();
        int start = Math.min(offset, bytes.length);
        while (start > 0 && bytes[start - 1] != '\n') {
            start--;
        }
        int end = Math.min(offset, bytes.length);
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        return new String(bytes, start, end - start, StandardCharsets.UTF_8).stripTrailing();
    }
}
