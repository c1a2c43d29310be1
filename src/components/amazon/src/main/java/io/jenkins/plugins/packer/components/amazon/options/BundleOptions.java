package io.jenkins.plugins.packer.components.amazon.options;

import io.jenkins.plugins.packer.engine.config.ConfigurationCheck;
import io.jenkins.plugins.packer.engine.config.Option;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;

/** How the root device of an instance becomes a bundle in S3: by AWS's AMI tools, on the instance. */
public record BundleOptions(
        @Nullable @Option(doc = "Id of the AWS account, with or without dashes.", required = true)
        String accountId,

        @Nullable @Option(doc = "Bucket of the bundle; may go on with a folder, as in images/web.", required = true)
        String s3Bucket,

        @Nullable @Option(doc = "X.509 certificate of the account, a file here.", required = true)
        String x509CertPath,

        @Nullable @Option(doc = "Private key of the certificate, a file here.", required = true)
        String x509KeyPath,

        @Option(doc = "Directory of the instance for certificate and key.", defaultValue = "/tmp")
        String x509UploadPath,

        @Option(doc = "Directory of the instance for the bundle.", defaultValue = "/tmp")
        String bundleDestination,

        @Nullable @Option(doc = "What the names of the bundle's files begin with; by default image- and the time.")
        String bundlePrefix,

        @Nullable
        @Option(
                doc =
                        "Command that bundles, a template of {{.KeyPath}}, {{.CertPath}}, {{.AccountId}}, {{.Architecture}},"
                                + " {{.PrivatePath}}, {{.Destination}} and {{.Prefix}}.",
                renderedLater = true)
        String bundleVolCommand,

        @Nullable
        @Option(
                doc = "Command that uploads, a template of {{.BucketName}}, {{.ManifestPath}}, {{.BundleDirectory}},"
                        + " {{.Region}}, {{.AccessKey}}, {{.SecretKey}} and {{.Token}}.",
                renderedLater = true)
        String bundleUploadCommand,

        @Nullable @Option(doc = "NitroTPM of instances of the image: v2.0, or unset.")
        String tpmSupport) {

    private static final String BUNDLE = "sudo -i -n ec2-bundle-vol -k {{.KeyPath}} -u {{.AccountId}} -c {{.CertPath}}"
            + " -r {{.Architecture}} -e {{.PrivatePath}}/* -d {{.Destination}} -p {{.Prefix}} --batch --no-filter";
    private static final String UPLOAD = "sudo -i -n ec2-upload-bundle -b {{.BucketName}} -m {{.ManifestPath}}%s"
            + " -d {{.BundleDirectory}} --batch --region {{.Region}} --retry";
    private static final String KEYS = " -a {{.AccessKey}} -s {{.SecretKey}}";

    /** The account as the tools take it. */
    public String account() {
        return String.valueOf(accountId).replace("-", "");
    }

    /** The template of the command that bundles. */
    public String bundling() {
        return isGiven(bundleVolCommand) ? bundleVolCommand : BUNDLE;
    }

    /**
     * The template of the command that uploads.
     *
     * @param hasProfile whether the instance has permissions of its own, and needs no keys
     */
    public String uploading(boolean hasProfile) {
        return isGiven(bundleUploadCommand) ? bundleUploadCommand : UPLOAD.formatted(hasProfile ? "" : KEYS);
    }

    /** Reports what cannot work. */
    public void check(ConfigurationCheck check) {
        checkFile("x509_cert_path", x509CertPath, check);
        checkFile("x509_key_path", x509KeyPath, check);
        RegistrationOptions.checkTpm(tpmSupport, check);
    }

    private static void checkFile(String option, @Nullable String file, ConfigurationCheck check) {
        if (isGiven(file) && !Files.isRegularFile(check.directory().resolve(file))) {
            check.error(option, "File not found", "There is no file " + file + ", which " + option + " names.");
        }
    }

    private static boolean isGiven(@Nullable String value) {
        return value != null && !value.isEmpty();
    }
}
