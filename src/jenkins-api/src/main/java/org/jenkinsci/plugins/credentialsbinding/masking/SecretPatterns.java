package org.jenkinsci.plugins.credentialsbinding.masking;

import java.util.Collection;
import java.util.regex.Pattern;

/** Signatures of {@code org.jenkinsci.plugins.credentialsbinding.masking.SecretPatterns}, credentials-binding 725.ve52b_2328a_fde. */
public class SecretPatterns {
    public static Pattern getAggregateSecretPattern(Collection<String> inputs) {
        throw new UnsupportedOperationException();
    }

    SecretPatterns() {}
}
