package io.jenkins.plugins.packer.engine.communicator.winrm;

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
 * The proxy that the environment names, by the rules of Go's {@code ProxyFromEnvironment}: {@code HTTP_PROXY} or {@code
 * HTTPS_PROXY} in either case, unless {@code NO_PROXY} lists the host, or it is this machine.
 *
 * @see <a href="https://pkg.go.dev/golang.org/x/net/http/httpproxy">httpproxy</a>
 */
final class WinRmProxies extends ProxySelector {
    private static final List<Proxy> DIRECT = List.of(Proxy.NO_PROXY);

    private final Map<String, String> environment;

    WinRmProxies(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public List<Proxy> select(URI uri) {
        String proxy = setting(uri.getScheme() + "_proxy");
        if (proxy.isEmpty() || isDirect(uri.getHost(), uri.getPort())) {
            return DIRECT;
        }
        URI address = URI.create(proxy.contains("://") ? proxy : "http://" + proxy);
        if (!"http".equals(address.getScheme()) || address.getHost() == null || address.getUserInfo() != null) {
            throw new IllegalArgumentException(
                    "The environment variable " + uri.getScheme() + "_proxy names a proxy that"
                            + " WinRM cannot use: it must be http://HOST:PORT without a password. Set winrm_no_proxy = true to"
                            + " connect directly.");
        }
        int port = address.getPort() < 0 ? 80 : address.getPort();
        return List.of(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(address.getHost(), port)));
    }

    private boolean isDirect(String host, int port) {
        String name = host.toLowerCase(Locale.ROOT);
        if (name.equals("localhost") || name.startsWith("127.") || name.equals("[::1]")) {
            return true;
        }
        for (String entry : setting("no_proxy").split(",")) {
            String rule = entry.strip().toLowerCase(Locale.ROOT);
            if (rule.equals("*") || rule.equals(name) || rule.equals(name + ":" + port)) {
                return true;
            }
            String suffix = rule.startsWith("*.") ? rule.substring(1) : rule.startsWith(".") ? rule : "." + rule;
            if (suffix.length() > 1 && name.endsWith(suffix)) {
                return true;
            }
        }
        return false;
    }

    private String setting(String name) {
        String upper = environment.getOrDefault(name.toUpperCase(Locale.ROOT), "");
        return upper.isEmpty() ? environment.getOrDefault(name, "") : upper;
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException cause) {
        // The request fails with the cause.
    }
}
