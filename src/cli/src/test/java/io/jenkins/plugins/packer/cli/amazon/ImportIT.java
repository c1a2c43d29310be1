package io.jenkins.plugins.packer.cli.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.packer.cli.PackerProcess;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code amazon-import} by the built command: s3proxy plays S3, and moto EC2 with a double for the imports that it lacks. */
class ImportIT {
    private static final String REGION = "us-east-1";
    private static final String TEMPLATE = """
            source "null" "disk" {
              communicator = "none"
            }

            build {
              sources = ["source.null.disk"]

              post-processors {
                post-processor "artifice" {
                  files = ["%s"]
                }

                post-processor "amazon-import" {
                  region              = "us-east-1"
                  custom_endpoint_ec2 = "%s"
                  s3_bucket_name      = "%s"
                  %s

                  aws_polling {
                    delay_seconds = 1
                    max_attempts  = 60
                  }
                }

                post-processor "manifest" {
                  output = "manifest.json"
                }
              }
            }
            """;

    @TempDir
    private static Path servers;

    private static S3Proxy store;

    @TempDir
    Path directory;

    private String bucket;
    private AwsProxy proxy;
    private Ec2Proxy ec2;
    private Map<String, String> environment;
    private Set<String> before;

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
    void start() throws IOException {
        Moto.require();
        bucket = store.bucket();
        reset();
        proxy = new AwsProxy(
                Moto.address(), Map.of("s3", store.address()), Map.of("s3", Moto.model("s3", "2006-03-01")));
        ec2 = new Ec2Proxy(Moto.address(), Moto.model());
        environment = Map.of(
                "AWS_ACCESS_KEY_ID",
                S3Proxy.ACCESS_KEY,
                "AWS_SECRET_ACCESS_KEY",
                S3Proxy.SECRET_KEY,
                "AWS_ENDPOINT_URL",
                proxy.address());
    }

    private void reset() throws IOException {
        Moto.reset();
        before = inventory();
    }

    @AfterEach
    void stop() {
        if (proxy != null) {
            proxy.close();
            ec2.close();
        }
    }

    @Test
    void anOvaBecomesANamedImageWithTagsAndPermissions() throws IOException {
        Files.writeString(directory.resolve("web.ova"), "an appliance");
        write("web.ova", """
                ami_name        = "imported-${"web"}-{{clean_resource_name `a:b`}}"
                ami_description = "from an appliance"
                ami_users       = ["123456789012"]
                ami_groups      = ["all"]
                s3_key_name     = "in/{{build_type}} +x&y=é%20~(1)'!$;,@.ova"
                s3_encryption   = "AES256"
                license_type    = "BYOL"
                role_name       = "importer"
                tags            = { Team = "web" }
                """);
        ec2.intervene(new ImportDouble(ec2, store, 1, ""));
        PackerProcess.Ended ended = build();
        assertThat(ended.exitCode()).as(ended.output()).isZero();
        Set<String> left = leftovers();
        assertThat(left).hasSize(2).anyMatch(line -> line.startsWith("snapshotId snap-"));
        String image = image(left);
        assertThat(ended.output())
                .contains("AMIs were created:\n" + REGION + ": " + image)
                .contains("Import task import-ami-1: pending")
                .doesNotContain(S3Proxy.SECRET_KEY);
        assertThat(Files.readString(directory.resolve("manifest.json")))
                .contains("\"artifact_id\": \"" + REGION + ":" + image + "\"");
        String described = Moto.ask(REGION, "DescribeImages", "ImageId.1", image);
        assertThat(described)
                .contains("<name>imported-web-a-b</name>", "<key>Team</key>", "<key>io.jenkins.packer.run</key>");
        assertThat(ec2.requests("ImportImage"))
                .singleElement()
                .satisfies(request -> assertThat(request)
                        .containsEntry("LicenseType", "BYOL")
                        .containsEntry("RoleName", "importer")
                        .containsEntry("BootMode", "legacy-bios")
                        .containsEntry("Architecture", "x86_64")
                        .containsEntry("DiskContainer.1.Format", "ova")
                        .containsEntry("DiskContainer.1.UserBucket.S3Key", "in/null +x&y=é%20~(1)'!$;,@.ova"));
        assertThat(ec2.mistakes()).isEmpty();
        PermissionsPage.needsTheRows(
                List.of("amazon-import"),
                Set.of("ec2:CancelImportTask", "s3:AbortMultipartUpload", "s3:ListBucketMultipartUploads"),
                PermissionsPage.asked(ec2, proxy));
        assertThat(proxy.names()).containsExactly("sts:GetCallerIdentity", "s3:PutObject", "s3:DeleteObject");
        AwsProxy.Seen put = proxy.seen().get(1);
        assertThat(put.path())
                .isEqualTo("/" + bucket + "/in/null%20%2Bx%26y%3D%C3%A9%2520~%281%29%27%21%24%3B%2C%40.ova");
        assertThat(put.headers()).containsEntry("x-amz-server-side-encryption", "AES256");
        assertThat(proxy.mistakes()).isEmpty();
    }

