package io.xisuan.operator.metering.live;

import io.xisuan.model.BillingPeriod;
import io.xisuan.model.Interval;
import io.xisuan.model.SiteId;
import io.xisuan.operator.metering.journal.JournalEntry;
import io.xisuan.operator.metering.journal.NodeMarks;
import io.xisuan.operator.metering.lifecycle.NodeResource;
import io.xisuan.operator.metering.lifecycle.NodeSpan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Keeps the inventory of the sites in the journal: what each node was, from when to when.
 *
 * <p>A new state of a node is written when it is seen, as its first second, and the rest of it when it changes, at midnight, or
 * after a restart; a mark every five minutes says until when somebody looked. So an operator that dies loses at most five minutes
 * of what it saw, and what it did not see stays a gap.
 */
final class NodeBook {
    /** How long nobody may have looked before the time counts as not observed. */
    static final long AWAY_MILLIS = 180_000;

    /** How often the journal is told that somebody looked. */
    static final long MARK_MILLIS = 300_000;

    private static final long SECOND = 1000;

    /** Stands for a machine of which nobody knows whether it is still the same. */
    private static final String AWAY = "-";

    private record Key(SiteId site, NodeResource where) {}

    private static final Comparator<Key> ORDER = Comparator.comparing(Key::site).thenComparing(Key::where);

    /** What a node is now, and until when the journal says so. */
    private static final class Open {
        private NodeSpan last;
        private String nodeUid;
        private long recordedUntil;

        Open(NodeSpan last, String nodeUid) {
            this.last = last;
            this.nodeUid = nodeUid;
            this.recordedUntil = last.interval().endMillis();
        }
    }

    private final TreeMap<Key, Open> open = new TreeMap<>(ORDER);
    private final TreeMap<SiteId, Long> looked = new TreeMap<>();
    private final TreeMap<SiteId, Long> marked = new TreeMap<>();
    private final TreeMap<SiteId, Long> begun = new TreeMap<>();
    private final TreeMap<SiteId, Long> closed = new TreeMap<>();

    /** Takes an entry that the journal has; entries come in its order. */
    void recorded(JournalEntry.Node entry) {
        open.put(key(entry.site(), entry.span()), new Open(entry.span(), ""));
        begun.merge(entry.site(), entry.span().interval().startMillis(), Math::min);
        looked.merge(entry.site(), entry.span().interval().endMillis(), Math::max);
    }

    /** Takes a remark that the journal has. */
    void recorded(JournalEntry.Remark remark) {
        NodeMarks.looked(remark).ifPresent(mark -> looked.merge(mark.site(), mark.throughMillis(), Math::max));
        NodeMarks.closed(remark).ifPresent(mark -> closed.merge(mark.site(), mark.throughMillis(), Math::max));
        NodeMarks.gone(remark).ifPresent(mark -> open.remove(new Key(mark.site(), mark.where())));
    }

    private static Key key(SiteId site, NodeSpan span) {
        return new Key(site, new NodeResource(span.node(), span.resource()));
    }

    /**
     * Returns what the journal lacks after a look at the sites.
     *
     * @param looks every node of them
     * @param midnightMillis the last midnight that is settled: what lies before it is written
     */
    List<JournalEntry> look(Set<SiteId> sites, Collection<NodeLook> looks, long midnightMillis, long nowMillis) {
        long now = Math.floorDiv(nowMillis, SECOND) * SECOND;
        List<JournalEntry> entries = new ArrayList<>();
        TreeSet<Key> seen = new TreeSet<>(ORDER);
        sites.forEach(site -> returned(site, now, entries));
        for (NodeLook look : looks) {
            Key key = new Key(look.site(), new NodeResource(look.node(), look.resource()));
            if (look.healthy() > 0 || open.containsKey(key)) {
                seen.add(key);
                take(key, look, now, entries);
            }
        }
        for (Key key : List.copyOf(open.keySet())) {
            if (sites.contains(key.site()) && !seen.contains(key)) {
                gone(key, now, entries);
            } else if (sites.contains(key.site())) {
                through(key, Math.min(midnightMillis, now), entries);
            }
        }
        sites.forEach(site -> mark(site, now, entries));
        return entries;
    }

