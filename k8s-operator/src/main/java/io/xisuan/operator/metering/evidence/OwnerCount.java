package io.xisuan.operator.metering.evidence;

import io.xisuan.model.DeviceKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Counts polls of owners in an interval, slot by slot. */
final class OwnerCount {
    /** From this use on, a device is busy and somebody's, in per mille. */
    static final long BUSY_PER_MILLE = 50;

    private record Key(DeviceKey device, PodOwner pod) {}

    private static final Comparator<Key> ORDER =
            Comparator.comparing(Key::device).thenComparing(Key::pod);

    /** A pod on a device so far. */
    private static final class Count {
        private Holding last;
        private int polls;
        private final long firstMillis;
        private long lastMillis;
        private final int firstAnswer;
        private int lastAnswer;

        Count(Holding holding, long millis, int answer) {
            last = holding;
            firstMillis = millis;
            firstAnswer = answer;
        }
    }

    private final TreeMap<Key, Count> counts = new TreeMap<>(ORDER);
    private final EnumMap<GapCause, Integer> gaps = new EnumMap<>(GapCause.class);
    private int answered;
    private boolean ownersBefore;

    void slot(long slot, long slotMillis, List<TargetSeries> series, boolean agent) {
        GapCause gap = GapCause.NO_SCRAPE;
        for (TargetSeries target : series) {
            Optional<SlotPage> found = target.at(slot);
            if (found.isEmpty()) {
                continue;
            }
            SlotPage page = found.get();
            int at = target.inPage(slot);
            SlotReading reading = page.reading(at, slotMillis);
            if (page.state.get(at) < 0) {
                gap = GapCause.ofCode((int) -page.state.get(at));
            } else if (!reading.usable()) {
                gap = GapCause.PARSE_ERROR;
            } else if (reading.lost() || (!agent && labelsLost(reading))) {
                gap = GapCause.LABELS_LOST;
            } else {
                answered++;
                take(reading, slotMillis + page.asked.get(at));
                return;
            }
        }
        gaps.merge(gap, 1, Integer::sum);
    }

    /** Nobody is named although a device is busy, where owners were named before: the exporter lost the kubelet. */
    private boolean labelsLost(SlotReading reading) {
        boolean named = reading.devices().values().stream()
                .anyMatch(state -> !state.held().isEmpty());
        boolean busy = reading.devices().values().stream()
                .anyMatch(state -> state.perMille().orElse(0) >= BUSY_PER_MILLE);
        ownersBefore |= named;
        return ownersBefore && !named && busy;
    }

    private void take(SlotReading reading, long askedMillis) {
        reading.devices().forEach((device, state) -> {
            for (Holding holding : state.held()) {
                Count count = counts.computeIfAbsent(
                        new Key(device, holding.owner().pod()), key -> new Count(holding, askedMillis, answered));
                count.last = holding;
                count.lastMillis = askedMillis;
                count.polls += count.lastAnswer == answered ? 0 : 1;
                count.lastAnswer = answered;
            }
        });
    }

    OwnerPolls polls(int expected) {
        List<OwnerPolls.Owned> owned = new ArrayList<>();
        counts.forEach((key, count) -> owned.add(new OwnerPolls.Owned(
                key.device(),
                count.last.parent(),
                count.last.resource(),
                count.last.share(),
                key.pod(),
                count.polls,
                count.firstMillis,
                count.lastMillis,
                count.lastAnswer - count.firstAnswer + 1 - count.polls)));
        return new OwnerPolls(expected, answered, gaps, owned);
    }
}
