package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.components.amazon.options.InstanceOptions;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import io.jenkins.plugins.packer.engine.component.StepContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** User data of an instance, which EC2 takes in base64; what is base64 already stays as it is, as in Packer. */
record UserData(StepContext context, InstanceOptions options) {

    /** In base64; empty for none. */
    String encoded() throws ComponentException {
        String inline = options.userData() == null ? "" : options.userData();
        String file = options.userDataFile();
        byte[] data = file == null || file.isEmpty() ? inline.getBytes(StandardCharsets.UTF_8) : read(file);
        return isBase64(data)
                ? new String(data, StandardCharsets.ISO_8859_1)
                : Base64.getEncoder().encodeToString(data);
    }

    private byte[] read(String file) throws ComponentException {
        Path path = context.directory().resolve(file);
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new ComponentException("user_data_file " + file + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    private static boolean isBase64(byte[] data) {
        try {
            byte[] dense = new String(data, StandardCharsets.ISO_8859_1)
                    .replace("\r", "")
                    .replace("\n", "")
                    .getBytes(StandardCharsets.ISO_8859_1);
            if (dense.length % 4 != 0) {
                // Go's decoder, which Packer asks, wants the padding.
                return false;
            }
            Base64.getDecoder().decode(dense);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
