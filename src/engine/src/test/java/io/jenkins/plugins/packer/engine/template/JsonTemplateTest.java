package io.jenkins.plugins.packer.engine.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.run.BuildData;
import io.jenkins.plugins.packer.engine.run.PlannedBuild;
import io.jenkins.plugins.packer.engine.run.PlannedPostProcessor;
import io.jenkins.plugins.packer.engine.run.PlannedProvisioner;
import io.jenkins.plugins.packer.hcl.DiagnosticPrinter;
import io.jenkins.plugins.packer.hcl.json.JsonBlockHeaders;
import io.jenkins.plugins.packer.hcl.syntax.NativeBlockHeaders;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Templates and variable files in HCL's JSON syntax. */
class JsonTemplateTest {
    private static final String HCL = """
            packer {
              required_version = ">= 1.7.0, < 2"
              required_plugins {
                docker = {
                  version = ">= 1.0.8, < 2.0.0"
                  source  = "github.com/hashicorp/machine"
                }
              }
            }
            variable "image" {
              type        = string
              default     = "debian"
              description = "What to start from."
              validation {
                condition     = length(var.image) > 2
                error_message = "The name is too short."
              }
            }
            variable "tags" {
              type    = map(string)
              default = { a = "1", b = "two" }
            }
            variable "lines" {
              type = list(object({ text = string, loud = optional(bool, true) }))
              default = [{ text = "hello" }, { text = "bye", loud = false }]
            }
            variable "secret" {
              type      = string
              default   = "hush"
              sensitive = true
            }
            variables {
              plain = 5
            }
            locals {
              full = "${var.image}:${var.plain}"
            }
            local "hidden" {
              expression = "x${local.full}"
              sensitive  = true
            }
            source "machine" "web" {
              image        = local.full
              cores        = 1 + var.plain
              commit       = true
              wait_timeout = "90s"
              tags         = { a = var.tags["a"], "c-${var.image}" = "3" }
              run_command  = ["-x", upper("y")]
              password     = var.secret
              mount {
                source = "/a"
              }
              mount {
                source = "/b"
                target = "/c"
              }
              recipe {
                path = "r"
              }
            }
            source "machine" "db" {
              image = "${source.type}/${source.name}"
              dynamic "mount" {
                for_each = var.lines
                iterator = line
                content {
                  source = "${line.key}-${line.value.text}"
                }
              }
            }
            build {
              name    = "all"
              sources = ["source.machine.web", "machine.db"]
              source "machine.web" {
                name = "front"
              }
              provisioner "shell" {
                inline       = [for line in var.lines : "echo ${line.loud ? upper(line.text) : line.text}"]
                pause_before = "5s"
                max_retries  = 2
                only         = ["machine.web"]
                override = {
                  web = {
                    inline = ["echo web"]
                  }
                }
              }
              provisioner "shell" {
                script           = "run.sh"
                environment_vars = ["A=${build.name}", "B={{ .Vars }}"]
              }
              error-cleanup-provisioner "shell" {
                inline = ["echo cleanup"]
              }
              post-processor "manifest" {
                custom_data = { image = var.image }
              }
              post-processors {
                post-processor "manifest" {
                  output = "one.json"
                }
                post-processor "manifest" {
                  output              = "two.json"
                  keep_input_artifact = true
                }
              }
            }
            """;

