package io.jenkins.plugins.packer.cli;

import io.jenkins.plugins.packer.engine.ui.MachineReadableUi;
import java.io.PrintStream;
import java.time.Instant;

/** What a command that runs no builds prints: text for people, or Packer's lines for programs. */
final class Output {
    private final PrintStream stream;
    private final boolean machineReadable;

    Output(Invocation invocation) {
        this.stream = invocation.surroundings().output();
        this.machineReadable = invocation.machineReadable();
    }

    /** Says something. */
    void say(String text) {
        print("say", text);
    }

    /** Says something that belongs to what was said before; programs can tell the two apart. */
    void message(String text) {
        print("message", text);
    }

    /** Tells what went wrong. As Packer does, on the same stream. */
    void error(String text) {
        print("error", text);
    }

    /** A line that only programs see. */
    void machine(String type, String... data) {
        if (machineReadable) {
            stream.print(MachineReadableUi.line(Instant.now(), "", type, data));
            stream.flush();
        }
    }

    private void print(String kind, String text) {
        if (machineReadable) {
            machine("ui", kind, text);
        } else {
            stream.println(text);
        }
    }
}
