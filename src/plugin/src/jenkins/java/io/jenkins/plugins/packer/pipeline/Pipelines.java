package io.jenkins.plugins.packer.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jvnet.hudson.test.JenkinsRule;

/** Pipelines of the tests, and the templates that they write into their workspaces. */
final class Pipelines {
    /** One file, with a variable. */
    static final String FILE = """
            variable "name" {
              type    = string
              default = "nobody"
            }
            source "file" "web" {
              content = "for ${var.name}"
              target  = "web.txt"
            }
            build {
              sources = ["file.web"]
            }
            """;

    private Pipelines() {}

    static WorkflowJob job(JenkinsRule jenkins, String name, String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, name);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job;
    }

    /** A Pipeline that has begun. */
    static WorkflowRun start(JenkinsRule jenkins, String name, String script) throws Exception {
        return job(jenkins, name, script).scheduleBuild2(0).waitForStart();
    }

    /** Runs on a node of that label: writes a template, then does the rest. */
    static String onNode(String label, String template, String rest) {
        return "node('" + label + "') {\n    writeFile file: 'main.pkr.hcl', text: '''" + template.replace("\\", "\\\\")
                + "'''\n" + rest + "\n}\n";
    }

    static String onNode(String template, String rest) {
        return onNode("", template, rest);
    }

    /** A build that prints a line, waits for a file, prints twenty more, and cleans up when it is asked to end. */
    static String waitingFor(Path file) {
        return """
                source "null" "a" {
                  communicator = "none"
                }
                build {
                  sources = ["null.a"]
                  provisioner "shell-local" {
                    inline = [
                      "trap 'echo is ending; exit 1' TERM",
                      "echo has begun",
                      "while [ ! -e '%s' ]; do sleep 0.2; done",
                      "for i in $(seq 1 20); do echo line $i of 20; sleep 0.1; done",
                    ]
                  }
                }
                """.formatted(file);
    }

    /** The numbers of the lines that such a build has printed, in their order. */
    static List<Integer> linesOf(WorkflowRun run) throws IOException {
        return run.getLog(10_000).stream()
                .filter(line -> line.matches(".*null\\.a: line \\d+ of 20"))
                .map(line -> Integer.valueOf(line.replaceAll(".*line (\\d+) of 20", "$1")))
                .toList();
    }
}
