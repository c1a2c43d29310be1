package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.ImportImageTask;

/** The imports of images that EC2 works at (https://docs.aws.amazon.com/vm-import/latest/userguide/). */
record ImportTasks(Ec2 ec2) {
    /** The tag that a task is found by. */
    static final String MARK = "io.jenkins.packer.import";

    private static final String COMPLETED = "completed";
    private static final String DELETED = "deleted";

    /** Whether the image is there. */
    static boolean isDone(ImportImageTask task) {
        return COMPLETED.equals(task.status());
    }

    /** Whether it was given up, by EC2 or by somebody. */
    static boolean isGivenUp(ImportImageTask task) {
        return DELETED.equals(task.status());
    }

    /** Tasks with a mark. */
    List<ImportImageTask> marked(String mark) throws ComponentException {
        return ec2.call(
                        "Looking for the import",
                        client -> client.describeImportImageTasks(request -> request.filters(Filters.tag(MARK, mark))))
                .importImageTasks();
    }

    /** A task, or null where EC2 does not know it (yet). */
    @Nullable
    ImportImageTask describe(String id) throws ComponentException {
        try {
            List<ImportImageTask> tasks = ec2.call(
                            "Describing the import " + id,
                            client -> client.describeImportImageTasks(request -> request.importTaskIds(id)))
                    .importImageTasks();
            return tasks.isEmpty() ? null : tasks.get(0);
        } catch (AwsException e) {
            if (e.isNotFound() || e.code().startsWith("InvalidConversionTaskId")) {
                return null;
            }
            throw e;
        }
    }

    /** Has EC2 give it up, which it does not do at once, nor where it is done. */
    void cancel(String id) throws ComponentException {
        try {
            ec2.call(
                    "Cancelling the import " + id,
                    client -> client.cancelImportTask(
                            request -> request.importTaskId(id).cancelReason("cancelled by packer")));
        } catch (AwsException e) {
            ImportImageTask task = describe(id);
            if (task != null && !isDone(task) && !isGivenUp(task)) {
                throw e;
            }
        }
    }
}
