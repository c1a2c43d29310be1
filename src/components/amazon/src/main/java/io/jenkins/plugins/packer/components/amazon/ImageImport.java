package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.engine.component.Artifact;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.StepContext;
import io.jenkins.plugins.packer.engine.resource.Resource;
import io.jenkins.plugins.packer.engine.resource.ResourceScope;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.CopyImageRequest;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.ImportImageRequest;
import software.amazon.awssdk.services.ec2.model.ImportImageTask;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/**
 * One run of {@code amazon-import}: the file goes to S3, EC2 makes an image of it, and a copy gives the image its name, since an
 * import cannot.
 */
record ImageImport(ImportConfiguration configuration, Connections.Open connection, StepContext context) {
    private static final Duration IMPORTED = Duration.ofHours(6);
    private static final Duration AVAILABLE = Duration.ofMinutes(30);

    /** An image, and what removes it. */
    private record Made(String id, Resource resource) {}

    Artifact run(Artifact input) throws ComponentException {
        AwsConnection aws = connection.aws();
        aws.verifyCredentials(context.cancellation());
        Path file = file(input);
        String key = context.templates().render(configuration.keyTemplate(), context.generated());
        ObjectStore store = aws.objects(configuration.s3BucketName(), context.cancellation());
        Resource object = upload(file, key, store);
        Ec2 ec2 = aws.ec2(context.cancellation());
        Polling polling = Polling.of(configuration.access().polling(), context.environment());
        boolean named = ImportConfiguration.isGiven(configuration.amiName());
        Made made = imported(key, store, named, ec2, polling);
        if (named) {
            made = named(made, ec2, polling);
        }
        new ImportedImage(configuration, made.id(), ec2, context).setUp();
        if (!configuration.skipClean()) {
            context.ui().say("Deleting import source " + store.name(key));
            context.resources().remove(object);
        }
        String id = aws.region() + ":" + made.id();
        return new Artifact(
                ImportPostProcessor.ID,
                id,
                "AMIs were created:\n" + aws.region() + ": " + made.id() + "\n",
                List.of(),
                Map.of(aws.region(), made.id()),
                Map.of(),
                List.of(made.resource()));
    }

    private Path file(Artifact input) throws ComponentException {
        String extension = "." + configuration.format();
        return input.files().stream()
                .filter(path -> path.toString().endsWith(extension))
                .findFirst()
                .map(path -> context.directory().resolve(path))
                .orElseThrow(() -> new ComponentException("No " + configuration.format()
                        + " image file found in artifact from builder. It has "
                        + (input.files().isEmpty() ? "no files" : input.files()) + ". Set format to what is there."));
    }

    /** With skip_clean it is kept, and it is no part of the artifact: destroying the image leaves it alone. */
    private Resource upload(Path file, String key, ObjectStore store) throws ComponentException {
        Resource object = ObjectReaper.resource(connection, store, key);
        context.ui().say("Uploading " + file + " to " + store.name(key));
        ResourceScope.Creation<String> creation = () -> {
            new Upload(store, key, configuration.storage(), Upload.PART_SIZE).send(file);
            return key;
        };
        if (configuration.skipClean()) {
            context.resources().produce(object, creation);
        } else {
            context.resources().create(object, creation);
        }
        context.ui().say("Completed upload of " + file + " to " + store.name(key));
        return object;
    }

    private Made imported(String key, ObjectStore store, boolean intermediary, Ec2 ec2, Polling polling)
            throws ComponentException {
        Resource resource = ImportReaper.resource(connection, Marks.name("packer-"));
        ImportImageRequest request = request(key, resource);
        ResourceScope.Creation<String> creation =
                () -> ec2.create("Starting the import of " + store.name(key), client -> client.importImage(request))
                        .importTaskId();
        String task = intermediary
                ? context.resources().create(resource, creation, id -> id)
                : context.resources().produce(resource, creation, id -> id);
        context.ui().say("Started import of " + store.name(key) + ", task id " + task);
        context.ui().say("Waiting for task " + task + " to complete (may take a while)");
        ImportImageTask done = await(task, ec2, polling);
        context.ui().say("Import task " + task + " complete");
        return new Made(done.imageId(), resource);
    }

