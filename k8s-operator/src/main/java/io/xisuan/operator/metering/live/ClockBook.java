package io.xisuan.operator.metering.live;

import io.xisuan.model.NodeName;
import io.xisuan.operator.metering.journal.JournalEntry;
import io.xisuan.operator.metering.lifecycle.NodeClocks;
import io.xisuan.operator.observe.ObservedCluster;
import io.xisuan.operator.observe.ObservedNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Measures the clocks of nodes by the renewals of their leases, and keeps the offset of those that are off in the journal.
 *
 * <p>A renewal is stamped by the node and seen later, so the node's clock is ahead of ours by at least (stamp - seen); the largest
 * of many such bounds is close to the truth. What all nodes have in common (our own clock, the way here) is taken off as their
 * median. With fewer than three nodes nobody can say whose clock is off, and nothing is said.
 */
final class ClockBook {
    private static final String KIND = "CLOCK_OFFSET";
    private static final long WINDOW_MILLIS = 3_600_000;
    private static final int FEWEST_NODES = 3;
    private static final int FEWEST_RENEWALS = 8;

    /** Renewals are seen up to this much late; the bound gets as much better as there are renewals. */
    private static final long SEEN_WITHIN_MILLIS = 240_000;

    private record Bound(long atMillis, long aheadMillis) {}

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
        known.addLast(new Bound(nowMillis, renewedMillis - nowMillis));
        while (known.getFirst().atMillis() < nowMillis - WINDOW_MILLIS) {
            known.removeFirst();
        }
        return true;
    }

    private List<JournalEntry> judge() {
        TreeMap<NodeName, Long> ahead = new TreeMap<>();
        bounds.forEach((node, known) -> {
            if (known.size() >= FEWEST_RENEWALS) {
                ahead.put(
                        node, known.stream().mapToLong(Bound::aheadMillis).max().orElseThrow());
            }
        });
        if (ahead.size() < FEWEST_NODES) {
            return List.of();
        }
        List<Long> sorted = ahead.values().stream().sorted().toList();
        long common = sorted.get((sorted.size() - 1) / 2);
        List<JournalEntry> remarks = new ArrayList<>();
        ahead.forEach((node, bound) -> judge(node, bound - common, remarks));
        return remarks;
    }

    private void judge(NodeName node, long offsetMillis, List<JournalEntry> remarks) {
        int renewals = bounds.getOrDefault(node, new ArrayDeque<>()).size();
        long doubt = NodeClocks.TOLERATED_MILLIS + SEEN_WITHIN_MILLIS / Math.max(1, renewals);
        long known = offsetMillis(node);
        boolean moved = Math.abs(offsetMillis - known) > doubt;
        if (moved) {
            long offset = Math.abs(offsetMillis) > doubt ? offsetMillis : 0;
            if (offset != known) {
                keep(node, offset);
                remarks.add(new JournalEntry.Remark(KIND, node.value(), Long.toString(offset)));
            }
        }
    }
}
