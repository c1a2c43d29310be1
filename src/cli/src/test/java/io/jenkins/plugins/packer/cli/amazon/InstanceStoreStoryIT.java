package io.jenkins.plugins.packer.cli.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.cli.PackerProcess;
import io.jenkins.plugins.packer.engine.testing.Counterpart;
import io.jenkins.plugins.packer.engine.testing.SshServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole {@code amazon-instance} builds: a real OpenSSH server as the instance, stand-ins for AWS's AMI tools on it (see
 * {@code ami-tools} in the test resources), and S3 as s3proxy plays it.
 */
class InstanceStoreStoryIT extends AmazonStory {
    private static final Path TOOLS = Path.of("src/test/resources/ami-tools").toAbsolutePath();

    @TempDir
    private static Path servers;

    private static S3Proxy store;

    private String bucket;
    private SshServer server;
    private MachineOfInstance machine;

    @BeforeAll
    static void startStore() throws IOException {
        store = S3Proxy.start(servers);
    }

    @AfterAll
    static void stopStore() {
        if (store != null) {
            store.close();
        }
    }

    @BeforeEach
    void startServers() throws IOException {
        SshServer.require();
        Counterpart.require(
                "Python, for the stand-ins for AWS's AMI tools",
                Files.isExecutable(Path.of("/usr/bin/python3")),
                "apt-get install python3");
        bucket = store.bucket();
        server = SshServer.start(directory.resolve("sshd"));
        machine = MachineOfInstance.of(server);
        proxy.intervene(world());
        services.intervene(elsewhere());
        environment.put("AWS_ENDPOINT_URL_S3", services.address());
        SshServer.run(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-subj",
                "/CN=test",
                "-keyout",
                directory.resolve("signing.pem").toString(),
                "-out",
                directory.resolve("cert.pem").toString());
        Files.createDirectories(directory.resolve("far/bundle"));
        write(
                "amazon-instance",
                common("packer-test-store")
                        + """
                  ssh_username       = "root"
                  ssh_port           = %1$s
                  account_id         = "1234-5678-9012"
                  s3_bucket          = "%5$s/web"
                  x509_cert_path     = "cert.pem"
                  x509_key_path      = "signing.pem"
                  x509_upload_path   = "%2$s"
                  bundle_destination = "%2$s/bundle"
                  bundle_prefix      = "web-1"
                  tpm_support        = "v2.0"
                  ena_support        = true

                  ami_virtualization_type = "hvm"

                  ami_block_device_mappings {
                    device_name  = "/dev/sdb"
                    virtual_name = "ephemeral0"
                  }

                  bundle_vol_command    = "%3$s/ec2-bundle-vol -k {{.KeyPath}} -u {{.AccountId}} -c {{.CertPath}} -r {{.Architecture}} -e {{.PrivatePath}}/* -d {{.Destination}} -p {{.Prefix}} --batch --no-filter"
                  bundle_upload_command = "%3$s/ec2-upload-bundle -b {{.BucketName}} -m {{.ManifestPath}} -a {{.AccessKey}} -s {{.SecretKey}} -d {{.BundleDirectory}} --batch --region {{.Region}} --retry --url %4$s"
                """.formatted(server.port(), directory.resolve("far"), TOOLS, store.address(), bucket),
                """
                  provisioner "shell" {
                    inline = ["echo provisioned by $(whoami)"]
                  }
                """);
    }

    @Override
    AwsProxy services() throws IOException {
        return new AwsProxy(
                Moto.address(), Map.of("s3", store.address()), Map.of("s3", Moto.model("s3", "2006-03-01")));
    }

