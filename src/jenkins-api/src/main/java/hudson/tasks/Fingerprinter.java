package hudson.tasks;

import hudson.model.Run;
import java.util.Map;
import jenkins.model.RunAction2;

/** Signatures of {@code hudson.tasks.Fingerprinter}, jenkins-core 2.528.3. */
public class Fingerprinter {
    Fingerprinter() {}

    public static final class FingerprintAction implements RunAction2 {
        public FingerprintAction(Run build, Map<String, String> record) {}

        public void onAttached(Run<?, ?> r) {
            throw new UnsupportedOperationException();
        }

        public void onLoad(Run<?, ?> r) {
            throw new UnsupportedOperationException();
        }

        public String getIconFileName() {
            throw new UnsupportedOperationException();
        }

        public String getDisplayName() {
            throw new UnsupportedOperationException();
        }

        public String getUrlName() {
            throw new UnsupportedOperationException();
        }
    }
}
