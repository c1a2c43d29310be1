package io.jenkins.plugins.packer.components.amazon;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;

/**
 * A bucket of S3, as far as an object is stored, found and removed (https://docs.aws.amazon.com/AmazonS3/latest/API/).
 *
 * @param service where S3 is asked, the bucket's own address included where it has one
 * @param bucket its name
 * @param prefix what paths begin with: the bucket's name where it has no address of its own
 */
record ObjectStore(SignedHttp http, SignedHttp.Service service, String bucket, String prefix) {
    /** What Java would send else is the type of forms. */
    private static final Map<String, String> XML = Map.of("Content-Type", "application/xml");

    private static final Map<String, String> BYTES = Map.of("Content-Type", "application/octet-stream");
    private static final String NO_BUCKET = "NoSuchBucket";
    private static final Pattern CODE = Pattern.compile("<Code>(.*?)</Code>");
    private static final Pattern MESSAGE = Pattern.compile("<Message>(.*?)</Message>", Pattern.DOTALL);
    private static final Pattern REGION = Pattern.compile("<Region>(.*?)</Region>");
    private static final Pattern UPLOAD_ID = Pattern.compile("<UploadId>(.*?)</UploadId>");
    private static final Pattern UPLOAD = Pattern.compile("<Upload>(.*?)</Upload>", Pattern.DOTALL);
    private static final Pattern NEXT = Pattern.compile("<NextContinuationToken>(.*?)</NextContinuationToken>");
    private static final Pattern KEY = Pattern.compile("<Key>(.*?)</Key>", Pattern.DOTALL);

    /**
     * A bucket.
     *
     * @param address of S3 in the region
     * @param own whether buckets are asked at addresses of their own, as those of AWS are
     */
    static ObjectStore of(SignedHttp http, SignedHttp.Service address, String bucket, boolean own) {
        // A name with dots has no address of its own that a certificate covers.
        if (!own || bucket.contains(".")) {
            return new ObjectStore(http, address, bucket, "/" + bucket);
        }
        URI at = address.address();
        URI bucketAddress = URI.create(at.getScheme() + "://" + bucket + "." + at.getAuthority());
        return new ObjectStore(
                http, new SignedHttp.Service(address.service(), address.region(), bucketAddress), bucket, "");
    }

    /** Stores an object in one request. */
    void put(String key, FilePart content, Map<String, String> headers) throws ComponentException {
        send("Uploading " + name(key), SdkHttpMethod.PUT, key, "", stored(headers), content);
    }

    /** Begins an upload in parts and gives its id. */
    String begin(String key, Map<String, String> headers) throws ComponentException {
        String what = "Beginning the upload of " + name(key);
        return first(
                UPLOAD_ID,
                send(what, SdkHttpMethod.POST, key, "?uploads=", stored(headers), "")
                        .body());
    }

    /** Uploads a part, counted from 1, and gives its tag. */
    String part(String key, String upload, int number, FilePart content) throws ComponentException {
        return send(
                        "Uploading part " + number + " of " + name(key),
                        SdkHttpMethod.PUT,
                        key,
                        "?partNumber=" + number + "&uploadId=" + encoded(upload),
                        BYTES,
                        content)
                .header("ETag");
    }

    /** Makes the object of its parts. */
    void complete(String key, String upload, List<String> tags) throws ComponentException {
        StringBuilder body = new StringBuilder("<CompleteMultipartUpload>");
        for (int i = 0; i < tags.size(); i++) {
            body.append("<Part><PartNumber>").append(i + 1).append("</PartNumber><ETag>");
            body.append(tags.get(i).replace("\"", "&quot;")).append("</ETag></Part>");
        }
        String what = "Completing the upload of " + name(key);
        String query = "?uploadId=" + encoded(upload);
        SignedHttp.Answer answer = send(what, SdkHttpMethod.POST, key, query, XML, body + "</CompleteMultipartUpload>");
        // S3 begins to answer before it knows: an error can come with the status of a success.
        if (answer.body().contains("<Error>")) {
            throw failure(what, answer);
        }
    }

    /** Gives up all unfinished uploads of a key: their parts are paid for. */
    void abandon(String key) throws ComponentException {
        String query = "?prefix=" + encoded(key) + "&uploads=";
        String listed = listed("Looking for uploads of " + name(key), query);
        Matcher uploads = UPLOAD.matcher(listed);
        while (uploads.find()) {
            if (unescaped(first(KEY, uploads.group(1))).equals(key)) {
                String upload = first(UPLOAD_ID, uploads.group(1));
                remove("Giving up the upload of " + name(key), key, "?uploadId=" + encoded(upload), "NoSuchUpload");
            }
        }
    }

