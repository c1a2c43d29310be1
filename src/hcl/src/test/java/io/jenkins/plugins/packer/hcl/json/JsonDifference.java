package io.jenkins.plugins.packer.hcl.json;

import io.jenkins.plugins.packer.hcl.syntax.KnownDifference;
import io.jenkins.plugins.packer.hcl.testing.VersionDifference;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Where we differ from Debian's hcl/json 2.14.1 on purpose; each has its reason. */
enum JsonDifference {
    /** Malformed UTF-8 is refused here, as in native syntax; there it becomes replacement characters. */
    MALFORMED_UTF8 {
        @Override
        boolean applies(String source, String theirs, String ours) {
            return source.indexOf('\uFFFD') >= 0;
        }
    },
    /** A secret as an object's key makes the library panic; here it makes the object secret. */
    PANIC {
        @Override
        boolean applies(String source, String theirs, String ours) {
            return theirs.startsWith("fault panic");
        }
    },
    /** A prepended mark swallows the quote behind it there, so that the string goes on. */
    PREPENDED_QUOTE {
        @Override
        boolean applies(String source, String theirs, String ours) {
            return source.contains("\u0600\"") || source.contains("\u0600\\");
        }
    },
    /** Numbers that nobody can calculate with are refused here. */
    HUGE_NUMBERS {
        @Override
        boolean applies(String source, String theirs, String ours) {
            return ours.contains("Invalid JSON number")
                    && EXPONENT.matcher(source).find();
        }
    },
    /** There is no bound on nesting there. */
    DEEP_NESTING {
        @Override
        boolean applies(String source, String theirs, String ours) {
            return ours.contains("Nesting too deep");
        }
    },
    /** What is different in the templates, and known from native syntax. */
    TEMPLATES {
        @Override
        boolean applies(String source, String theirs, String ours) {
            return KnownDifference.of(source.getBytes(StandardCharsets.UTF_8), theirs, ours) != null
                    || VersionDifference.explains(source, theirs, ours);
        }
    };

    private static final Pattern EXPONENT = Pattern.compile("[eE][-+]?0*[1-9][0-9]{5}");

    abstract boolean applies(String source, String theirs, String ours);

    /** The difference that explains two answers, or null. */
    static JsonDifference of(byte[] source, String theirs, String ours) {
        String text = new String(source, StandardCharsets.UTF_8);
        for (JsonDifference difference : values()) {
            if (difference.applies(text, theirs, ours)) {
                return difference;
            }
        }
        return null;
    }
}
