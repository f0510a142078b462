package io.xisuan.operator.metering.lifecycle;

import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.AcceleratorShare;
import io.xisuan.model.DeviceMillis;
import io.xisuan.model.Interval;
import io.xisuan.model.NodeName;
import io.xisuan.model.Rational;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** Sums the classes of a site lane by lane, and refuses two holders of one device at one time. */
final class LaneSweep {
    private record Key(NodeName node, String lane) {}

    private record Hold(Interval interval, AcceleratorShare share) {}

    private static final Comparator<Key> ORDER = Comparator.comparing(Key::node).thenComparing(Key::lane);

    private final SiteInventory inventory;
    private final TreeMap<Key, List<Hold>> holds = new TreeMap<>(ORDER);
    private final TreeMap<Key, List<Interval>> outages = new TreeMap<>(ORDER);
    private long billed;
    private long heldUnbilled;
    private long background;

    LaneSweep(SiteInventory inventory) {
        this.inventory = inventory;
        inventory
                .lanes()
                .forEach((node, lanes) -> lanes.forEach(lane -> {
                    holds.put(new Key(node, lane), new ArrayList<>());
                    outages.put(new Key(node, lane), new ArrayList<>());
                }));
    }

    void hold(UsageInterval usage) {
        usage.interval().intersection(inventory.window()).ifPresent(part -> {
            Key key = known(new Key(usage.node(), usage.lane()));
            long millis = part.equals(usage.interval())
                    ? usage.quantity().value()
                    : usage.share().heldBetween(usage.interval(), part).value();
            if (usage.billed()) {
                billed = Math.addExact(billed, millis);
            } else {
                heldUnbilled = Math.addExact(heldUnbilled, millis);
            }
            holdsOf(key).add(new Hold(part, usage.share()));
        });
    }

    void holdBackground(LaneSpan span) {
        span.interval().intersection(inventory.window()).ifPresent(part -> {
            background = Math.addExact(background, part.lengthMillis());
            holdsOf(known(new Key(span.node(), span.lane()))).add(new Hold(part, AcceleratorShare.WHOLE));
        });
    }

    void unavailable(LaneSpan span) {
        span.interval().intersection(inventory.window()).ifPresent(part -> {
            Key key = known(new Key(span.node(), span.lane()));
            outages.computeIfAbsent(key, lane -> new ArrayList<>()).add(part);
        });
    }

    InventoryClosure close() {
        long unavailable = 0;
        for (Key key : holds.keySet()) {
            refuseOverlaps(key);
            unavailable = Math.addExact(unavailable, unheld(key));
        }
        long idle = inventory.total().value() - billed - heldUnbilled - background - unavailable;
        return new InventoryClosure(
                inventory.site(),
                inventory.window(),
                inventory.devices(),
                new DeviceMillis(billed),
                new DeviceMillis(heldUnbilled),
                new DeviceMillis(background),
                new DeviceMillis(idle),
                new DeviceMillis(unavailable));
    }

    private List<Hold> holdsOf(Key key) {
        return holds.computeIfAbsent(key, lane -> new ArrayList<>());
    }

    private Key known(Key key) {
        if (!holds.containsKey(key)) {
            throw new IllegalStateException(
                    "Site %s has no lane %s on node %s".formatted(inventory.site(), key.lane(), key.node()));
        }
        return key;
    }

    private void refuseOverlaps(Key key) {
        TreeMap<Long, Rational> changes = new TreeMap<>();
        for (Hold hold : holdsOf(key)) {
            Rational share = hold.share().asRational();
            changes.merge(hold.interval().startMillis(), share, Rational::plus);
            changes.merge(hold.interval().endMillis(), Rational.of(0, 1).minus(share), Rational::plus);
        }
        Rational held = Rational.of(0, 1);
        for (var change : changes.entrySet()) {
            held = held.plus(change.getValue());
            if (held.compareTo(Rational.of(1, 1)) > 0) {
                throw new IllegalStateException("Lane %s of node %s at %s is held %s times from %d ms on"
                        .formatted(key.lane(), key.node(), inventory.site(), held, change.getKey()));
            }
        }
    }

    /** Returns the length of the lane's outages, joined, less what was held within them. */
    private long unheld(Key key) {
        List<Interval> spans = outages.getOrDefault(key, List.of());
        if (spans.isEmpty()) {
            return 0;
        }
        LaneBook covered = new LaneBook();
        for (Hold hold : holdsOf(key)) {
            covered.take(inventory.site(), key.node(), key.lane(), hold.interval());
        }
        long length = 0;
        for (Interval span : spans) {
            for (Interval free : covered.take(inventory.site(), key.node(), key.lane(), span)) {
                length = Math.addExact(length, free.lengthMillis());
            }
        }
        return length;
    }
}