    private static Ec2Proxy.Answer page(AwsProxy.Seen seen) {
        try {
            return new Ec2Proxy.Answer(200, store.page(seen.path()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void stopServers() {
        if (server != null) {
            server.close();
        }
    }

    @Override
    void prepareAccount() throws IOException {
        if (bucket != null) {
            for (String key : store.objects(bucket)) {
                store.delete(bucket + "/" + key);
            }
        }
    }

    @Override
    AwsProxy.Intervention elsewhere() {
        return seen -> seen.action().equals("ListObjectsV2") ? page(seen) : null;
    }

    /** The source image has its root device in instance store. */
    @Override
    Ec2Proxy.Intervention world() {
        return new Ec2Proxy.Intervention() {
            @Override
            public Ec2Proxy.Answer after(int number, String action, Ec2Proxy.Answer answer) {
                if (action.equals("DescribeImages")) {
                    return new Ec2Proxy.Answer(
                            answer.status(),
                            answer.body()
                                    .replaceAll(
                                            "<rootDeviceType>[^<]*</rootDeviceType>",
                                            "<rootDeviceType>instance-store</rootDeviceType>"));
                }
                return machine.after(number, action, answer);
            }
        };
    }

    @Override
    Set<String> leftovers() throws IOException {
        Set<String> left = super.leftovers();
        store.objects(bucket).forEach(key -> left.add("object " + key));
        return left;
    }

    private void refuse() {
        Ec2Proxy.Intervention world = world();
        proxy.intervene(new Ec2Proxy.Intervention() {
            @Override
            public Ec2Proxy.Answer before(int number, String action) {
                return action.equals("RegisterImage")
                        ? Ec2Proxy.Answer.error(400, "InvalidManifest", "The manifest is not valid.")
                        : null;
            }

            @Override
            public Ec2Proxy.Answer after(int number, String action, Ec2Proxy.Answer answer) {
                return world.after(number, action, answer);
            }
        });
    }

    @Test
    void theBundleOfTheInstanceBecomesAnImage() throws IOException {
        PackerProcess.Ended ended = succeed();
        assertThat(ended.output())
                .contains("provisioned by root")
                .contains("Bundled for account 123456789012, architecture x86_64.")
                .contains("Uploaded web-1.manifest.xml with the key AKIATEST and the secret <sensitive>.")
                .doesNotContain("secret-of-the-test");
        assertThat(store.objects(bucket))
                .containsExactlyInAnyOrder("web/web-1.manifest.xml", "web/web-1.part.00", "web/web-1.part.01");
        assertThat(services.mistakes()).isEmpty();
        assertThat(proxy.requests("RegisterImage"))
                .singleElement()
                .satisfies(request -> assertThat(request)
                        .containsEntry("ImageLocation", bucket + "/web/web-1.manifest.xml")
                        .containsEntry("VirtualizationType", "hvm")
                        .containsEntry("EnaSupport", "true")
                        .containsEntry("TpmSupport", "v2.0")
                        .containsEntry("BlockDeviceMapping.1.VirtualName", "ephemeral0"));
        assertThat(proxy.actions()).doesNotContain("StopInstances", "ModifyInstanceAttribute");
        // EC2 refuses it for an instance that cannot be stopped.
        assertThat(proxy.requests("RunInstances"))
                .singleElement()
                .satisfies(request -> assertThat(request).doesNotContainKey("InstanceInitiatedShutdownBehavior"));
        // The image, the snapshot that moto makes up for it, and the files.
        assertThat(leftovers()).hasSize(5);
        assertThat(ended.output())
                .contains(HOME + ": " + ids(leftovers(), "imageId").get(0));
    }

    @Test
    void theBundleGoesWhenItCannotBeRegistered() throws IOException {
        refuse();
        PackerProcess.Ended ended = build();
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.output()).contains("The manifest is not valid. (InvalidManifest)");
        assertThat(store.objects(bucket)).isEmpty();
        assertThat(services.mistakes()).isEmpty();
        PermissionsPage.needsTheRows(List.of("amazon-instance"), Set.of(), PermissionsPage.asked(proxy, services));
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void aBundleThatWasThereBeforeIsNotDeleted() throws IOException {
        store.put(bucket + "/web/web-1.manifest.xml", "<manifest/>");
        refuse();
        PackerProcess.Ended ended = build();
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.output()).contains("There are files " + bucket + "/web/web-1.manifest.xml already");
        assertThat(leftovers()).contains("object web/web-1.manifest.xml").allMatch(left -> left.startsWith("object "));
    }

    @Test
    void aKilledBuildIsCleanedUp() throws IOException {
        leavesNothingWhereItIsKilled(5, Set.of("s3:ListObjectsV2", "RegisterImage")::contains);
    }
}
