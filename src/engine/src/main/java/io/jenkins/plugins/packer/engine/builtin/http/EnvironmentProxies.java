package io.jenkins.plugins.packer.engine.builtin.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The proxies that {@code HTTP_PROXY}, {@code HTTPS_PROXY} and {@code NO_PROXY} name, in capitals or not, by the rules
 * of Go's client: this machine itself is never asked through a proxy.
 *
 * @see <a href="https://pkg.go.dev/golang.org/x/net/http/httpproxy#Config">httpproxy</a>
 */
final class EnvironmentProxies extends ProxySelector {
    private static final List<Proxy> DIRECT = List.of(Proxy.NO_PROXY);

    private final Map<String, String> environment;

    EnvironmentProxies(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public List<Proxy> select(URI address) {
        String setting = setting(address.getScheme().equalsIgnoreCase("https") ? "HTTPS_PROXY" : "HTTP_PROXY");
        if (setting.isEmpty() || isExempt(address)) {
            return DIRECT;
        }
        URI proxy = URI.create(setting.contains("://") ? setting : "http://" + setting);
        if (proxy.getHost() == null || !"http".equalsIgnoreCase(proxy.getScheme()) || proxy.getUserInfo() != null) {
            throw new IllegalArgumentException("The proxy " + HttpAddress.withoutLogin(setting)
                    + " cannot be used: only http://HOST:PORT without a login is supported");
        }
        int port = proxy.getPort() < 0 ? 80 : proxy.getPort();
        return List.of(new Proxy(Proxy.Type.HTTP, new InetSocketAddress(proxy.getHost(), port)));
    }

    private boolean isExempt(URI address) {
        String host = address.getHost().toLowerCase(Locale.ROOT);
        if (host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]")) {
            return true;
        }
        String port = address.getPort() >= 0
                ? String.valueOf(address.getPort())
                : address.getScheme().equalsIgnoreCase("https") ? "443" : "80";
        for (String entry : setting("NO_PROXY").toLowerCase(Locale.ROOT).split(",")) {
            if (matches(entry.strip(), host, port)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(String entry, String host, String port) {
        if (entry.isEmpty()) {
            return false;
        }
        if (entry.equals("*")) {
            return true;
        }
        if (entry.contains("/")) {
            return IpLiteral.isWithin(host, entry);
        }
        String pattern = entry;
        int colon = entry.lastIndexOf(':');
        if (colon > 0 && entry.indexOf(':') == colon) {
            if (!entry.substring(colon + 1).equals(port)) {
                return false;
            }
            pattern = entry.substring(0, colon);
        }
        if (pattern.startsWith("*.")) {
            pattern = pattern.substring(1);
        }
        return pattern.startsWith(".") ? host.endsWith(pattern) : host.equals(pattern) || host.endsWith("." + pattern);
    }

    private String setting(String name) {
        String value = environment.getOrDefault(name, "");
        return value.isEmpty() ? environment.getOrDefault(name.toLowerCase(Locale.ROOT), "") : value;
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        // The request fails with this very exception: there is no other proxy to try.
    }
}
