package io.xisuan.operator.metering.scrape.plan;

import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * Who is asked, whatever its address: one exporter of one node.
 *
 * @param name the exporter's name within the node: {@code dcgm-exporter}
 */
public record TargetKey(SiteId site, NodeName node, String name) implements Comparable<TargetKey> {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-._a-z0-9]{0,61}[a-z0-9])?");
    private static final Comparator<TargetKey> ORDER =
            Comparator.comparing(TargetKey::site).thenComparing(TargetKey::node).thenComparing(TargetKey::name);
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    public TargetKey {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "\"%s\" is no name of an exporter: small letters, digits, - . _".formatted(name));
        }
    }

    /** Says whether an exporter may have this name. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** Returns a number that is spread evenly over all keys and is the same in every process (FNV-1a with a final mix). */
    long spread() {
        long hash = FNV_OFFSET;
        for (byte b : (site + "/" + node + "/" + name).getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * FNV_PRIME;
        }
        hash ^= hash >>> 32;
        hash *= 0xd6e8feb86659fd93L;
        return hash ^ (hash >>> 32);
    }

    @Override
    public int compareTo(TargetKey other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return name + " of " + node + " at " + site;
    }
}
