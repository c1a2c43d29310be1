package io.jenkins.plugins.packer.hcl.testing;

/** Where evaluation follows a newer hclsyntax (2.24) than Debian's 2.14.1, with which the tests compare. */
public enum VersionDifference {
    /** An operand that decides alone hides the mistakes of the other one, and a null decides like false. */
    SHORT_CIRCUIT {
        @Override
        boolean applies(String source, String theirs, String ours) {
            return source.contains("&&") || source.contains("||");
        }
    },
    /** An index on an object that is not known: its attribute's type and whether it exists are known all the same. */
    UNKNOWN_OBJECT_INDEX {
        @Override
        boolean applies(String source, String theirs, String ours) {
            return theirs.startsWith("ok") && source.contains("[") && (theirs.contains("?") || source.contains("uo"));
        }
    },
    /** The condition of a for expression is tried even if the collection is not known. */
    CONDITION_OF_UNKNOWN_FOR {
        @Override
        boolean applies(String source, String theirs, String ours) {
            return theirs.startsWith("ok") && ours.startsWith("err") && source.contains(" if ");
        }
    },
    /** What a splat does to each element is tried even if there is none. */
    SPLAT_OF_NOTHING {
        @Override
        boolean applies(String source, String theirs, String ours) {
            return source.contains("[*]") && theirs.startsWith("ok") && theirs.contains("[]") && ours.startsWith("err");
        }
    },
    /** A conditional whose condition is not known and whose results are both null is null. */
    BOTH_RESULTS_NULL {
        @Override
        boolean applies(String source, String theirs, String ours) {
            return source.contains(" ? ") && source.contains("n") && (theirs.contains("?") || source.contains("u"));
        }
    };

    abstract boolean applies(String source, String theirs, String ours);

    /** Whether a difference between the two answers is one of these, or with an exact oracle no more than a bound. */
    public static boolean explains(String source, String theirs, String ours) {
        if (!Counterparts.oracleIsOlder()) {
            return LessKnown.than(theirs, ours);
        }
        for (VersionDifference difference : values()) {
            if (difference.applies(source, theirs, ours)) {
                return true;
            }
        }
        return false;
    }
}
