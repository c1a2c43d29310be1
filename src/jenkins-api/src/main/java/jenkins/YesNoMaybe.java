package jenkins;

/** Signatures of {@code jenkins.YesNoMaybe}, jenkins-core 2.528.3. */
public enum YesNoMaybe {
    YES,
    NO,
    MAYBE;
}
