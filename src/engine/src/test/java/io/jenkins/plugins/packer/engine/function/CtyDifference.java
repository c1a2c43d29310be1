package io.jenkins.plugins.packer.engine.function;

/** Where functions follow the cty and hcl of Packer 1.16 and not Debian's 1.12.1 and 2.14.1, with which tests compare. */
enum CtyDifference {
    /** A result that is not known has the marks of all arguments, not only of those before the first unknown one. */
    MARKS_OF_UNKNOWN {
        @Override
        boolean applies(String call, String theirs, String ours) {
            return theirs.contains("?")
                    && ours.contains("!")
                    && theirs.replace("!", "").equals(ours.replace("!", ""));
        }
    },
    /** {@code element} counts negative indexes from the end. */
    NEGATIVE_INDEX {
        @Override
        boolean applies(String call, String theirs, String ours) {
            return theirs.contains("cannot use element function with a negative index");
        }
    },
    /** {@code contains} may look for null. */
    CONTAINS_NULL {
        @Override
        boolean applies(String call, String theirs, String ours) {
            return call.contains("contains(")
                    && theirs.startsWith("err Invalid value for \"value\" parameter: argument must not be null");
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
            return (call.contains("try(") || call.contains("can(")) && theirs.contains("?");
        }
    },
    /** {@code format} and {@code formatlist} of values of unknown type are known to be text. */
    FORMAT_OF_DYNAMIC {
        @Override
        boolean applies(String call, String theirs, String ours) {
            return call.contains("format") && theirs.contains("?");
        }
    },
    /** The last digit of a power with a fraction is the processor's in Go. */
    LAST_DIGIT {
        @Override
        boolean applies(String call, String theirs, String ours) {
            String prefix = "ok \"number\" ";
            if (!call.contains("pow(") || !theirs.startsWith(prefix) || !ours.startsWith(prefix)) {
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

    abstract boolean applies(String call, String theirs, String ours);

    static boolean explains(String call, String theirs, String ours) {
        for (CtyDifference difference : values()) {
            if (difference.applies(call, theirs, ours)) {
                return true;
            }
        }
        return false;
    }
}
