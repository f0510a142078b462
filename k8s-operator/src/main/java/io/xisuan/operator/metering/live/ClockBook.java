package io.xisuan.operator.metering.live;

import io.xisuan.model.NodeName;
import io.xisuan.operator.metering.journal.JournalEntry;
import io.xisuan.operator.metering.lifecycle.NodeClocks;
import io.xisuan.operator.observe.ObservedCluster;
import io.xisuan.operator.observe.ObservedNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/**
 * Measures the clocks of nodes by the renewals of their leases, and keeps the offset of those that are off in the journal.
 *
 * <p>A renewal is stamped by the node and seen later, but less than a renewal's period later: so the node's clock is ahead of ours
 * by (stamp - seen) at least and by a period more at most. Many renewals narrow both bounds. What all nodes have in common (our own
 * clock, the way here) is taken off as the medians of their bounds; a node is off when its bounds and these are apart. With fewer
 * than three nodes nobody can say whose clock is off, and nothing is said.
 */
final class ClockBook {
    private static final String KIND = "CLOCK_OFFSET";
    private static final long WINDOW_MILLIS = 3_600_000;
    private static final int FEWEST_NODES = 3;
    private static final int FEWEST_RENEWALS = 8;

    /** How long after they were listed leases may be looked at. */
    private static final long LOOKED_WITHIN_MILLIS = 2_000;

    private record Bound(long atMillis, long aheadMillis, long periodMillis) {}

    /** How far a clock is ahead, at least and at most. */
    private record Ahead(long atLeast, long atMost) {}

    private final TreeMap<NodeName, Long> renewed = new TreeMap<>();
    private final TreeMap<NodeName, ArrayDeque<Bound>> bounds = new TreeMap<>();
    private final TreeMap<NodeName, Long> offsets = new TreeMap<>();

    /** Takes a remark that the journal has. */
    void recorded(JournalEntry.Remark remark) {
        if (remark.kind().equals(KIND)) {
            keep(new NodeName(remark.subject()), Long.parseLong(remark.text()));
        }
    }

    private void keep(NodeName node, long offsetMillis) {
        if (offsetMillis == 0) {
            offsets.remove(node);
        } else {
            offsets.put(node, offsetMillis);
        }
    }

    /** Returns how far the node's clock is ahead, ms; 0 unless it is known to be off by more than is tolerated. */
    long offsetMillis(NodeName node) {
        return offsets.getOrDefault(node, 0L);
    }

    /** Looks at the leases, and returns a remark for each node whose offset is another now. */
    List<JournalEntry> look(ObservedCluster cluster, long nowMillis) {
        boolean news = false;
        for (ObservedNode node : cluster.nodes()) {
            if (node.leaseRenewedMillis().isPresent()) {
                news |= renewal(node.name(), node.leaseRenewedMillis().getAsLong(), nowMillis);
            }
        }
        return news ? judge() : List.of();
    }

    private boolean renewal(NodeName node, long renewedMillis, long nowMillis) {
        Long before = renewed.put(node, renewedMillis);
        if (before == null || before == renewedMillis) {
            // The first may have been there for long.
            return false;
        }
        ArrayDeque<Bound> known = bounds.computeIfAbsent(node, key -> new ArrayDeque<>());
        known.addLast(new Bound(nowMillis, renewedMillis - nowMillis, Math.abs(renewedMillis - before)));
        while (known.getFirst().atMillis() < nowMillis - WINDOW_MILLIS) {
            known.removeFirst();
        }
        if (ahead(known).atLeast() > ahead(known).atMost()) {
            // The clock was set: what was seen before says nothing about it now.
            known.clear();
        }
        return true;
    }

    /** The shortest time between two renewals that were seen is a period, or several. */
    private static Ahead ahead(Collection<Bound> known) {
        long period = known.stream().mapToLong(Bound::periodMillis).min().orElse(0);
        long atLeast = known.stream().mapToLong(Bound::aheadMillis).max().orElse(0);
        long least = known.stream().mapToLong(Bound::aheadMillis).min().orElse(0);
        return new Ahead(atLeast, least + period + LOOKED_WITHIN_MILLIS);
    }

    private List<JournalEntry> judge() {
        TreeMap<NodeName, Ahead> ahead = new TreeMap<>();
        bounds.forEach((node, known) -> {
            if (known.size() >= FEWEST_RENEWALS) {
                ahead.put(node, ahead(known));
            }
        });
        if (ahead.size() < FEWEST_NODES) {
            return List.of();
        }
        Ahead common = new Ahead(
                median(ahead.values().stream().map(Ahead::atLeast).sorted().toList()),
                median(ahead.values().stream().map(Ahead::atMost).sorted().toList()));
        List<JournalEntry> remarks = new ArrayList<>();
        ahead.forEach((node, bound) -> judge(node, bound, common, remarks));
        return remarks;
    }

    private static long median(List<Long> sorted) {
        return sorted.get((sorted.size() - 1) / 2);
    }

    private void judge(NodeName node, Ahead bound, Ahead common, List<JournalEntry> remarks) {
        long tolerated = NodeClocks.TOLERATED_MILLIS;
        boolean off = bound.atLeast() - common.atMost() > tolerated || common.atLeast() - bound.atMost() > tolerated;
        long offset = off ? bound.atLeast() - common.atLeast() : 0;
        long known = offsetMillis(node);
        boolean moved = Math.abs(offset - known) > tolerated || (offset == 0) != (known == 0);
        if (offset != known && moved) {
            keep(node, offset);
            remarks.add(new JournalEntry.Remark(KIND, node.value(), Long.toString(offset)));
        }
    }
}
