package io.xisuan.operator.metering.report;

import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.Interval;
import io.xisuan.model.SiteId;
import io.xisuan.operator.metering.journal.EntryCodec;
import io.xisuan.operator.metering.journal.JournalEntry;
import io.xisuan.operator.metering.journal.JournalRecord;
import io.xisuan.operator.metering.journal.NodeMarks;
import io.xisuan.operator.metering.lifecycle.NodeSpans;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a journal says of a span of time: usage as it counts today, and the inventory of every site.
 *
 * <p>Records are given in the order of the journal; a correction takes the place of what it corrects.
 */
public final class DeviceTime {
    private final Interval window;
    private final TreeMap<String, UsageInterval> usage = new TreeMap<>();
    private final TreeMap<SiteId, NodeSpans> inventory = new TreeMap<>();
    private final TreeMap<SiteId, Long> looked = new TreeMap<>();
    private final TreeMap<SiteId, Long> closed = new TreeMap<>();

    /** Collects what lies within the window, whole records of it. */
    public DeviceTime(Interval window) {
        this.window = window;
    }

    public Interval window() {
        return window;
    }

    /**
     * Takes the next record.
     *
     * @throws IllegalArgumentException when it cannot be read
     */
    public void take(JournalRecord record) {
        switch (EntryCodec.decode(record)) {
            case JournalEntry.Usage entry -> take(entry.usage());
            case JournalEntry.Correction entry -> {
                usage.remove(entry.replaces());
                take(entry.corrected());
            }
            case JournalEntry.Node entry -> take(entry);
            case JournalEntry.Remark entry -> take(entry);
            case JournalEntry.Closed entry -> {}
            case JournalEntry.PodLost entry -> {}
            case JournalEntry.Found entry -> {}
        }
    }

    private void take(UsageInterval used) {
        if (used.interval().overlaps(window)) {
            usage.put(used.id(), used);
        }
    }

    /** The last of what was before the window is kept too: it may go on into it. */
    private void take(JournalEntry.Node entry) {
        looked.merge(entry.site(), entry.span().interval().endMillis(), Math::max);
        if (entry.span().interval().startMillis() < window.endMillis()) {
            inventory.computeIfAbsent(entry.site(), site -> new NodeSpans()).add(entry.span());
        }
    }

    private void take(JournalEntry.Remark entry) {
        NodeMarks.looked(entry).ifPresent(mark -> looked.merge(mark.site(), mark.throughMillis(), Math::max));
        NodeMarks.closed(entry).ifPresent(mark -> closed.merge(mark.site(), mark.throughMillis(), Math::max));
        NodeMarks.gone(entry)
                .ifPresent(mark -> inventory
                        .computeIfAbsent(mark.site(), site -> new NodeSpans())
                        .gone(mark.where(), mark.atMillis()));
    }

    /** Returns the usage, in canonical order. */
    public List<UsageInterval> usage() {
        return usage.values().stream().sorted(UsageInterval.ORDER).toList();
    }

    /** Returns the sites of which the journal has inventory or usage. */
    public SortedSet<SiteId> sites() {
        TreeSet<SiteId> sites = new TreeSet<>(inventory.keySet());
        usage.values().forEach(used -> sites.add(used.site()));
        return sites;
    }

    /** Returns until when each site was looked at. */
    public SortedMap<SiteId, Long> looked() {
        return looked;
    }

    /** Returns whether the meter said that all of the site's day is in the journal. */
    public boolean closed(SiteId site, Interval day) {
        return closed.getOrDefault(site, 0L) >= day.endMillis();
    }

    /** Returns whether anything is known of the site on that day. */
    public boolean begun(SiteId site, Interval day) {
        return looked.getOrDefault(site, 0L) > day.startMillis()
                || usage.values().stream()
                        .anyMatch(used ->
                                used.site().equals(site) && used.interval().overlaps(day));
    }

    /** Returns the classes of a site's time within a part of the window. */
    public SiteClosure closure(SiteId site, Interval part) {
        NodeSpans spans = inventory.getOrDefault(site, new NodeSpans());
        long until = Math.min(part.endMillis(), looked.getOrDefault(site, part.startMillis()));
        spans.carry(until);
        List<UsageInterval> held = usage.values().stream()
                .filter(used -> used.site().equals(site) && used.interval().overlaps(part))
                .sorted(UsageInterval.ORDER)
                .toList();
        return SiteClosure.of(site, part, spans, held);
    }
}
