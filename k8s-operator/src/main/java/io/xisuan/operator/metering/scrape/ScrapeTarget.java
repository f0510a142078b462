package io.xisuan.operator.metering.scrape;

import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.operator.metering.scrape.plan.PlannedTarget;
import io.xisuan.operator.metering.scrape.plan.TargetKey;
import java.net.URI;

/**
 * One exporter of one node, where it is found and how it is asked. It is the exporter itself: what another system has stored or
 * relabelled (federation, remote read) is no evidence.
 *
 * @param name the exporter's name within the node: {@code dcgm-exporter}
 * @param uri http or https, with a host and without user, query fragments or credentials
 */
public record ScrapeTarget(SiteId site, NodeName node, String name, URI uri, TargetAccess access) {
    public ScrapeTarget {
        boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        if (!web || uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "%s is no address of an exporter: write http://HOST:PORT/PATH or https://HOST:PORT/PATH"
                            .formatted(uri));
        }
        new TargetKey(site, node, name);
    }

    /** Returns who it is, whatever its address. */
    public TargetKey key() {
        return new TargetKey(site, node, name);
    }

    PlannedTarget planned() {
        return new PlannedTarget(
                key(), access.interval().toMillis(), access.timeout().toMillis());
    }

    boolean secure() {
        return "https".equals(uri.getScheme());
    }

    int port() {
        int standard = secure() ? 443 : 80;
        return uri.getPort() < 0 ? standard : uri.getPort();
    }

    /** Returns the host without the brackets of an IPv6 address. */
    String host() {
        String host = uri.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** Returns what follows the host in the request line. */
    String pathAndQuery() {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }
}