    private ImportImageRequest request(String key, Resource resource) {
        ImportImageRequest.Builder request = ImportImageRequest.builder()
                .clientToken(resource.name())
                .encrypted(configuration.amiEncrypt())
                .diskContainers(disk -> disk.format(configuration.format())
                        .userBucket(bucket ->
                                bucket.s3Bucket(configuration.s3BucketName()).s3Key(key)))
                .architecture(configuration.architecture())
                .bootMode(configuration.boot())
                .tagSpecifications(tagged(ResourceType.IMPORT_IMAGE_TASK, ImportTasks.MARK, resource.name()));
        if (ImportConfiguration.isGiven(configuration.platform())) {
            request.platform(configuration.platform());
        }
        if (configuration.amiEncrypt() && ImportConfiguration.isGiven(configuration.amiKmsKey())) {
            request.kmsKeyId(configuration.amiKmsKey());
        }
        if (ImportConfiguration.isGiven(configuration.roleName())) {
            request.roleName(configuration.roleName());
        }
        if (ImportConfiguration.isGiven(configuration.licenseType())) {
            context.ui().say("Setting license type to '" + configuration.licenseType() + "'");
            request.licenseType(configuration.licenseType());
        }
        return request.build();
    }

    private ImportImageTask await(String id, Ec2 ec2, Polling polling) throws ComponentException {
        ImportTasks tasks = new ImportTasks(ec2);
        String[] told = {""};
        return ec2.await("the import " + id, polling, IMPORTED, context.ui()::message, () -> {
            ImportImageTask task = tasks.describe(id);
            if (task == null || ImportTasks.isDone(task)) {
                return task;
            }
            String said = task.statusMessage() == null ? "" : task.statusMessage();
            if ("deleting".equals(task.status()) || ImportTasks.isGivenUp(task)) {
                throw new ComponentException("Import task " + id + " failed with status message: " + said
                        + ". What EC2 can import: https://docs.aws.amazon.com/vm-import/latest/userguide/");
            }
            if (!said.equals(told[0])) {
                told[0] = said;
                context.ui().message("Import task " + id + ": " + said);
            }
            return null;
        });
    }

    private Made named(Made imported, Ec2 ec2, Polling polling) throws ComponentException {
        String name = String.valueOf(configuration.amiName());
        context.ui().say("Starting rename of AMI (" + imported.id() + ")");
        Resource resource =
                ImageReaper.resource(connection, name, connection.aws().region());
        CopyImageRequest.Builder request = CopyImageRequest.builder()
                .clientToken(ImageReaper.mark(resource))
                .name(name)
                .sourceImageId(imported.id())
                .sourceRegion(connection.aws().region())
                .tagSpecifications(
                        tagged(ResourceType.IMAGE, ImageReaper.MARK, ImageReaper.mark(resource)),
                        tagged(ResourceType.SNAPSHOT, ImageReaper.MARK, ImageReaper.mark(resource)));
        if (configuration.amiEncrypt()) {
            request.encrypted(true);
            if (ImportConfiguration.isGiven(configuration.amiKmsKey())) {
                request.kmsKeyId(configuration.amiKmsKey());
            }
        }
        CopyImageRequest copy = request.build();
        String id = context.resources()
                .produce(
                        resource,
                        () -> ec2.eventually("Copying the image " + imported.id(), client -> client.copyImage(copy))
                                .imageId(),
                        created -> created);
        context.ui().say("Waiting for AMI rename to complete (may take a while)");
        Image image = ec2.await(
                "the image " + id + " to be available",
                polling,
                AVAILABLE,
                context.ui()::message,
                () -> ImportedImage.available(id, ec2));
        context.ui().say("Destroying intermediary AMI...");
        context.resources().remove(imported.resource());
        context.ui().say("AMI rename completed");
        return new Made(image.imageId(), resource);
    }

    private TagSpecification tagged(ResourceType type, String mark, String value) {
        Map<String, String> all = new LinkedHashMap<>(Marks.of(context));
        all.put(mark, value);
        List<Tag> tags = new ArrayList<>();
        all.forEach((name, text) -> tags.add(Tag.builder().key(name).value(text).build()));
        return TagSpecification.builder().resourceType(type).tags(tags).build();
    }
}