    @Test
    void aBigFileIsUploadedInPartsAndStaysWithSkipClean() throws IOException {
        Path file = directory.resolve("disk.raw");
        long size = (16L << 20) + 7;
        try (RandomAccessFile disk = new RandomAccessFile(file.toFile(), "rw")) {
            disk.setLength(size);
            disk.seek(size - 4);
            disk.write("tail".getBytes(StandardCharsets.UTF_8));
        }
        write("disk.raw", """
                format            = "raw"
                skip_clean        = true
                s3_key_name       = "disk.raw"
                s3_encryption     = "aws:kms"
                s3_encryption_key = "alias/uploads"
                ami_encrypt       = true
                ami_kms_key       = "alias/images"
                architecture      = "arm64"
                platform          = "linux"
                """);
        ec2.intervene(new ImportDouble(ec2, store, 0, ""));
        PackerProcess.Ended ended = build();
        assertThat(ended.exitCode()).as(ended.output()).isZero();
        assertThat(leftovers()).hasSize(3).contains("object disk.raw");
        String stored = store.object(bucket + "/disk.raw");
        assertThat(stored).hasSize((int) size).endsWith("tail");
        assertThat(proxy.names())
                .containsSubsequence("s3:CreateMultipartUpload", "s3:UploadPart", "s3:UploadPart")
                .endsWith("s3:CompleteMultipartUpload");
        assertThat(proxy.seen().get(1).headers())
                .containsEntry("x-amz-server-side-encryption", "aws:kms")
                .containsEntry("x-amz-server-side-encryption-aws-kms-key-id", "alias/uploads");
        assertThat(ec2.requests("ImportImage"))
                .singleElement()
                .satisfies(request -> assertThat(request)
                        .containsEntry("Encrypted", "true")
                        .containsEntry("KmsKeyId", "alias/images")
                        .containsEntry("BootMode", "uefi")
                        .containsEntry("Platform", "linux"));
        assertThat(ec2.actions()).doesNotContain("CopyImage");
        assertThat(ec2.mistakes()).isEmpty();
        assertThat(proxy.mistakes()).isEmpty();
    }

