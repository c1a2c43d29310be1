package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.components.amazon.options.BundleOptions;
import io.jenkins.plugins.packer.components.amazon.options.InstanceOptions;
import io.jenkins.plugins.packer.engine.communicator.Communicator;
import io.jenkins.plugins.packer.engine.communicator.RemoteCommand;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.resource.Resource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * The root device of an instance as files in S3, made and uploaded on the instance by AWS's AMI tools
 * (https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ami-tools-commands.html).
 *
 * @param prefix what the names of its files begin with
 * @param hasProfile whether the instance has permissions of its own
 * @param resource its entry in the journal
 */
record Bundle(BundleOptions options, String prefix, boolean hasProfile, Resource resource, InstanceWork work) {
    private static final int KEY_MODE = 0600;
    private static final int CERTIFICATE_MODE = 0644;
    /** What ec2-upload-bundle ends with when the bucket is somebody else's. */
    private static final int FOREIGN_BUCKET = 3;

    static Bundle of(BundleOptions options, InstanceOptions instance, InstanceWork work) throws ComponentException {
        String given = options.bundlePrefix();
        String prefix =
                given == null || given.isEmpty() ? work.context().templates().render("image-{{timestamp}}") : given;
        String profile = instance.iamInstanceProfile();
        return new Bundle(
                options,
                prefix,
                profile != null && !profile.isEmpty(),
                BundleReaper.resource(work.connection(), String.valueOf(options.s3Bucket()), prefix),
                work);
    }

    /** Where it is, as EC2 takes it: the bucket and the manifest in it. */
    String location() {
        return options.s3Bucket() + "/" + manifest();
    }

    private String manifest() {
        return prefix + ".manifest.xml";
    }

    /** Makes it and uploads it. */
    void make(Communicator communicator, Machine machine) throws ComponentException {
        String certificate = options.x509UploadPath() + "/cert.pem";
        String key = options.x509UploadPath() + "/key.pem";
        work.context().step("Upload the certificate", () -> {
            work.context().ui().say("Uploading X509 Certificate...");
            upload(communicator, options.x509CertPath(), CERTIFICATE_MODE, certificate);
            upload(communicator, options.x509KeyPath(), KEY_MODE, key);
            return null;
        });
        work.context().step("Bundle the volume", () -> {
            work.context().ui().say("Bundling the volume...");
            bundle(communicator, machine, certificate, key);
            return null;
        });
        work.context().step("Upload the bundle", () -> {
            work.context().ui().say("Uploading the bundle...");
            if (isTaken()) {
                work.context()
                        .ui()
                        .message("There are files " + location()
                                + " already, of an image perhaps: they are overwritten, and"
                                + " stay if the build fails. Another bundle_prefix keeps them.");
                upload(communicator);
            } else {
                work.context().resources().produce(resource, () -> {
                    upload(communicator);
                    return prefix;
                });
            }
            return null;
        });
    }

    /** Whether somebody else's bundle is there, which must not be deleted. */
    private boolean isTaken() throws ComponentException {
        return !BundleReaper.keys(
                        resource, work.connection().aws(), work.context().cancellation())
                .isEmpty();
    }

    private void upload(Communicator communicator, @Nullable String file, int mode, String destination)
            throws ComponentException {
        Path path = work.context().directory().resolve(String.valueOf(file));
        try (InputStream content = Files.newInputStream(path)) {
            communicator.upload(content, Files.size(path), mode, destination);
        } catch (IOException e) {
            throw new ComponentException("The file " + path + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    private void bundle(Communicator communicator, Machine machine, String certificate, String key)
            throws ComponentException {
        String command = work.context()
                .templates()
                .render(
                        options.bundling(),
                        Map.of(
                                "AccountId", options.account(),
                                "Architecture",
                                        String.valueOf(machine.instance().architectureAsString()),
                                "CertPath", certificate,
                                "Destination", options.bundleDestination(),
                                "KeyPath", key,
                                "Prefix", prefix,
                                "PrivatePath", options.x509UploadPath()));
        int status = run(communicator, command);
        if (status != 0) {
            throw new ComponentException("Volume bundling failed with exit status " + status
                    + ". Please see the output above for more details on what went wrong: often ec2-bundle-vol is not"
                    + " available on the instance, or sudo asks for a password.");
        }
    }

    private void upload(Communicator communicator) throws ComponentException {
        AwsCredentials credentials = work.connection().aws().credentials();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("AccessKey", credentials.accessKeyId());
        values.put("BucketName", options.s3Bucket());
        values.put("BundleDirectory", options.bundleDestination());
        values.put("ManifestPath", options.bundleDestination() + "/" + manifest());
        values.put("Region", work.connection().aws().region());
        values.put("SecretKey", credentials.secretAccessKey());
        values.put("Token", credentials instanceof AwsSessionCredentials session ? session.sessionToken() : "");
        work.context().secrets().add(credentials.secretAccessKey());
        work.context().secrets().add(String.valueOf(values.get("Token")));
        int status = run(communicator, work.context().templates().render(options.uploading(hasProfile), values));
        if (status != 0) {
            throw new ComponentException("Bundle upload failed with exit status " + status
                    + ". Please see the output above for more details on what went wrong."
                    + (status == FOREIGN_BUCKET
                            ? " It means that the bucket " + options.s3Bucket()
                                    + " may be somebody else's: choose one that is yours, or does not exist."
                            : ""));
        }
    }

    private int run(Communicator communicator, String command) throws ComponentException {
        return communicator.execute(new RemoteCommand(
                command, work.context().ui()::message, work.context().ui()::error));
    }
}
