package io.jenkins.plugins.packer.engine.testing.winrm;

import io.jenkins.plugins.packer.engine.testing.TestContext;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A machine with WinRM for each test, and a run that knows nothing of it yet. */
public abstract class WinRmFixture {
    @TempDir
    protected Path directory;

    protected WinRmDouble machine;
    protected TestContext context;

    @BeforeEach
    final void startMachine() throws Exception {
        machine = new WinRmDouble();
        context = new TestContext(directory, List.of());
    }

    @AfterEach
    final void stopMachine() {
        machine.close();
    }
}
