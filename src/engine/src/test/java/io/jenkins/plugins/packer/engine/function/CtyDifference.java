package io.jenkins.plugins.packer.engine.function;

import io.jenkins.plugins.packer.hcl.testing.Counterparts;
import io.jenkins.plugins.packer.hcl.testing.LessKnown;
import io.jenkins.plugins.packer.hcl.testing.VersionDifference;
import java.util.regex.Pattern;

/**
 * Where functions differ from the oracle on purpose: some follow the cty 1.13.3 and hcl 2.24.0 of Packer 1.16 and not
 * Debian's 1.12.1 and 2.14.1, some differ from both.
 */
enum CtyDifference {
    /**
     * A result that is not known has the marks of all arguments, not only of those before the first unknown one, and a
     * conditional's result those of the result that was not chosen (hcl 2.23).
     */
    MORE_MARKS {
        @Override
        boolean applies(String call, String theirs, String ours) {
            boolean conditional = call.contains(" ? ") || call.contains("%{if");
            return (theirs.contains("?") || conditional && Counterparts.oracleIsOlder())
                    && ours.contains("!")
                    && theirs.replace("!", "").equals(ours.replace("!", ""));
        }
    },
    /** {@code merge} of nothing but null objects is an empty object; it was a mistake in cty. */
    MERGE_OF_NULL {
        @Override
        boolean applies(String call, String theirs, String ours) {
            return call.contains("merge(") && theirs.contains("panic in function implementation: returned value");
        }
    },
    /** {@code try} and {@code can} decide although an operand is not known, if the expression fails or not anyway. */
    TRY_UNKNOWN {
        @Override
        boolean applies(String call, String theirs, String ours) {
            return Counterparts.oracleIsOlder()
                    && (call.contains("try(") || call.contains("can("))
                    && theirs.contains("?");
        }
    },
    /** {@code format} and {@code formatlist} of a value of unknown type are not looked into (cty 1.13.1). */
    FORMAT_OF_DYNAMIC {
        @Override
        boolean applies(String call, String theirs, String ours) {
            return Counterparts.oracleIsOlder()
                    && call.contains("format")
                    && UNTYPED.matcher(call).find();
        }
    },
    /** Go's logarithm on amd64 is wrong for the numbers that are too small for a double's full precision. */
    LOG_OF_SUBNORMAL {
        @Override
        boolean applies(String call, String theirs, String ours) {
            return (call.contains("log(") || call.contains("pow("))
                    && SUBNORMAL.matcher(call).find()
                    && theirs.startsWith("ok \"number\"")
                    && ours.startsWith("ok \"number\"");
        }
    },
    /** Bounds of what is not known are not tracked. */
    REFINEMENT {
        @Override
        boolean applies(String call, String theirs, String ours) {
            return !Counterparts.oracleIsOlder() && LessKnown.than(theirs.replace("!", ""), ours.replace("!", ""));
        }
    },
    /** The last digit of a power with a fraction is the processor's in Go; ours is that of amd64. */
    LAST_DIGIT {
        @Override
        boolean applies(String call, String theirs, String ours) {
            String prefix = "ok \"number\" ";
            if (System.getProperty("os.arch").equals("amd64")
                    || !call.contains("pow(")
                    || !theirs.startsWith(prefix)
                    || !ours.startsWith(prefix)) {
                return false;
            }
            if (theirs.contains("?") || ours.contains("?") || theirs.contains("!") != ours.contains("!")) {
                return false;
            }
            double a = Double.parseDouble(theirs.substring(prefix.length()).replace("!", ""));
            double b = Double.parseDouble(ours.substring(prefix.length()).replace("!", ""));
            return Math.abs(a - b) <= 4 * Math.ulp(a);
        }
    };

    private static final Pattern UNTYPED = Pattern.compile("\\b(nu|dy|null)\\b");
    private static final Pattern SUBNORMAL = Pattern.compile("e-?3\\d\\d");

    abstract boolean applies(String call, String theirs, String ours);

    static boolean explains(String call, String theirs, String ours) {
        for (CtyDifference difference : values()) {
            if (difference.applies(call, theirs, ours)) {
                return true;
            }
        }
        return VersionDifference.explains(call, theirs, ours);
    }
}