    private static final String JSON = """
            {
              "//": "The same in JSON.",
              "packer": {
                "required_version": ">= 1.7.0, < 2",
                "required_plugins": {
                  "docker": {"version": ">= 1.0.8, < 2.0.0", "source": "github.com/hashicorp/machine"}
                }
              },
              "variable": {
                "image": {
                  "type": "string",
                  "default": "debian",
                  "description": "What to start from.",
                  "validation": {
                    "condition": "${length(var.image) > 2}",
                    "error_message": "The name is too short."
                  }
                },
                "tags": {"type": "map(string)", "default": {"a": "1", "b": "two"}},
                "lines": {
                  "type": "list(object({ text = string, loud = optional(bool, true) }))",
                  "default": [{"text": "hello"}, {"text": "bye", "loud": false}]
                },
                "secret": {"type": "string", "default": "hush", "sensitive": true}
              },
              "variables": {"plain": 5},
              "locals": {"full": "${var.image}:${var.plain}"},
              "local": {"hidden": {"expression": "x${local.full}", "sensitive": true}},
              "source": {
                "machine": {
                  "web": {
                    "image": "${local.full}",
                    "cores": "${1 + var.plain}",
                    "commit": true,
                    "wait_timeout": "90s",
                    "tags": {"a": "${var.tags[\\"a\\"]}", "c-${var.image}": "3"},
                    "run_command": ["-x", "${upper(\\"y\\")}"],
                    "password": "${var.secret}",
                    "mount": [{"source": "/a"}, {"source": "/b", "target": "/c"}],
                    "recipe": {"path": "r"}
                  },
                  "db": {
                    "image": "${source.type}/${source.name}",
                    "dynamic": {
                      "mount": {
                        "for_each": "${var.lines}",
                        "iterator": "line",
                        "content": {"source": "${line.key}-${line.value.text}"}
                      }
                    }
                  }
                }
              },
              "build": {
                "name": "all",
                "sources": ["source.machine.web", "machine.db"],
                "source": {"machine.web": {"name": "front"}},
                "provisioner": [
                  {
                    "shell": {
                      "inline": "${[for line in var.lines : \\"echo ${line.loud ? upper(line.text) : line.text}\\"]}",
                      "pause_before": "5s",
                      "max_retries": 2,
                      "only": ["machine.web"],
                      "override": {"web": {"inline": ["echo web"]}}
                    }
                  },
                  {"shell": {"script": "run.sh", "environment_vars": ["A=${build.name}", "B={{ .Vars }}"]}}
                ],
                "error-cleanup-provisioner": {"shell": {"inline": ["echo cleanup"]}},
                "post-processor": {"manifest": {"custom_data": {"image": "${var.image}"}}},
                "post-processors": {
                  "post-processor": [
                    {"manifest": {"output": "one.json"}},
                    {"manifest": {"output": "two.json", "keep_input_artifact": true}}
                  ]
                }
              }
            }
            """;

    @TempDir
    private Path directory;

    private TemplateTrial json(String text) {
        return new TemplateTrial(directory)
                .file("main.pkr.json", text)
                .template("main.pkr.json")
                .run();
    }

    /** All of a plan as text: names, configurations, decisions. */
    private static List<String> plan(TemplateTrial trial) throws ComponentException {
        BuildData data = new BuildData(Map.of("Vars", "v", "Path", "p"));
        List<String> plan = new ArrayList<>();
        trial.read
                .variables()
                .forEach(variable -> plan.add(variable.toString().replaceAll("main\\.pkr\\.[^ \\]]*", "")));
        trial.read.plugins().forEach(plugin -> plan.add(plugin.name() + plugin.source() + plugin.version()));
        plan.add(trial.local("full") + " " + trial.local("hidden"));
        for (PlannedBuild build : trial.builds) {
            plan.add(build.name()
                    + build.sourceName()
                    + build.builder().configuration().configuration(data));
            for (PlannedProvisioner step : build.provisioners()) {
                plan.add(step.pauseBefore() + " " + step.maxRetries() + " "
                        + step.provisioner().configuration().configuration(data));
            }
            PlannedProvisioner cleanup = build.errorCleanup();
            plan.add(
                    cleanup == null
                            ? "none"
                            : cleanup.provisioner()
                                    .configuration()
                                    .configuration(data)
                                    .toString());
            for (List<PlannedPostProcessor> sequence : build.postProcessors()) {
                for (PlannedPostProcessor step : sequence) {
                    plan.add(step.keepInputArtifact() + " "
                            + step.postProcessor().configuration().configuration(data));
                }
                plan.add("next");
            }
        }
        return plan;
    }

    @Test
    void theSameTemplateInBothSyntaxesIsTheSamePlan() throws ComponentException {
        TemplateTrial hcl = TemplateTrial.of(directory, HCL).run();
        TemplateTrial json = json(JSON);
        assertThat(hcl.messages()).isEmpty();
        assertThat(json.messages()).isEmpty();
        assertThat(plan(json)).isEqualTo(plan(hcl)).hasSizeGreaterThan(20);
    }

    @Test
    void filesOfBothSyntaxesMakeOneTemplateHclFirst() {
        TemplateTrial trial = TemplateTrial.beside(directory, "")
                .file("a.pkr.json", "{\"variable\": {\"a\": {\"default\": 1}}}")
                .file("z.pkr.hcl", "variable \"z\" {\n  default = var_free\n}\n".replace("var_free", "2"))
                .file("old.json", "this is [ not read")
                .template(".")
                .run();
        assertThat(trial.messages()).isEmpty();
        assertThat(trial.read.variables()).extracting(InputVariable::name).containsExactly("z", "a");
    }

