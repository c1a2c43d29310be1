package io.jenkins.plugins.packer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.pipeline.agent.Payload;
import io.jenkins.plugins.packer.pipeline.agent.PayloadFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarInputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Opens the plugin's file and looks for everything that Jenkins needs of it. */
class PluginFileIT {
    private static final long MEGABYTE = 1_000_000;
    private static final String PACKAGE = "io/jenkins/plugins/packer/pipeline/";

    private static Path hpi;
    private static final Map<String, byte[]> OUTER = new TreeMap<>();
    private static final Map<String, byte[]> INNER = new TreeMap<>();

    @BeforeAll
    static void open() throws IOException {
        hpi = Path.of(System.getProperty("packer.hpi"));
        read(Files.newInputStream(hpi), OUTER);
        read(new ByteArrayInputStream(OUTER.get("WEB-INF/lib/packer-pipeline.jar")), INNER);
    }

    private static void read(InputStream content, Map<String, byte[]> into) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(content)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.isDirectory()) {
                    into.put(entry.getName(), zip.readAllBytes());
                }
            }
        }
    }

    @Test
    void theManifestsInsideAndOutsideNameThePluginAlike() throws IOException {
        Attributes outer = manifest(OUTER);
        Attributes inner = manifest(INNER);
        assertThat(outer.getValue("Short-Name")).isEqualTo("packer-pipeline");
        assertThat(outer.getValue("Jenkins-Version")).isEqualTo("2.528.3");
        assertThat(outer.getValue("Plugin-Dependencies"))
                .contains("workflow-step-api:", "credentials-binding:", "durable-task:")
                .doesNotContain("aws", "azure");
        for (String name :
                Set.of("Short-Name", "Plugin-Version", "Long-Name", "Jenkins-Version", "Plugin-Dependencies")) {
            assertThat(inner.getValue(name)).as(name).isNotNull().isEqualTo(outer.getValue(name));
        }
    }

    private static Attributes manifest(Map<String, byte[]> zip) throws IOException {
        return new Manifest(new ByteArrayInputStream(zip.get("META-INF/MANIFEST.MF"))).getMainAttributes();
    }

    @Test
    void theManifestIsWhereAReaderOfStreamsFindsIt() throws IOException {
        try (JarInputStream jar = new JarInputStream(Files.newInputStream(hpi))) {
            assertThat(jar.getManifest()).isNotNull();
        }
    }

    @Test
    void onlyThePluginAndItsReaderOfReportsAreOnItsClassPath() {
        assertThat(OUTER.keySet())
                .filteredOn(name -> name.startsWith("WEB-INF/lib/"))
                .allMatch(name ->
                        name.matches("WEB-INF/lib/(packer-pipeline|packer-pipeline-report-.*|jackson-core-.*)\\.jar"))
                .hasSize(3);
        assertThat(OUTER.keySet()).noneMatch(name -> name.startsWith("WEB-INF/classes"));
        assertThat(INNER.keySet())
                .as("signatures that only the compiler needs")
                .noneMatch(
                        name -> name.startsWith("hudson/") || name.startsWith("jenkins/") || name.startsWith("org/"));
    }

    @Test
    void everyExtensionAndEverySymbolIsInItsIndex() {
        String extensions = text("META-INF/annotations/hudson.Extension.txt");
        assertThat(INNER).containsKey("META-INF/annotations/hudson.Extension");
        String symbols = text("META-INF/services/annotations/org.jenkinsci.Symbol");
        for (String step :
                Set.of("Build", "Validate", "Inspect", "Fmt", "Artifacts", "Terraform", "Cleanup", "Images")) {
            assertThat(extensions).contains("Packer" + step + "Step$DescriptorImpl");
        }
        for (String name : Set.of(
                "PackerBuilder$DescriptorImpl",
                "PackerConfiguration",
                "PackerInstallation$DescriptorImpl",
                "credentials.AwsPackerCredentials$DescriptorImpl",
                "credentials.VariablePackerCredentials$DescriptorImpl")) {
            assertThat(extensions).contains("io.jenkins.plugins.packer.pipeline." + name);
            assertThat(symbols.lines()).contains("io.jenkins.plugins.packer.pipeline." + name);
        }
    }

    @Test
    void everyViewEscapesAndHasNoScriptOrStyleOfItsOwn() {
        assertThat(INNER.keySet())
                .filteredOn(name -> name.endsWith(".jelly"))
                .hasSizeGreaterThan(15)
                .allSatisfy(name -> {
                    String view = text(name);
                    assertThat(view).as(name).startsWith("<?jelly escape-by-default='true'?>");
                    assertThat(view).as(name).doesNotContainPattern("<script|<style|\\son[a-z]+=|\\sstyle=");
                });
        assertThat(INNER)
                .containsKeys(
                        "index.jelly",
                        "images/symbols/packer.svg",
                        PACKAGE + "packer.css",
                        PACKAGE + "PackerRunAction/summary.jelly",
                        PACKAGE + "PackerRunAction/index.jelly",
                        PACKAGE + "PackerJobAction/jobMain.jelly");
    }

    @Test
    void noExpressionOfAViewNamesAPropertyByAReservedWord() {
        // JEXL 1.1 reads ${a.size} and ${a.empty} as something else, and the page ends with an error.
        assertThat(INNER.keySet())
                .filteredOn(name -> name.endsWith(".jelly"))
                .allSatisfy(name -> assertThat(text(name))
                        .doesNotContainPattern(
                                "\\$\\{[^}]*\\.(empty|size|eq|ne|lt|le|gt|ge|and|or|not|div|mod|if|in|return)(?![\\w(])[^}]*\\}")
                        // Parentheses in a text are the arguments of its message.
                        .doesNotContainPattern("\\$\\{%[^}]*[()]"));
    }

    @Test
    void everyFieldOfAFormHasHelp() {
        Pattern field = Pattern.compile("field=\"(\\w+)\"");
        for (String form : INNER.keySet()) {
            if (form.endsWith("/config.jelly")) {
                Matcher fields = field.matcher(text(form));
                while (fields.find()) {
                    assertThat(INNER).containsKey(form.replace("config.jelly", "help-" + fields.group(1) + ".html"));
                }
            }
        }
    }

    @Test
    void everyTextHasAMethodThatGivesIt() throws IOException {
        for (String file : Set.of(PACKAGE, PACKAGE + "credentials/")) {
            Properties texts = new Properties();
            texts.load(new ByteArrayInputStream(INNER.get(file + "Messages.properties")));
            String methods = new String(INNER.get(file + "Messages.class"), StandardCharsets.ISO_8859_1);
            assertThat(texts.stringPropertyNames())
                    .isNotEmpty()
                    .allMatch(key -> methods.contains(key.replace('.', '_')));
        }
    }

    @Test
    void theIndexOfThePayloadNamesEveryFileOfItWithItsDigest() throws IOException, NoSuchAlgorithmException {
        Payload payload = Payload.read(path -> new ByteArrayInputStream(OUTER.get("WEB-INF/agent/" + path)));
        Set<String> indexed = new TreeSet<>(Set.of("WEB-INF/agent/index"));
        assertThat(OUTER.keySet()).as("what only somebody who types needs").noneMatch(name -> name.contains("jline"));
        for (Payload.JarSet set : payload.sets()) {
            for (PayloadFile file : set.files()) {
                byte[] content = OUTER.get("WEB-INF/agent/" + file.path());
                assertThat(content).as(file.path()).hasSize((int) file.size());
                assertThat(HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(content)))
                        .isEqualTo(file.sha256());
                indexed.add("WEB-INF/agent/" + file.path());
            }
        }
        assertThat(OUTER.keySet())
                .filteredOn(name -> name.startsWith("WEB-INF/agent/"))
                .containsExactlyElementsOf(indexed);
        assertThat(payload.sets()).extracting(Payload.JarSet::name).contains("base", "docker");
    }

    @Test
    void thePluginAndWhatADockerTemplateNeedsAreSmallEnough() throws IOException {
        assertThat(Files.size(hpi)).isLessThan(100 * MEGABYTE);
        assertThat(copied("base", "docker")).isLessThan(15 * MEGABYTE);
    }

    @Test
    void whatATemplateNeedsForAmazonIsSmallEnough() throws IOException {
        assertThat(copied("amazon")).isLessThan(30 * MEGABYTE);
        assertThat(copied("base", "amazon")).isLessThan(40 * MEGABYTE);
    }

    /** How much is copied to an agent for sets, where nothing is there yet. */
    private static long copied(String... names) throws IOException {
        Payload payload = Payload.read(path -> new ByteArrayInputStream(OUTER.get("WEB-INF/agent/" + path)));
        Map<String, Long> copied = new HashMap<>();
        for (String name : names) {
            Payload.JarSet wanted = payload.sets().stream()
                    .filter(set -> set.name().equals(name))
                    .findFirst()
                    .orElseThrow();
            wanted.files().stream()
                    .filter(file -> file.option().isEmpty())
                    // A file that the agent has is not copied again.
                    .forEach(file -> copied.put(file.sha256(), file.size()));
        }
        return copied.values().stream().mapToLong(Long::longValue).sum();
    }

    private static String text(String name) {
        return new String(INNER.get(name), StandardCharsets.UTF_8);
    }
}
