package io.jenkins.plugins.packer.components.amazon.options;

import java.util.regex.Pattern;

/** What the KmsKeyId of CopyImage may look like. */
final class KmsKeys {
    private static final String ID = "(mrk-)?[a-f0-9]+[a-f0-9-]+";
    private static final String ALIAS = "alias/[a-zA-Z0-9:/_-]+";
    private static final Pattern KEY =
            Pattern.compile("(arn:aws(-[a-z]{2,3}(-[a-z]+)?)?:kms:([a-z]{2}-([a-z]+-)?[a-z]+-\\d)?:\\d{12}:(key/" + ID
                    + "|" + ALIAS + "))" + "|" + ID + "|" + ALIAS);

    private KmsKeys() {}

    static boolean isValid(String key) {
        return KEY.matcher(key).matches();
    }
}