    @Test
    void valuesInJsonCountInTheOrderOfPacker() {
        TemplateTrial trial = TemplateTrial.beside(directory, "variables {\n  a = 0\n  b = 0\n  c = 0\n  d = \"\"\n}\n")
                .file("z.auto.pkrvars.hcl", "a = 1\nb = 1\nc = 1\n")
                .file("a.auto.pkrvars.json", "{\"b\": 2, \"c\": 2, \"d\": \"${not.a.template}\", \"//\": \"comment\"}")
                .variableFile("last.pkrvars.json", "{\"c\": 3}")
                .template(".")
                .run();
        assertThat(trial.messages()).isEmpty();
        assertThat(List.of(trial.variable("a"), trial.variable("b"), trial.variable("c")))
                .extracting(Object::toString)
                .containsExactly("1", "2", "3");
        assertThat(trial.variable("d").asString()).isEqualTo("${not.a.template}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"x\": 1,} | values.pkrvars.json:1,8-9: Trailing comma in object",
                "[{\"x\": 1}] | values.pkrvars.json:1,1-2: Incorrect JSON value type",
                "5 | values.pkrvars.json:1,1-2: Root value must be object",
                "{\"variable\": {\"x\": {}}} | values.pkrvars.json:1,2-12: Variable declaration in a .pkrvar file",
                "{\"x\": {\"a\": 1}} | values.pkrvars.json:1,7-15: Invalid value for variable",
            })
    void aWrongVariableFilePointsAtItsMistake(String text, String message) {
        TemplateTrial trial = TemplateTrial.beside(
                        directory, "variable \"x\" {\n  type = string\n  default = \"\"\n}\n")
                .variableFile("values.pkrvars.json", text)
                .run();
        assertThat(trial.summaries()).containsExactly(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"bild\": {}} | main.pkr.json:1,2-8: Extraneous JSON object property",
                "{\"source\": {\"machine\": {\"web\": {\"image\": \"${var.nope}\"}}}} | main.pkr.json:1,48-53: Unsupported attribute",
                "{\"source\": {\"machine\": {\"web\": {\"imag\": 1}}}} | main.pkr.json:1,33-39: Extraneous JSON object property",
                "{\"source\": {\"machine\": {\"web\": {\"image\": \"i\", \"tags\": {\"a-b\": [1]}}}}} | main.pkr.json:1,63-66: Incorrect attribute value type",
                "{\"source\": {\"machine\": {\"web\": {\"image\": \"i\", \"ssh_host\": \"h\"}}}} | main.pkr.json:1,47-57: Refused option",
                "{\"source\": {\"machine\": {\"web\": {}}}} | main.pkr.json:1,33-34: Missing required argument",
                "{\"variable\": {\"v\": {\"type\": \"strin\"}}} | main.pkr.json:1,29-36: Invalid type specification",
            })
    void aWrongTemplatePointsAtItsMistake(String text, String message) {
        String whole = text.substring(0, text.length() - 1) + ", \"build\": {\"sources\": [\"machine.web\"]}}";
        assertThat(json(whole).summaries()).contains(message);
    }

    @Test
    void aMessageShowsWhereInTheFileItsPlaceIs() {
        TemplateTrial trial = json("""
                {
                  "source": {"machine": {"web": {"image": "i"}}},
                  "build": {
                    "sources": ["machine.web"],
                    "provisioner": [
                      {"shell": {"inline": ["a"]}},
                      {"shell": {"inline": ["say \\"hi\\" to ${local.who}"]}}
                    ]
                  }
                }
                """);
        DiagnosticPrinter printer = new DiagnosticPrinter(
                file -> trial.sources.find(file).orElse(null),
                new JsonBlockHeaders(new NativeBlockHeaders()),
                0,
                false);
        assertThat(printer.print(trial.diagnostics.asList())).contains("""
                  on main.pkr.json line 7, in build.provisioner[1].shell.inline:
                   7:       {"shell": {"inline": ["say \\"hi\\" to ${local.who}"]}}
                                                                        ^^^^
                """);
    }
}
