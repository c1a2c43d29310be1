package io.jenkins.plugins.packer.components.docker;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.packer.components.docker.RunCommand.MalformedException;
import java.nio.file.Path;

/** The value of {@code --mount}: {@code type=bind,source=/a,target=/b,readonly} (docs.docker.com/storage). */
final class MountFlag {
    private MountFlag() {}

    /** The mount as the API wants it. */
    static ObjectNode json(String value, Path directory) throws MalformedException {
        ObjectNode mount = JsonNodeFactory.instance.objectNode();
        mount.put("Type", "volume");
        for (String field : value.split(",", -1)) {
            int equals = field.indexOf('=');
            String key = equals < 0 ? field : field.substring(0, equals);
            String text = equals < 0 ? "" : field.substring(equals + 1);
            switch (key) {
                case "type" -> mount.put("Type", text);
                case "source", "src" ->
                    mount.put(
                            "Source",
                            text.startsWith(".")
                                    ? directory.resolve(text).normalize().toString()
                                    : text);
                case "target", "destination", "dst" -> mount.put("Target", text);
                case "readonly", "ro" -> mount.put("ReadOnly", flag(text));
                case "consistency" -> mount.put("Consistency", text);
                case "bind-propagation" -> mount.withObject("/BindOptions").put("Propagation", text);
                case "volume-nocopy" -> mount.withObject("/VolumeOptions").put("NoCopy", flag(text));
                case "tmpfs-size" -> mount.withObject("/TmpfsOptions").put("SizeBytes", number(text, field, 10));
                case "tmpfs-mode" -> mount.withObject("/TmpfsOptions").put("Mode", number(text, field, 8));
                default ->
                    throw new MalformedException("the field \"" + key + "\" of --mount " + value + " is not supported");
            }
        }
        if (!mount.hasNonNull("Target")) {
            throw new MalformedException("--mount " + value + " has no target");
        }
        return mount;
    }

    private static boolean flag(String text) {
        return text.isEmpty() || text.equals("true") || text.equals("1");
    }

    private static long number(String text, String field, int radix) throws MalformedException {
        try {
            return Long.parseLong(text, radix);
        } catch (NumberFormatException e) {
            throw new MalformedException("the field \"" + field + "\" of --mount is not a number");
        }
    }
}
