package io.xisuan.operator.metering.lifecycle;

import io.xisuan.billing.usage.UnbilledReason;
import io.xisuan.model.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Spans of an attempt's lanes that are not billed for now, and why. */
final class WithheldTime {
    private record Key(String podUid, String lane) {}

    private static final Comparator<Key> ORDER =
            Comparator.comparing(Key::podUid).thenComparing(Key::lane);
    private static final Comparator<LanePhases.Phase> SPANS = Comparator.comparing(LanePhases.Phase::interval)
            .thenComparing(phase -> phase.reason().map(UnbilledReason::ordinal).orElse(-1));

    private final TreeMap<Key, TreeSet<LanePhases.Phase>> spans = new TreeMap<>(ORDER);

    void add(String podUid, String lane, Interval span, UnbilledReason reason) {
        spans.computeIfAbsent(new Key(podUid, lane), key -> new TreeSet<>(SPANS))
                .add(new LanePhases.Phase(span, Optional.of(reason)));
    }

    /** Returns the part in pieces, in order: billed, or withheld with its reason; of overlapping spans the earlier begun counts. */
    List<LanePhases.Phase> cut(String podUid, String lane, Interval part) {
        List<LanePhases.Phase> pieces = new ArrayList<>();
        long from = part.startMillis();
        for (LanePhases.Phase span : spans.getOrDefault(new Key(podUid, lane), new TreeSet<>(SPANS))) {
            long start = Math.max(from, span.interval().startMillis());
            long end = Math.min(part.endMillis(), span.interval().endMillis());
            if (start < end) {
                if (from < start) {
                    pieces.add(new LanePhases.Phase(new Interval(from, start), Optional.empty()));
                }
                add(pieces, new Interval(start, end), span.reason());
                from = end;
            }
        }
        if (from < part.endMillis()) {
            pieces.add(new LanePhases.Phase(new Interval(from, part.endMillis()), Optional.empty()));
        }
        return pieces;
    }

    /** Joins spans that touch and have one reason, so that one decision is one record. */
    private static void add(List<LanePhases.Phase> pieces, Interval span, Optional<UnbilledReason> reason) {
        if (!pieces.isEmpty()) {
            LanePhases.Phase last = pieces.get(pieces.size() - 1);
            if (last.reason().equals(reason) && last.interval().endMillis() == span.startMillis()) {
                pieces.set(
                        pieces.size() - 1,
                        new LanePhases.Phase(new Interval(last.interval().startMillis(), span.endMillis()), reason));
                return;
            }
        }
        pieces.add(new LanePhases.Phase(span, reason));
    }
}
