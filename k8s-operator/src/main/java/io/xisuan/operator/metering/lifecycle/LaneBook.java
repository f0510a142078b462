package io.xisuan.operator.metering.lifecycle;

import io.xisuan.model.Interval;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Which spans of each whole lane are already in the books, so that no device-millisecond is counted twice when node clocks
 * disagree: what is taken stays, and a later comer is clipped.
 */
final class LaneBook {
    private record Key(SiteId site, NodeName node, String lane) {}

    private static final Comparator<Key> ORDER =
            Comparator.comparing(Key::site).thenComparing(Key::node).thenComparing(Key::lane);

    private final TreeMap<Key, TreeMap<Long, Long>> taken = new TreeMap<>(ORDER);

    /** Returns the parts of the interval that are still free, and takes them. */
    List<Interval> take(SiteId site, NodeName node, String lane, Interval wanted) {
        NavigableMap<Long, Long> spans = taken.computeIfAbsent(new Key(site, node, lane), key -> new TreeMap<>());
        List<Interval> free = free(spans, wanted);
        free.forEach(part -> insert(spans, part));
        return free;
    }

    /** Drops the spans that end before the given time. */
    void forgetBefore(long millis) {
        taken.values().forEach(spans -> spans.values().removeIf(end -> end < millis));
        taken.values().removeIf(TreeMap::isEmpty);
    }

    private static List<Interval> free(NavigableMap<Long, Long> spans, Interval wanted) {
        List<Interval> parts = new ArrayList<>();
        long from = wanted.startMillis();
        Map.Entry<Long, Long> before = spans.floorEntry(from);
        if (before != null) {
            from = Math.max(from, before.getValue());
        }
        for (Map.Entry<Long, Long> span : spans.subMap(wanted.startMillis(), false, wanted.endMillis(), false)
                .entrySet()) {
            if (from < span.getKey()) {
                parts.add(new Interval(from, span.getKey()));
            }
            from = Math.max(from, span.getValue());
        }
        if (from < wanted.endMillis()) {
            parts.add(new Interval(from, wanted.endMillis()));
        }
        return parts;
    }

    private static void insert(NavigableMap<Long, Long> spans, Interval part) {
        long start = part.startMillis();
        long end = part.endMillis();
        Map.Entry<Long, Long> before = spans.floorEntry(start);
        if (before != null && before.getValue() >= start) {
            start = before.getKey();
        }
        Long after = spans.remove(end);
        spans.put(start, after == null ? end : after);
    }
}
