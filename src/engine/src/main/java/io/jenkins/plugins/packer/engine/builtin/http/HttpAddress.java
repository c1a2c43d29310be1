package io.jenkins.plugins.packer.engine.builtin.http;

import io.jenkins.plugins.packer.engine.component.ComponentException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * An address and the login that stands in it, as in {@code https://user:password@host/}.
 *
 * @param uri without the login
 * @param authorization value of the header that logs in, or null where there is no login
 */
record HttpAddress(URI uri, @Nullable String authorization) {

    static HttpAddress parse(String url) throws ComponentException {
        URI uri;
        try {
            uri = new URI(url.strip());
        } catch (URISyntaxException e) {
            throw new ComponentException(
                    "\"" + withoutLogin(url) + "\" is no address: " + e.getReason()
                            + ". Special characters are written as %20 and the like; see the function urlencode.",
                    e);
        }
        String scheme = uri.getScheme();
        if (scheme == null
                || !(scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"))
                || uri.getHost() == null) {
            throw new ComponentException("\"" + withoutLogin(url)
                    + "\" is not an http or https address with a host, such as https://example.com/images.json.");
        }
        String login = uri.getUserInfo();
        if (login == null) {
            return new HttpAddress(uri, null);
        }
        String pair = login.contains(":") ? login : login + ":";
        return new HttpAddress(
                URI.create(url.strip().replace(uri.getRawUserInfo() + "@", "")),
                "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }

    /** The address as messages show it. */
    static String withoutLogin(String url) {
        return url.replaceFirst("//[^/@?#]*@", "//");
    }
}
