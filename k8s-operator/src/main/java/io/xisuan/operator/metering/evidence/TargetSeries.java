package io.xisuan.operator.metering.evidence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** All slots of one target of one node, in pages. */
final class TargetSeries {
    private final long intervalMillis;
    private final int pageSlots;
    private final TreeMap<Long, SlotPage> pages = new TreeMap<>();
    private Optional<Truth> truth = Optional.empty();

    TargetSeries(long intervalMillis) {
        this.intervalMillis = intervalMillis;
        this.pageSlots = pageSlots(intervalMillis);
    }

    /** A page is an hour, so that files are; where slots are long it is 240 of them. */
    static int pageSlots(long intervalMillis) {
        return intervalMillis <= 60_000 ? (int) (3_600_000 / intervalMillis) : 240;
    }

    void put(long slot, long askedMillis, Scrape scrape) {
        if (scrape.standing() instanceof Standing.Known known) {
            truth = Optional.of(known.truth());
        }
        page(slot).put(inPage(slot), askedMillis - slot * intervalMillis, scrape);
    }

    void put(long slot, long askedMillis, GapCause cause) {
        page(slot).put(inPage(slot), askedMillis - slot * intervalMillis, cause);
    }

    /** Takes a stored page; one that was collected since is kept instead. */
    void restore(long page, SlotPage stored, Optional<Truth> known) {
        pages.putIfAbsent(page, stored);
        truth = truth.isPresent() ? truth : known;
    }

    private SlotPage page(long slot) {
        return pages.computeIfAbsent(Math.floorDiv(slot, pageSlots), page -> new SlotPage(pageSlots));
    }

    /** Returns what the target can know, once a text told. */
    Optional<Truth> truth() {
        return truth;
    }

    int inPage(long slot) {
        return Math.floorMod(slot, pageSlots);
    }

    /** Returns the page of a slot when the slot has an outcome. */
    Optional<SlotPage> at(long slot) {
        SlotPage page = pages.get(Math.floorDiv(slot, pageSlots));
        return page == null || page.state.get(inPage(slot)) == SlotPage.NOTHING ? Optional.empty() : Optional.of(page);
    }

    /** Returns the pages of the slots from one to before another. */
    Collection<SlotPage> at(long from, long until) {
        return pages.subMap(Math.floorDiv(from, pageSlots), true, Math.floorDiv(until - 1, pageSlots), true)
                .values();
    }

    /** Returns the outcomes of the slots from one to before another, in order of time. */
    List<SlotReading> readings(long from, long until) {
        List<SlotReading> readings = new ArrayList<>();
        pages.subMap(Math.floorDiv(from, pageSlots), true, Math.floorDiv(until, pageSlots), true)
                .forEach((number, page) -> {
                    for (int i = 0; i < pageSlots; i++) {
                        long slot = number * pageSlots + i;
                        if (slot >= from && slot < until && page.state.get(i) != SlotPage.NOTHING) {
                            readings.add(page.reading(i, slot * intervalMillis));
                        }
                    }
                });
        return readings;
    }

    NavigableMap<Long, SlotPage> pages() {
        return pages;
    }

    void forgetBefore(long slot) {
        pages.headMap(Math.floorDiv(slot, pageSlots)).clear();
    }

    boolean isEmpty() {
        return pages.isEmpty();
    }
}