    @Test
    void aFailedImportSaysWhyAndLeavesNothing() throws IOException {
        Files.writeString(directory.resolve("web.ova"), "an appliance");
        write("web.ova", "");
        ec2.intervene(new ImportDouble(ec2, store, 0, "ClientError: No valid partitions."));
        PackerProcess.Ended ended = build();
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.output())
                .contains("Import task import-ami-1 failed with status message: ClientError: No valid partitions.");
        assertThat(leftovers()).isEmpty();
        write("web.vmdk", "");
        Files.writeString(directory.resolve("web.vmdk"), "a disk");
        PackerProcess.Ended wrong = build();
        assertThat(wrong.exitCode()).isEqualTo(1);
        assertThat(wrong.output()).contains("No ova image file found in artifact from builder. It has [web.vmdk].");
    }

    /** Its body is there by then: S3 may keep it later than its reaper looks. */
    @Test
    void cancelledWhileS3KeepsAnObjectItLeavesNothing() throws IOException {
        Files.writeString(directory.resolve("web.ova"), "an appliance");
        write("web.ova", "");
        Interruption interruption = new Interruption();
        proxy.intervene(seen -> {
            if (seen.action().equals("PutObject")) {
                interruption.nowAndTempt(() -> proxy.names().contains("s3:DeleteObject"));
            }
            return null;
        });
        interruption.of(() -> PackerProcess.start(directory, environment, arguments()));
        assertThat(proxy.names()).contains("s3:PutObject");
        assertThat(leftovers()).isEmpty();
        assertThat(ec2.actions()).isEmpty();
    }

    @Test
    void cancelledWhileABigPartIsOnItsWayItIsCutAndGivenUp() throws IOException {
        try (RandomAccessFile disk =
                new RandomAccessFile(directory.resolve("disk.raw").toFile(), "rw")) {
            disk.setLength((16L << 20) + 7);
        }
        write("disk.raw", "format = \"raw\"");
        Interruption interruption = new Interruption();
        proxy.intervene(new AwsProxy.Intervention() {
            @Override
            public void arriving(String method, String path) {
                if (path.matches(".*[?&]partNumber=1(&.*)?")) {
                    interruption.now();
                }
            }

            @Override
            public Ec2Proxy.Answer before(AwsProxy.Seen seen) {
                return null;
            }
        });
        interruption.of(() -> PackerProcess.start(directory, environment, arguments()));
        assertThat(proxy.cut()).singleElement().asString().contains("partNumber=1");
        assertThat(proxy.names()).contains("s3:AbortMultipartUpload").doesNotContain("s3:CompleteMultipartUpload");
        assertThat(leftovers()).isEmpty();
        assertThat(directory.resolve("run.journal")).doesNotExist();
    }

    @Test
    void whatS3RefusesIsToldWithWhatToDo() throws IOException {
        Files.writeString(directory.resolve("web.ova"), "an appliance");
        write("web.ova", "s3_key_name = \"web.ova\"");
        environment = new HashMap<>(environment);
        environment.put("AWS_SECRET_ACCESS_KEY", "another-key");
        assertRefused("Uploading s3://" + bucket + "/web.ova failed: ", "(SignatureDoesNotMatch) Check the secret key");
        // Whoever could not upload cannot look either, so that the journal stays.
        Files.delete(directory.resolve("run.journal"));
        environment.put("AWS_SECRET_ACCESS_KEY", S3Proxy.SECRET_KEY);
        write("web.ova", "s3_key_name = \"web.ova\"", "nowhere");
        assertRefused("Uploading s3://nowhere/web.ova failed: ", "(NoSuchBucket) Create the bucket first");
        assertThat(directory.resolve("run.journal")).doesNotExist();
        write("web.ova", "s3_key_name = \"web.ova\"");
        String elsewhere = "The bucket is in eu-west-1: import there, or use a bucket in us-east-1.";
        String error = "<Error><Code>%s</Code><Message>Not here.</Message>%s</Error>";
        refuseUploads(new Ec2Proxy.Answer(
                301, error.formatted("PermanentRedirect", ""), Map.of("x-amz-bucket-region", "eu-west-1")));
        assertRefused("Not here. (PermanentRedirect) " + elsewhere);
        refuseUploads(new Ec2Proxy.Answer(
                400, error.formatted("AuthorizationHeaderMalformed", "<Region>eu-west-1</Region>")));
        assertRefused("Not here. (AuthorizationHeaderMalformed) " + elsewhere);
        assertThat(ec2.actions()).isEmpty();
        assertThat(directory.resolve("run.journal")).doesNotExist();
    }

    private void refuseUploads(Ec2Proxy.Answer answer) {
        proxy.intervene(seen -> seen.action().equals("PutObject") ? answer : null);
    }

    private void assertRefused(String... said) throws IOException {
        PackerProcess.Ended ended = build();
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.output()).contains(said);
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void whatCannotBeImportedIsToldByValidate() throws IOException {
        write("disk.img", """
                format        = "img"
                s3_encryption = "rot13"
                architecture  = "arm64"
                boot_mode     = "legacy-bios"
                platform      = "plan9"
                imds_support  = "v1.0"
                """);
        PackerProcess.Ended ended = PackerProcess.run(directory, environment, "validate", "main.pkr.hcl");
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.output().replaceAll("\\s+", " "))
                .contains("invalid format 'img'. Allowed: ova, raw, vhd, vhdx, vmdk.")
                .contains("invalid s3_encryption 'rot13'. Allowed: AES256, aws:kms.")
                .contains("invalid boot mode 'legacy-bios' for 'arm64' architecture")
                .contains("invalid platform 'plan9'. Allowed: linux, windows.")
                .contains("invalid imds_support 'v1.0'. Allowed: v2.0.");
        assertThat(proxy.seen()).isEmpty();
    }

    @Test
    void killedAfterEachRequestItLeavesNothingThatCleanupDoesNotRemove() throws IOException {
        Files.writeString(directory.resolve("web.ova"), "an appliance");
        write("web.ova", "ami_name = \"imported\"\ntags = { Team = \"web\" }\nskip_credential_validation = true");
        int requests = interrupted(Integer.MAX_VALUE);
        assertThat(requests).isGreaterThan(8);
        assertThat(forgetManifest()).isTrue();
        for (int number = 1; number <= requests; number++) {
            reset();
            interrupted(number);
            Path journal = directory.resolve("run.journal");
            if (Files.exists(journal)) {
                PackerProcess.Ended cleaned =
                        PackerProcess.run(directory, Moto.unhesitating(environment), "cleanup", journal.toString());
                assertThat(cleaned.exitCode()).as(cleaned.output()).isZero();
            }
            boolean whole = forgetManifest();
            assertThat(leftovers()).as("killed after request %s", number).hasSize(whole ? 2 : 0);
        }
    }

    /** Removes what tells that a build was done before it was killed, and says whether it was there. */
    private boolean forgetManifest() throws IOException {
        Files.deleteIfExists(directory.resolve("manifest.json.lock"));
        return Files.deleteIfExists(directory.resolve("manifest.json"));
    }

    /** Kills the build after a request took effect, counted over S3 and EC2; returns how many there were. */
    private int interrupted(int number) throws IOException {
        AtomicInteger count = new AtomicInteger();
        PackerProcess[] running = new PackerProcess[1];
        ImportDouble imports = new ImportDouble(ec2, store, 1, "");
        Runnable acted = () -> {
            if (count.incrementAndGet() == number) {
                synchronized (running) {
                    running[0].signal("KILL");
                }
            }
        };
        ec2.intervene(new Ec2Proxy.Intervention() {
            @Override
            public Ec2Proxy.Answer before(int at, String action) {
                Ec2Proxy.Answer answer = imports.before(at, action);
                if (answer != null) {
                    acted.run();
                }
                return answer;
            }

            @Override
            public Ec2Proxy.Answer after(int at, String action, Ec2Proxy.Answer answer) {
                acted.run();
                return answer;
            }
        });
        proxy.intervene(new AwsProxy.Intervention() {
            @Override
            public Ec2Proxy.Answer before(AwsProxy.Seen seen) {
                return null;
            }

            @Override
            public void after(AwsProxy.Seen seen) {
                acted.run();
            }
        });
        synchronized (running) {
            running[0] = PackerProcess.start(directory, environment, arguments());
        }
        try (PackerProcess packer = running[0]) {
            packer.await();
        }
        int seen = count.get();
        // What cleans up talks to the same imports.
        ec2.intervene(imports);
        proxy.intervene(unused -> null);
        return seen;
    }

    private void write(String file, String options) throws IOException {
        write(file, options, bucket);
    }

    private void write(String file, String options, String into) throws IOException {
        Files.writeString(directory.resolve("main.pkr.hcl"), TEMPLATE.formatted(file, ec2.address(), into, options));
    }

    private PackerProcess.Ended build() {
        return PackerProcess.run(directory, environment, arguments());
    }

    private String[] arguments() {
        return new String[] {"build", "-color=false", "-journal=" + directory.resolve("run.journal"), "main.pkr.hcl"};
    }

    private Set<String> inventory() throws IOException {
        Set<String> all = new TreeSet<>(Moto.inventory(REGION));
        store.objects(bucket).forEach(key -> all.add("object " + key));
        store.uploads(bucket).forEach(key -> all.add("upload " + key));
        return all;
    }

    private Set<String> leftovers() throws IOException {
        Set<String> left = inventory();
        left.removeAll(before);
        // Moto makes the snapshot of an image out of a volume, which EC2 does not show.
        left.removeIf(line -> line.startsWith("volumeId"));
        return left;
    }

    private static String image(Set<String> left) {
        return left.stream()
                .filter(line -> line.startsWith("imageId "))
                .map(line -> line.substring("imageId ".length()))
                .findFirst()
                .orElseThrow();
    }
}
