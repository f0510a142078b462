package io.xisuan.operator.loop;

import io.xisuan.operator.market.Assembled;

/** Whether sites and nodes have been the same for a while, so that what is seen of them is all that was written. */
final class SettledPlaces {
    private final long settleMillis;
    private Object seen = "";
    private long sinceMillis;

    SettledPlaces(long settleMillis) {
        this.settleMillis = settleMillis;
    }

    boolean settled(Sight sight) {
        Assembled market = sight.market();
        Object now = outline(market);
        if (!now.equals(seen)) {
            seen = now;
            sinceMillis = sight.nowMillis();
        }
        return sight.nowMillis() - sinceMillis >= settleMillis;
    }

    private record Outline(int sites, int nodes, long devices) {}

    /** What makes a job possible: sites, nodes and their devices; not what is free of them. */
    private static Object outline(Assembled market) {
        return new Outline(
                market.shapes().size(),
                market.nodes().size(),
                market.nodes().stream().mapToLong(node -> node.devices()).sum());
    }
}
