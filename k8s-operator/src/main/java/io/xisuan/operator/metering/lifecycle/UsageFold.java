package io.xisuan.operator.metering.lifecycle;

import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.billing.usage.UnbilledReason;
import io.xisuan.billing.usage.UsageClass;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.AcceleratorShare;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.DeviceMillis;
import io.xisuan.model.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Folds pod edges into usage intervals: per lane HELD_UNBILLED from the binding until the whole gang runs, BILLED until the
 * pod or its gang ends, HELD_UNBILLED until the release; cut at billing days.
 *
 * <p>It is a function of the set of observations: repeating or reordering them changes nothing. Time that {@link
 * #closeThrough} has given out is final and is never given out again; an observation that would change it is {@link
 * FoldOutcome#LATE}.
 */
public final class UsageFold {
    private static final WithheldTime NOTHING_WITHHELD = new WithheldTime();

    private final TreeMap<AttemptKey, AttemptTerms> terms = new TreeMap<>();
    private final TreeMap<AttemptKey, AttemptTimeline> timelines = new TreeMap<>();
    private final TreeMap<AttemptKey, Long> finalUntil = new TreeMap<>();
    private final TreeMap<AttemptKey, WithheldTime> withheld = new TreeMap<>();
    private final LaneBook book = new LaneBook();

    /** What the journal has of parts of lanes, which several pods may hold at once: of each attempt by itself. */
    private final TreeMap<AttemptKey, List<UsageInterval>> parts = new TreeMap<>();

    /**
     * Makes an attempt known; saying the same again is harmless.
     *
     * @throws IllegalArgumentException when it is known with other terms
     */
    public void open(AttemptTerms attempt) {
        AttemptTerms known = terms.putIfAbsent(attempt.attempt(), attempt);
        if (known != null && !known.equals(attempt)) {
            throw new IllegalArgumentException(
                    "The terms of an attempt do not change: %s, then %s".formatted(known, attempt));
        }
    }

    /** Takes one observation; the attempt's terms may come before or after it. */
    public FoldOutcome observe(PodObservation observation) {
        AttemptKey attempt = observation.pod().attempt();
        AttemptTimeline timeline = timelines.computeIfAbsent(attempt, key -> new AttemptTimeline());
        if (!timeline.observe(observation.pod(), observation.edge())) {
            return FoldOutcome.REPEATED;
        }
        return effectMillis(observation.edge()) < finalUntil.getOrDefault(attempt, 0L)
                ? FoldOutcome.LATE
                : FoldOutcome.RECORDED;
    }

    /**
     * Takes note of usage that the journal already holds, from before a restart: its time on its lane is never given out again.
     * What the journal lacks of an attempt comes out with the next closing, under the ids that it always had.
     */
    public void recorded(UsageInterval usage) {
        AttemptKey attempt = AttemptKey.of(usage);
        if (usage.share().whole()) {
            book.take(usage.site(), usage.node(), usage.lane(), usage.interval());
        } else if (terms.containsKey(attempt)) {
            parts.computeIfAbsent(attempt, key -> new ArrayList<>()).add(usage);
        }
    }

    /**
     * Takes a pod's billed time on a lane within a span out of what is billed; time that is given out already stays. Saying the same
     * again is harmless.
     */
    public void withhold(AttemptKey attempt, String podUid, String lane, Interval span, UnbilledReason reason) {
        withheld.computeIfAbsent(attempt, key -> new WithheldTime()).add(podUid, lane, span, reason);
    }

    /** Forgets an attempt that is closed, or of which nothing was ever bound. */
    public void forget(AttemptKey attempt) {
        terms.remove(attempt);
        timelines.remove(attempt);
        finalUntil.remove(attempt);
        withheld.remove(attempt);
        parts.remove(attempt);
    }

    /** Drops what is known of lanes before the given time, when no open attempt was bound before it. */
    public void forgetBefore(long millis) {
        book.forgetBefore(millis);
    }

    /** Returns the attempts that were opened and not yet closed, in order. */
    public List<AttemptKey> openAttempts() {
        return List.copyOf(terms.keySet());
    }

    /** Returns when the whole gang ran, or empty while it does not. */
    public Optional<Long> gangRunning(AttemptKey attempt) {
        return timeline(attempt).gangRunning(termsOf(attempt).pods());
    }

    /** Returns when the attempt's last device was given back, or empty while it holds one. */
    public Optional<Long> released(AttemptKey attempt) {
        return timeline(attempt).allReleased();
    }

    /**
     * Returns the usage up to the given time that was not yet given out, in canonical order, and makes it final. Between
     * billing days and at the end of a month a running attempt is closed through midnight.
     */
    public List<UsageInterval> closeThrough(AttemptKey attempt, long untilMillis, EvidenceDigests digests) {
        AttemptTerms known = termsOf(attempt);
        AttemptTimeline timeline = timeline(attempt);
        long from = finalUntil.getOrDefault(attempt, 0L);
        List<UsageInterval> usage = new ArrayList<>();
        if (from < untilMillis) {
            Optional<Long> running = timeline.gangRunning(known.pods());
            Optional<PodTimeline.End> gangEnd = timeline.gangEnd();
            for (Map.Entry<PodIdentity, PodTimeline> pod : timeline.pods().entrySet()) {
                LanePhases.of(pod.getValue(), running, gangEnd)
                        .ifPresent(phases -> new PodClosing(known, pod.getKey(), phases, digests)
                                .add(pod.getValue().lanes(), from, untilMillis, usage));
            }
            finalUntil.put(attempt, untilMillis);
        }
        usage.sort(UsageInterval.ORDER);
        return List.copyOf(usage);
    }

    /**
     * Returns the rest of the usage of an attempt that has given everything back, and forgets it.
     *
     * @throws IllegalStateException while a pod still holds devices
     */
    public List<UsageInterval> close(AttemptKey attempt, EvidenceDigests digests) {
        long end = released(attempt).orElse(0L);
        if (timeline(attempt).everBound() && end == 0L) {
            throw new IllegalStateException(
                    "Attempt %d of %s still holds devices".formatted(attempt.attempt(), attempt.job()));
        }
        List<UsageInterval> usage = closeThrough(attempt, end, digests);
        terms.remove(attempt);
        finalUntil.put(attempt, Long.MAX_VALUE);
        return usage;
    }

    private AttemptTerms termsOf(AttemptKey attempt) {
        AttemptTerms known = terms.get(attempt);
        if (known == null) {
            throw new IllegalStateException(
                    "Attempt %d of %s was not opened, or is closed".formatted(attempt.attempt(), attempt.job()));
        }
        return known;
    }

    private AttemptTimeline timeline(AttemptKey attempt) {
        return timelines.computeIfAbsent(attempt, key -> new AttemptTimeline());
    }

    private static long effectMillis(PodEdge edge) {
        return switch (edge) {
            case PodEdge.Bound bound -> bound.atMillis();
            case PodEdge.Started started -> started.atMillis();
            case PodEdge.Terminated terminated -> terminated.atMillis();
            case PodEdge.Released released -> released.atMillis();
            case PodEdge.NodeLost lost -> lost.endMillis();
        };
    }

    /** The closing of one pod: its phases, cut at days, at what is final, and at what the lane already carries. */
    private final class PodClosing {
        private final AttemptTerms terms;
        private final PodIdentity pod;
        private final LanePhases phases;
        private final EvidenceDigests digests;

        PodClosing(AttemptTerms terms, PodIdentity pod, LanePhases phases, EvidenceDigests digests) {
            this.terms = terms;
            this.pod = pod;
            this.phases = phases;
            this.digests = digests;
        }

        void add(List<HeldLane> lanes, long fromMillis, long untilMillis, List<UsageInterval> usage) {
            Interval open = new Interval(fromMillis, untilMillis);
            for (LanePhases.Phase phase : phases.until(untilMillis)) {
                phase.interval()
                        .intersection(open)
                        .ifPresent(span -> lanes.forEach(lane -> addSpan(lane, span, phase.reason(), usage)));
            }
        }

        private void addSpan(HeldLane lane, Interval span, Optional<UnbilledReason> reason, List<UsageInterval> usage) {
            List<Interval> free = lane.share().equals(AcceleratorShare.WHOLE)
                    ? book.take(terms.site(), pod.node(), lane.lane(), span)
                    : unrecorded(lane, span);
            for (Interval part : free) {
                BillingPeriod.splitByDay(part).forEach(day -> addDay(lane, day, reason, usage));
            }
        }

        /** Returns what the journal lacks of a span of a part of a lane. */
        private List<Interval> unrecorded(HeldLane lane, Interval span) {
            LaneBook own = new LaneBook();
            parts.getOrDefault(terms.attempt(), List.of()).stream()
                    .filter(usage -> usage.lane().equals(lane.lane()) && UsageIds.isOf(usage, pod.uid()))
                    .forEach(usage -> own.take(terms.site(), pod.node(), lane.lane(), usage.interval()));
            return own.take(terms.site(), pod.node(), lane.lane(), span);
        }

        private void addDay(HeldLane lane, Interval day, Optional<UnbilledReason> reason, List<UsageInterval> usage) {
            if (reason.isPresent()) {
                usage.add(record(lane, day, reason));
                return;
            }
            withheld.getOrDefault(terms.attempt(), NOTHING_WITHHELD)
                    .cut(pod.uid(), lane.lane(), day)
                    .forEach(piece -> usage.add(record(lane, piece.interval(), piece.reason())));
        }

        private UsageInterval record(HeldLane lane, Interval part, Optional<UnbilledReason> reason) {
            DeviceMillis quantity = lane.share().held(part);
            return new UsageInterval(
                    UsageIds.of(terms, pod, lane, part, reason),
                    terms.attempt().job(),
                    terms.attempt().attempt(),
                    terms.tenant(),
                    terms.contract(),
                    terms.site(),
                    pod.node(),
                    lane.lane(),
                    lane.model(),
                    lane.share(),
                    part,
                    quantity,
                    reason.isPresent() ? UsageClass.HELD_UNBILLED : UsageClass.BILLED,
                    reason,
                    digests.digest(terms.site(), pod.node(), lane, part));
        }
    }
}
