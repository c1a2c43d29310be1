package io.jenkins.plugins.packer.engine.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ClassesAheadTest {
    @TempDir
    Path folder;

    private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();

    /** Has Java's classes and no others, and knows which were asked for. */
    private final ClassLoader loader = new ClassLoader(null) {
        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            asked.add(name);
            return super.loadClass(name, resolve);
        }
    };

    private void list(String... names) throws Exception {
        Files.write(folder.resolve(ClassesAhead.FILE), List.of(names));
    }

    private String next() throws InterruptedException {
        return asked.poll(60, TimeUnit.SECONDS);
    }

    @Test
    void classesAreLoadedInTheListsOrderUntilOneIsMissing() throws Exception {
        list("java.util.BitSet", "java.util.Stack", "gone.One", "java.util.Timer");
        ClassesAhead ahead = new ClassesAhead(folder, loader);
        ahead.run();
        assertThat(asked).containsExactly("java.util.BitSet", "java.util.Stack", "gone.One");
    }

    @Test
    void itIsDoneOnAThreadOfItsOwn() throws Exception {
        list("java.util.BitSet");
        ClassesAhead.start(folder, loader);
        assertThat(next()).isEqualTo("java.util.BitSet");
    }

    @Test
    void jarsThatAreClosedMeanwhileAreNoError() throws Exception {
        list("java.util.BitSet", "java.util.Stack");
        ClassLoader closed = new ClassLoader(null) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) {
                asked.add(name);
                throw new IllegalStateException("zip file closed");
            }
        };
        new ClassesAhead(folder, closed).run();
        assertThat(asked).containsExactly("java.util.BitSet");
    }

    @Test
    void nothingIsLoadedAfterItsEnd() throws Exception {
        list("java.util.BitSet");
        ClassesAhead ahead = new ClassesAhead(folder, loader);
        ahead.end();
        ahead.run();
        assertThat(asked).isEmpty();
    }

    @Test
    void aFolderWithoutAListHasNothingLoaded() {
        new ClassesAhead(folder, loader).run();
        assertThat(asked).isEmpty();
    }
}
