package io.jenkins.plugins.packer.components.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.utils.DateUtils;

class RetriesTest {
    private static AwsServiceException failure(int status, String code, Instant there) {
        SdkHttpResponse response = SdkHttpResponse.builder()
                .statusCode(status)
                .putHeader("Date", DateUtils.formatRfc822Date(there))
                .build();
        return Ec2Exception.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .sdkHttpResponse(response)
                        .build())
                .build();
    }

    @ParameterizedTest
    @CsvSource({
        "503, RequestLimitExceeded, true",
        "400, Throttling, true",
        "500, InternalError, true",
        "502, '', true",
        "400, RequestTimeout, true",
        "400, InvalidParameterValue, false",
        "401, AuthFailure, false",
        "403, UnauthorizedOperation, false",
        "400, RequestExpired, false"
    })
    void onlyWhatMayPassIsAskedAgain(int status, String code, boolean passes) {
        assertThat(Retries.passes(failure(status, code, Instant.now()))).isEqualTo(passes);
    }

    @Test
    void aClockThatIsWrongIsSetRightAndAskedAgain() {
        assertThat(Retries.passes(failure(400, "RequestExpired", Instant.now().plusSeconds(1000))))
                .isTrue();
    }

    @Test
    void aConnectionThatIsLostIsTriedAgain() {
        assertThat(Retries.passes(SdkClientException.create("lost", new IOException("reset"))))
                .isTrue();
        assertThat(Retries.passes(SdkClientException.create("no region"))).isFalse();
    }
}
