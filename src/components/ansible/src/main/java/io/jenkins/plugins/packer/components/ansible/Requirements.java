package io.jenkins.plugins.packer.components.ansible;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * What a file of requirements is about. As in Packer, the old form, a list, holds roles.
 *
 * @param roles whether it names roles
 * @param collections whether it names collections
 */
record Requirements(boolean roles, boolean collections) {
    private static final Pattern ROLES = Pattern.compile("^roles:", Pattern.MULTILINE);
    private static final Pattern COLLECTIONS = Pattern.compile("^collections:", Pattern.MULTILINE);

    static Requirements read(Path file) throws ComponentException {
        try {
            String text = Files.readString(file);
            boolean roles = ROLES.matcher(text).find();
            boolean collections = COLLECTIONS.matcher(text).find();
            return new Requirements(roles || !collections, collections);
        } catch (IOException e) {
            throw new ComponentException("Error executing Ansible Galaxy: reading " + file + " failed: " + e, e);
        }
    }
}