    /** Ends all spans of a site where somebody last looked, when that is too long ago. */
    private void returned(SiteId site, long now, List<JournalEntry> entries) {
        long last = looked.getOrDefault(site, now);
        if (now - last > AWAY_MILLIS) {
            for (Key key : List.copyOf(open.keySet())) {
                if (key.site().equals(site)) {
                    through(key, last, entries);
                    // The state is opened anew with this look; until then nobody knows it.
                    Open node = open.get(key);
                    if (node != null) {
                        node.nodeUid = AWAY;
                    }
                }
            }
        }
    }

    private void take(Key key, NodeLook look, long now, List<JournalEntry> entries) {
        Open known = open.get(key);
        if (known == null) {
            begin(key, span(look, look.healthy(), now), look.nodeUid(), entries);
            return;
        }
        boolean away = known.nodeUid.equals(AWAY);
        boolean sameMachine = away || known.nodeUid.isEmpty() || known.nodeUid.equals(look.nodeUid());
        int devices = sameMachine ? Math.max(known.last.devices(), look.healthy()) : Math.max(1, look.healthy());
        NodeSpan next = span(look, devices, Math.max(now, known.recordedUntil));
        if (!away && sameMachine && alike(known.last, next)) {
            known.nodeUid = look.nodeUid();
            return;
        }
        if (!away) {
            through(key, now, entries);
        }
        begin(key, next, look.nodeUid(), entries);
    }

    private void begin(Key key, NodeSpan first, String nodeUid, List<JournalEntry> entries) {
        entries.add(new JournalEntry.Node(key.site(), first));
        begun.merge(key.site(), first.interval().startMillis(), Math::min);
        open.put(key, new Open(first, nodeUid));
    }

    private static NodeSpan span(NodeLook look, int devices, long fromMillis) {
        return new NodeSpan(
                look.node(),
                look.resource(),
                look.model(),
                look.laneShare(),
                devices,
                Math.min(devices, look.healthy()),
                look.foreign(),
                look.state(),
                new Interval(fromMillis, fromMillis + SECOND));
    }

    private static boolean alike(NodeSpan one, NodeSpan other) {
        return one.withInterval(other.interval()).equals(other);
    }

    /** Writes what a node was up to the given time, cut at midnights. */
    private void through(Key key, long untilMillis, List<JournalEntry> entries) {
        Open node = open.get(key);
        if (node == null || untilMillis <= node.recordedUntil) {
            return;
        }
        BillingPeriod.splitByDay(new Interval(node.recordedUntil, untilMillis))
                .forEach(day -> entries.add(new JournalEntry.Node(key.site(), node.last.withInterval(day))));
        node.recordedUntil = untilMillis;
    }

    /** A node that left while nobody looked was there until somebody last did. */
    private void gone(Key key, long now, List<JournalEntry> entries) {
        Open node = open.get(key);
        boolean away = node != null && node.nodeUid.equals(AWAY);
        if (!away) {
            through(key, now, entries);
        }
        open.remove(key);
        long at = away && node != null ? node.recordedUntil : now;
        entries.add(NodeMarks.gone(key.site(), key.where(), at));
    }

    /** Returns the marks that all time of these sites up to midnight is in the journal, where it does not say so yet. */
    List<JournalEntry> closed(Set<SiteId> sites, long midnightMillis) {
        List<JournalEntry> marks = new ArrayList<>();
        for (SiteId site : sites) {
            if (closed.getOrDefault(site, 0L) < midnightMillis
                    && begun.getOrDefault(site, Long.MAX_VALUE) < midnightMillis) {
                closed.put(site, midnightMillis);
                marks.add(NodeMarks.closed(site, midnightMillis));
            }
        }
        return marks;
    }

    private void mark(SiteId site, long now, List<JournalEntry> entries) {
        looked.put(site, now);
        if (now - marked.getOrDefault(site, 0L) >= MARK_MILLIS) {
            marked.put(site, now);
            entries.add(NodeMarks.looked(site, now));
        }
    }
}
