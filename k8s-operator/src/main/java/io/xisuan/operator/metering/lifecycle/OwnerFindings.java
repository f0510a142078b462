package io.xisuan.operator.metering.lifecycle;

import io.xisuan.model.Interval;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;

/** What polls of owners and samples show that does not fit the lives of our pods. */
final class OwnerFindings {
    /** How long after its release an agent may still name a pod: two polls and the clocks between. */
    private static final long STALE_AFTER_MILLIS = 60_000;

    private final FoldFacts facts;
    private final SortedMap<String, PodTimeline> timelines;
    private final Interval window;

    OwnerFindings(FoldFacts facts, SortedMap<String, PodTimeline> timelines, Interval window) {
        this.facts = facts;
        this.timelines = timelines;
        this.window = window;
    }

    List<FoldFinding> findings() {
        TreeSet<FoldFinding> found = new TreeSet<>();
        facts.unowned.forEach(use -> use.span()
                .intersection(window)
                .ifPresent(when -> found.add(new FoldFinding(
                        FoldFinding.Kind.USED_WITHOUT_OWNER,
                        use.node(),
                        use.device().value(),
                        when,
                        "it was busy and no pod owned it; nothing is billed for that"))));
        timelines.forEach((uid, timeline) -> {
            PodHolding holding = facts.holding(uid);
            stale(holding, timeline).ifPresent(found::add);
            countDiffers(holding, timeline).ifPresent(found::add);
        });
        return List.copyOf(found);
    }

    private Optional<FoldFinding> stale(PodHolding holding, PodTimeline timeline) {
        long from = timeline.released()
                .map(at -> Math.addExact(at, STALE_AFTER_MILLIS))
                .orElse(Long.MAX_VALUE);
        return facts.owners
                .lastNamed(holding.pod().uid())
                .filter(last -> last > from && window.contains(last))
                .map(last -> new FoldFinding(
                        FoldFinding.Kind.STALE_OWNER,
                        holding.pod().node(),
                        holding.pod().uid(),
                        new Interval(last, last),
                        "pod %s was named as owner %d s after it had given its devices back"
                                .formatted(holding.pod().name(), (last - from + STALE_AFTER_MILLIS) / 1000)));
    }

    private Optional<FoldFinding> countDiffers(PodHolding holding, PodTimeline timeline) {
        int named =
                facts.owners.devicesOf(holding.pod().uid(), holding.resource()).size();
        if (named == 0 || named == holding.devices() || timeline.bound().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new FoldFinding(
                FoldFinding.Kind.COUNT_DIFFERS,
                holding.pod().node(),
                holding.pod().uid(),
                new Interval(
                        timeline.bound().get().atMillis(),
                        timeline.bound().get().atMillis()),
                "pod %s asked for %d of %s, its node named %d devices"
                        .formatted(holding.pod().name(), holding.devices(), holding.resource(), named)));
    }
}
