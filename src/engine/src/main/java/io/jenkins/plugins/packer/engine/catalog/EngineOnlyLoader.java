package io.jenkins.plugins.packer.engine.catalog;

import java.io.IOException;
import java.net.URL;
import java.util.Enumeration;

/**
 * What components see of the program: the JDK and the engine's own packages. The libraries that the engine uses stay
 * hidden, so that a component can bring others, or other versions of them.
 */
final class EngineOnlyLoader extends ClassLoader {
    private static final String[] VISIBLE = {
        "io.jenkins.plugins.packer.engine.",
        "io.jenkins.plugins.packer.hcl.",
        "io.jenkins.plugins.packer.report.",
        "org.jspecify."
    };

    private final ClassLoader engine;

    EngineOnlyLoader(ClassLoader engine) {
        super("engine-only", ClassLoader.getPlatformClassLoader());
        this.engine = engine;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        for (String visible : VISIBLE) {
            if (name.startsWith(visible)) {
                return engine.loadClass(name);
            }
        }
        return super.loadClass(name, resolve);
    }

    @Override
    public URL getResource(String name) {
        return getParent().getResource(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        return getParent().getResources(name);
    }
}
