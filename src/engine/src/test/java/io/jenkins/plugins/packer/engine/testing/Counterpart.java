package io.jenkins.plugins.packer.engine.testing;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * A real program that a test works against. Where it is missing the test is skipped by name, or fails where the system
 * property {@code counterparts} is {@code required}, as {@code src/ci/verify.sh} sets it.
 */
public final class Counterpart {
    private Counterpart() {}

    /**
     * Ends the calling test unless the counterpart is there.
     *
     * @param name what it is, such as {@code a Docker engine}
     * @param present whether it answered
     * @param remedy how to get it
     */
    public static void require(String name, boolean present, String remedy) {
        if (!present && "required".equals(System.getProperty("counterparts"))) {
            fail("Counterpart missing: " + name + ". " + remedy);
        }
        assumeTrue(present, () -> "Skipped, counterpart missing: " + name + ". " + remedy);
    }
}
