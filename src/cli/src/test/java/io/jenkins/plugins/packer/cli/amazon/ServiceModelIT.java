package io.jenkins.plugins.packer.cli.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the other tests rely on: AWS's descriptions tell a wrong request from a right one. */
class ServiceModelIT {

    @Test
    void wrongRequestsOfS3AreToldOf() throws IOException {
        Moto.require();
        ServiceModel s3 = Moto.model("s3", "2006-03-01");
        String part =
                "<CompleteMultipartUpload><Part><PartNumber>%s</PartNumber><ETag>e</ETag></Part></CompleteMultipartUpload>";
        String path = "/b/k?uploadId=u";
        assertThat(s3.mistakes(seen("CompleteMultipartUpload", path, Map.of(), part.formatted("1"))))
                .isEmpty();
        assertThat(s3.mistakes(seen("CompleteMultipartUpload", "/b/k", Map.of(), part.formatted("one"))))
                .containsExactly(
                        "CompleteMultipartUpload.MultipartUpload.Parts.1.PartNumber is a integer and got one",
                        "CompleteMultipartUpload lacks the required member UploadId");
        assertThat(s3.mistakes(seen(
                        "CompleteMultipartUpload",
                        path,
                        Map.of(),
                        "<CompleteMultipartUpload><Piece>1</Piece></CompleteMultipartUpload>")))
                .containsExactly("CompleteMultipartUpload.MultipartUpload has no member Piece");
        assertThat(s3.mistakes(seen("PutObject", "/b/k", Map.of("x-amz-server-side-encryption", "rot13"), "x")))
                .containsExactly("PutObject.ServerSideEncryption cannot be rot13");
        assertThat(s3.mistakes(seen("PutObject", "/b/k?speed=9", Map.of("x-amz-colour", "red"), "x")))
                .containsExactly("PutObject has no parameter speed", "PutObject has no header x-amz-colour");
        assertThat(s3.mistakes(seen("DeleteObject", "/b", Map.of(), "x")))
                .containsExactly("DeleteObject has no body", "DeleteObject lacks the required member Key");
    }

    @Test
    void wrongRequestsOfIamAreToldOf() throws IOException {
        Moto.require();
        ServiceModel iam = Moto.model("iam", "2010-05-08");
        String role = "Action=CreateRole&Version=2010-05-08&RoleName=r&AssumeRolePolicyDocument=d";
        assertThat(iam.mistakes(seen("CreateRole", "/", Map.of(), role + "&Tags.member.1.Key=k&Tags.member.1.Value=v")))
                .isEmpty();
        assertThat(iam.mistakes(seen("CreateRole", "/", Map.of(), role + "&Tags.1.Key=k")))
                .isEqualTo(List.of("CreateRole.Tags is a list, whose elements are called member"));
    }

    private static AwsProxy.Seen seen(String action, String path, Map<String, String> headers, String body) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("x-amz-date", "today");
        return new AwsProxy.Seen("", "", "", action, "", path, all, body.getBytes(StandardCharsets.UTF_8));
    }
}
