package io.xisuan.operator.metering.live;

import io.xisuan.model.BillingPeriod;
import io.xisuan.model.DeviceKey;
import io.xisuan.model.Interval;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.operator.metering.evidence.DeviceEvent;
import io.xisuan.operator.metering.evidence.PodOwner;
import io.xisuan.operator.metering.journal.JournalEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Turns what happened to devices into what it means for our pods: a failed device ends the billing of who held it, two owners put
 * time aside until somebody decides, and use without an owner is remarked.
 */
final class DeviceFindings {
    /** How far back events may still come up: samples of several slots make one. */
    private static final long LOOK_BACK_MILLIS = 3_600_000;

    /** Looking at an hour of a node's slots costs milliseconds; a fault ends at its last good sample whenever it is found. */
    private static final long EVERY_MILLIS = 60_000;

    /** When all that is asked in a slot has been answered. */
    private static final long ANSWERED_WITHIN_MILLIS = 30_000;

    /** How long after the last good sample its owner may have been named (docs/decisions/0082-fold-rules.md). */
    private static final long NAMED_WITHIN_MILLIS = 60_000;

    private record Place(SiteId site, NodeName node) {}

    private static final Comparator<Place> ORDER =
            Comparator.comparing(Place::site).thenComparing(Place::node);

    private final LiveEvidence evidence;
    private final TreeMap<Place, Long> looked = new TreeMap<>(ORDER);
    private long lookedMillis;

    DeviceFindings(LiveEvidence evidence) {
        this.evidence = evidence;
    }

    /** Looks at the nodes of all open attempts, and returns what the journal has to say of it. */
    List<JournalEntry> look(Collection<OpenAttempt> open, long nowMillis) {
        if (nowMillis - lookedMillis < EVERY_MILLIS) {
            return List.of();
        }
        lookedMillis = nowMillis;
        TreeMap<Place, List<OpenAttempt>> places = new TreeMap<>(ORDER);
        for (OpenAttempt attempt : open) {
            attempt.nodes()
                    .forEach(node -> places.computeIfAbsent(
                                    new Place(attempt.metered().terms().site(), node), key -> new ArrayList<>())
                            .add(attempt));
        }
        List<JournalEntry> entries = new ArrayList<>();
        looked.keySet().retainAll(places.keySet());
        places.forEach((place, attempts) -> {
            long since = looked.getOrDefault(place, Math.max(0, nowMillis - LOOK_BACK_MILLIS));
            long until = Math.max(since, nowMillis - ANSWERED_WITHIN_MILLIS);
            looked.put(place, until);
            Interval span = new Interval(since, until);
            for (DeviceEvent event : evidence.events(place.site(), place.node(), span)) {
                found(place, attempts, event, nowMillis, entries);
            }
        });
        return entries;
    }

    private void found(
            Place place, List<OpenAttempt> attempts, DeviceEvent event, long nowMillis, List<JournalEntry> entries) {
        switch (event) {
            case DeviceEvent.Fault fault ->
                fault(place, attempts, fault, nowMillis).ifPresent(entries::add);
            case DeviceEvent.OwnersConflict conflict -> conflict(attempts, conflict, entries);
            case DeviceEvent.UnownedUse use -> entries.add(unowned(use));
            case DeviceEvent.Swapped swapped -> entries.add(swapped(swapped));
            case DeviceEvent.CounterReset reset -> {}
        }
    }

    private Optional<JournalEntry> fault(
            Place place, List<OpenAttempt> attempts, DeviceEvent.Fault fault, long nowMillis) {
        long until = Math.min(nowMillis, fault.lastGoodMillis() + NAMED_WITHIN_MILLIS) + 1;
        Interval before = new Interval(Math.max(0, until - LOOK_BACK_MILLIS), until);
        Optional<String> owner = evidence.owners(place.site(), place.node(), before).stream()
                .filter(word ->
                        word.device().equals(fault.device()) && !word.podUid().isEmpty())
                .max(Comparator.comparingLong(OwnerWord::lastMillis)
                        .thenComparing(Comparator.comparing(OwnerWord::podUid).reversed()))
                .map(OwnerWord::podUid);
        for (OpenAttempt attempt : attempts) {
            Optional<WatchedPod> pod = owner.flatMap(attempt::pod).filter(held -> held.losesBy(fault.lastGoodMillis()));
            if (pod.isPresent()) {
                pod.get().fault(fault.lastGoodMillis());
                return Optional.of(new JournalEntry.Found(
                        attempt.metered().key(),
                        pod.get().last().uid(),
                        place.node(),
                        fault.device(),
                        JournalEntry.Found.Cause.DEVICE_FAULT,
                        new Interval(fault.lastGoodMillis(), Math.max(nowMillis, fault.lastGoodMillis())),
                        fault.what()));
            }
        }
        return owner.isPresent() ? Optional.empty() : Optional.of(unattributed(fault));
    }

    /** Written when it begins and each time that it has grown by ten minutes: what is put aside must not depend on evidence that may be lost. */
    private static void conflict(
            List<OpenAttempt> attempts, DeviceEvent.OwnersConflict conflict, List<JournalEntry> entries) {
        for (PodOwner owner : conflict.owners()) {
            for (OpenAttempt attempt : attempts) {
                attempt.pod(owner.uid())
                        .filter(pod -> pod.dispute(conflict.device(), conflict.span()))
                        .ifPresent(pod -> entries.add(new JournalEntry.Found(
                                attempt.metered().key(),
                                owner.uid(),
                                conflict.node(),
                                conflict.device(),
                                JournalEntry.Found.Cause.TWO_OWNERS,
                                pod.disputed(conflict.device(), conflict.span()),
                                names(conflict))));
            }
        }
    }

    private static String names(DeviceEvent.OwnersConflict conflict) {
        return String.join(
                ", ",
                conflict.owners().stream()
                        .map(owner -> owner.namespace() + "/" + owner.name())
                        .toList());
    }

    private static JournalEntry.Remark unattributed(DeviceEvent.Fault fault) {
        return remark(
                "FAULT_WITHOUT_OWNER",
                fault.device(),
                "on node %s failed (%s) after its sample of %d ms; nobody says which pod held it, so nothing is credited"
                        .formatted(fault.node(), fault.what(), fault.lastGoodMillis()));
    }

    /** One remark a device and day, however long it goes on. */
    private static JournalEntry.Remark unowned(DeviceEvent.UnownedUse use) {
        return remark(
                "USED_WITHOUT_OWNER",
                use.device(),
                "on node %s was busy on %s and no pod owned it; nothing is billed for that"
                        .formatted(use.node(), BillingPeriod.dayOf(use.span().startMillis())));
    }

    private static JournalEntry.Remark swapped(DeviceEvent.Swapped swapped) {
        return remark(
                "DEVICE_SWAPPED",
                swapped.device(),
                "on node %s has %s in its place since %d ms"
                        .formatted(swapped.node(), swapped.successor(), swapped.atMillis()));
    }

    private static JournalEntry.Remark remark(String kind, DeviceKey device, String text) {
        return new JournalEntry.Remark(kind, device.value(), "device " + device + " " + text);
    }
}
