package io.jenkins.plugins.packer.cli.amazon;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The imports of images that moto lacks: the object must be there, a task is active for some questions, then it has an image,
 * or it is deleted with a message. Its image is moto's, as are its copies.
 */
final class ImportDouble implements Ec2Proxy.Intervention {
    private static final String REGION = "us-east-1";

    private final Ec2Proxy proxy;
    private final S3Proxy store;
    private final int questions;
    private final String failure;
    private final List<Task> tasks = new ArrayList<>();

    /**
     * A double.
     *
     * @param store has the objects
     * @param questions how often a task is active before it ends
     * @param failure why imports fail; empty where they work
     */
    ImportDouble(Ec2Proxy proxy, S3Proxy store, int questions, String failure) {
        this.proxy = proxy;
        this.store = store;
        this.questions = questions;
        this.failure = failure;
    }

    private static final class Task {
        private final String id;
        private final String mark;
        private int asked;
        private String status = "active";
        private String message = "pending";
        private String image = "";

        Task(String id, String mark) {
            this.id = id;
            this.mark = mark;
        }

        String xml() {
            return "<item><importTaskId>" + id + "</importTaskId><status>" + status + "</status><statusMessage>"
                    + message + "</statusMessage>" + (image.isEmpty() ? "" : "<imageId>" + image + "</imageId>")
                    + "</item>";
        }
    }

    /** Whether a task is still at work. */
    boolean isActive() {
        return tasks.stream().anyMatch(task -> task.status.equals("active"));
    }

    @Override
    public synchronized Ec2Proxy.Answer before(int number, String action) {
        List<Map<String, String>> requests = proxy.requests(action);
        Map<String, String> request = requests.isEmpty() ? Map.of() : requests.get(requests.size() - 1);
        try {
            return switch (action) {
                case "ImportImage" -> start(request);
                case "DescribeImportImageTasks" -> describe(request);
                case "CancelImportTask" -> cancel(request);
                default -> null;
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Ec2Proxy.Answer start(Map<String, String> request) throws IOException {
        String bucket = request.get("DiskContainer.1.UserBucket.S3Bucket");
        String key = request.get("DiskContainer.1.UserBucket.S3Key");
        if (!store.objects(bucket).contains(key)) {
            return Ec2Proxy.Answer.error(400, "InvalidParameter", "The object " + key + " cannot be read.");
        }
        String mark = "";
        for (int i = 1; request.containsKey("TagSpecification.1.Tag." + i + ".Key"); i++) {
            if (request.get("TagSpecification.1.Tag." + i + ".Key").equals("io.jenkins.packer.import")) {
                mark = request.get("TagSpecification.1.Tag." + i + ".Value");
            }
        }
        Task task = new Task("import-ami-" + (tasks.size() + 1), mark);
        tasks.add(task);
        return answer("ImportImage", "<importTaskId>" + task.id + "</importTaskId><status>active</status>");
    }

    private Ec2Proxy.Answer describe(Map<String, String> request) throws IOException {
        StringBuilder items = new StringBuilder();
        for (Task task : tasks) {
            if (task.id.equals(request.get("ImportTaskId.1")) || task.mark.equals(request.get("Filter.1.Value.1"))) {
                proceed(task);
                items.append(task.xml());
            }
        }
        return answer("DescribeImportImageTasks", "<importImageTaskSet>" + items + "</importImageTaskSet>");
    }

    private void proceed(Task task) throws IOException {
        if (!task.status.equals("active") || task.asked++ < questions) {
            return;
        }
        if (failure.isEmpty()) {
            task.status = "completed";
            task.image = MotoGaps.element(Moto.ask(REGION, "RegisterImage", "Name", task.id), "imageId");
        } else {
            task.status = "deleted";
            task.message = failure;
        }
    }

    private Ec2Proxy.Answer cancel(Map<String, String> request) {
        for (Task task : tasks) {
            if (task.id.equals(request.get("ImportTaskId")) && task.status.equals("active")) {
                task.status = "deleted";
                task.message = "cancelled";
                return answer("CancelImportTask", "<importTaskId>" + task.id + "</importTaskId>");
            }
        }
        return Ec2Proxy.Answer.error(400, "IncorrectState", "The task is not active.");
    }

    private static Ec2Proxy.Answer answer(String action, String content) {
        return new Ec2Proxy.Answer(200, "<" + action + "Response>" + content + "</" + action + "Response>");
    }
}
