package io.jenkins.plugins.packer.cli;

import io.jenkins.plugins.packer.engine.builtin.BuiltinComponents;
import io.jenkins.plugins.packer.engine.catalog.ComponentCatalog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where components are: in the engine, beside the program, and where {@code PACKER_COMPONENTS_PATH} says. */
final class Catalogs {
    /** Directories of further folders of components, separated as those of {@code PATH}. */
    static final String PATH_VARIABLE = "PACKER_COMPONENTS_PATH";

    private Catalogs() {}

    static ComponentCatalog of(Surroundings surroundings) {
        List<Path> roots = new ArrayList<>();
        Path home = surroundings.home();
        if (home != null) {
            roots.add(home.resolve("components"));
        }
        String more = surroundings.environment().get(PATH_VARIABLE);
        if (more != null) {
            for (String path : more.split(java.io.File.pathSeparator)) {
                if (!path.isEmpty()) {
                    roots.add(surroundings.directory().resolve(path));
                }
            }
        }
        return new ComponentCatalog(new BuiltinComponents(), roots);
    }
}
