package io.jenkins.plugins.packer.components.amazon.options;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KmsKeysTest {

    @ParameterizedTest
    @CsvSource({
        "1a2b3c4d-5e6f-1a2b-3c4d-5e6f1a2b3c4d, true",
        "mrk-1a2b3c4d5e6f1a2b3c4d5e6f1a2b3c4d, true",
        "alias/images, true",
        "alias/foo/bar, true",
        "arn:aws:kms:us-east-1:123456789012:key/1a2b3c4d-5e6f-1a2b-3c4d-5e6f1a2b3c4d, true",
        "arn:aws-us-gov:kms:us-gov-west-1:123456789012:key/1a2b3c4d-5e6f-1a2b-3c4d-5e6f1a2b3c4d, true",
        "arn:aws-cn:kms:cn-north-1:123456789012:alias/images, true",
        "arn:aws:kms:us-east-1:12345678901:key/1a2b3c4d, false",
        "images, false",
        "arn:aws:s3:us-east-1:123456789012:key/1a2b3c4d, false"
    })
    void aKeyIsAnIdAnAliasOrAnArn(String key, boolean valid) {
        assertThat(KmsKeys.isValid(key)).isEqualTo(valid);
    }
}