    /** Deletes an object, which may be gone already. */
    void delete(String key) throws ComponentException {
        remove("Deleting " + name(key), key, "", "NoSuchKey");
    }

    /** The keys that begin so; none where there is no such bucket. */
    List<String> keys(String beginning) throws ComponentException {
        List<String> keys = new ArrayList<>();
        String next = "";
        do {
            String query = (next.isEmpty() ? "?" : "?continuation-token=" + encoded(next) + "&")
                    + "encoding-type=url&list-type=2&prefix=" + encoded(beginning);
            String listed = listed("Listing " + name(beginning) + "*", query);
            Matcher found = KEY.matcher(listed);
            while (found.find()) {
                keys.add(URLDecoder.decode(found.group(1), StandardCharsets.UTF_8));
            }
            next = unescaped(first(NEXT, listed));
        } while (!next.isEmpty());
        return keys;
    }

    /** As users name an object. */
    String name(String key) {
        return "s3://" + bucket + "/" + key;
    }

    /** A list of the bucket; an empty text where there is no such bucket. */
    private String listed(String what, String query) throws ComponentException {
        try {
            return send(what, SdkHttpMethod.GET, "", query, Map.of(), "").body();
        } catch (AwsException e) {
            if (e.code().equals(NO_BUCKET)) {
                return "";
            }
            throw e;
        }
    }

    private void remove(String what, String key, String query, String gone) throws ComponentException {
        try {
            send(what, SdkHttpMethod.DELETE, key, query, Map.of(), "");
        } catch (AwsException e) {
            if (!e.code().equals(gone) && !e.code().equals(NO_BUCKET)) {
                throw e;
            }
        }
    }

    private SignedHttp.Answer send(
            String what, SdkHttpMethod method, String key, String query, Map<String, String> headers, String body)
            throws ComponentException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        boolean bodiless = method == SdkHttpMethod.GET || method == SdkHttpMethod.DELETE;
        ContentStreamProvider content = bodiless ? null : () -> new ByteArrayInputStream(bytes);
        SignedHttp.WhenCancelled whenCancelled =
                method == SdkHttpMethod.GET ? SignedHttp.WhenCancelled.CUT : SignedHttp.WhenCancelled.AWAITED;
        return send(
                what, new SignedHttp.Request(whenCancelled, method, path(key) + query, headers, bytes.length, content));
    }

    private SignedHttp.Answer send(
            String what, SdkHttpMethod method, String key, String query, Map<String, String> headers, FilePart content)
            throws ComponentException {
        SignedHttp.WhenCancelled whenCancelled = SignedHttp.WhenCancelled.CUT_UNTIL_SENT;
        return send(
                what,
                new SignedHttp.Request(whenCancelled, method, path(key) + query, headers, content.length(), content));
    }

    private SignedHttp.Answer send(String what, SignedHttp.Request request) throws ComponentException {
        SignedHttp.Answer answer = http.send(what, service, request);
        if (!answer.isSuccess()) {
            throw failure(what, answer);
        }
        return answer;
    }

    private AwsException failure(String what, SignedHttp.Answer answer) {
        String code = first(CODE, answer.body());
        String region = answer.header("x-amz-bucket-region");
        String elsewhere = region.isEmpty() ? first(REGION, answer.body()) : region;
        boolean moved = !elsewhere.isEmpty() && !elsewhere.equals(service.region());
        return new AwsException(
                what + " failed: " + first(MESSAGE, answer.body()) + " ("
                        + (code.isEmpty() ? "HTTP status " + answer.status() : code) + ")"
                        + (moved
                                ? " The bucket is in " + elsewhere + ": import there, or use a bucket in "
                                        + service.region() + "."
                                : Remedies.of(code)),
                code,
                new IOException("HTTP status " + answer.status()));
    }

    private static Map<String, String> stored(Map<String, String> headers) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(BYTES);
        return all;
    }

    /** The path of a key: its slashes stay, as S3 signs it. */
    private String path(String key) {
        List<String> parts = new ArrayList<>();
        for (String part : key.split("/", -1)) {
            parts.add(encoded(part));
        }
        return prefix + "/" + String.join("/", parts);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private static String unescaped(String xml) {
        return xml.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&apos;", "'")
                .replace("&amp;", "&");
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }
}
