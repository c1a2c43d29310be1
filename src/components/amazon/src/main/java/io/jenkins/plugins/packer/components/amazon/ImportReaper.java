package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.resource.Resource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.ImportImageTask;

/**
 * Cancels an import, or deregisters the image that it made and deletes its snapshots. The task is found by a tag that it got
 * when it was asked for.
 */
final class ImportReaper extends AmazonReaper {
    private static final String KIND = "amazon.import";
    private static final Duration END = Duration.ofMinutes(15);

    ImportReaper(Connections connections) {
        super(connections, KIND, "import");
    }

    /**
     * The resource of an import that is going to be started.
     *
     * @param name unique; the value of its tag
     */
    static Resource resource(Connections.Open connection, String name) {
        return connection.resource(KIND, name, Map.of());
    }

    @Override
    void remove(Resource resource, @Nullable String id, AwsConnection aws, Ec2 ec2) throws ComponentException {
        ImportTasks tasks = new ImportTasks(ec2);
        List<String> ids = id == null
                ? tasks.marked(resource.name()).stream()
                        .map(ImportImageTask::importTaskId)
                        .toList()
                : List.of(id);
        for (String task : ids) {
            end(task, tasks, ec2);
        }
    }

    private static void end(String id, ImportTasks tasks, Ec2 ec2) throws ComponentException {
        ImportImageTask task = tasks.describe(id);
        if (task != null && !ImportTasks.isDone(task) && !ImportTasks.isGivenUp(task)) {
            tasks.cancel(id);
            // It may have made its image in the meantime.
            String what = "the import " + id + " to end";
            ec2.await(what, new Polling(null, null), END, line -> {}, () -> {
                ImportImageTask now = tasks.describe(id);
                return now == null || ImportTasks.isDone(now) || ImportTasks.isGivenUp(now) ? id : null;
            });
            task = tasks.describe(id);
        }
        if (task != null && ImportTasks.isDone(task) && task.imageId() != null) {
            removeImage(task.imageId(), ec2);
        }
    }

    private static void removeImage(String id, Ec2 ec2) throws ComponentException {
        for (Image image : ImageReaper.byId(id, ec2)) {
            ImageReaper.deregister(id, ec2);
            for (String snapshot : ImageReaper.snapshots(image)) {
                ImageReaper.delete(snapshot, ec2);
            }
        }
    }
}
