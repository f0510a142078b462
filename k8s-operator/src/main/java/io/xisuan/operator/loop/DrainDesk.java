package io.xisuan.operator.loop;

import io.xisuan.billing.store.DecisionRecord;
import io.xisuan.billing.store.Drain;
import io.xisuan.billing.store.DrainBook;
import io.xisuan.billing.store.Intent;
import io.xisuan.billing.store.RoomOrder;
import io.xisuan.billing.store.StopOrder;
import io.xisuan.model.NodeName;
import io.xisuan.operator.observe.ObservedCluster;
import io.xisuan.operator.reconcile.Wishes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Empties nodes and sites that operations drain. To the rest of the loop such a node is one that somebody cordoned: nothing is placed
 * there, and what runs goes on until it is told to leave, which is so early that it is gone by the instant of the drain.
 *
 * <p>What is drained is read from the store in every step: it holds for the next leader too, and ends when it is undone.
 */
final class DrainDesk {
    /** For so long a complete sight has to lack a place before there is none. */
    static final long AWAY_MILLIS = 600_000;

    private final DrainBook book;
    private final long epoch;
    private final Room room;
    private final JobRecords jobs;
    private final DrainedNodes closing = new DrainedNodes();
    /** Since when a place is looked for that was never seen, by its drain. */
    private final SortedMap<Long, Long> unseen = new TreeMap<>();

    private List<Drain> open = List.of();

    DrainDesk(DrainBook book, long epoch, Room room, JobRecords jobs) {
        this.book = book;
        this.epoch = epoch;
        this.room = room;
        this.jobs = jobs;
    }

    /** Reads what is drained, and returns the clusters with these nodes closed; the same ones as long as nothing is drained. */
    List<ObservedCluster> close(Wishes wishes, List<ObservedCluster> seen) {
        open = book.open();
        return closing.close(open, wishes.sites(), seen);
    }

    /** Orders who leaves, says how far each drain is, and returns the orders. */
    List<StopOrder> tend(Sight sight) {
        List<StopOrder> stops = new ArrayList<>();
        List<Drain> answers = new ArrayList<>();
        unseen.keySet()
                .retainAll(open.stream()
                        .filter(drain -> drain.state() == Drain.State.PENDING)
                        .map(Drain::id)
                        .collect(Collectors.toSet()));
        for (Drain drain : open) {
            Drain answer = tend(drain, sight, stops);
            if (!answer.saysAs(drain)) {
                answers.add(answer);
            }
        }
        room.order(RoomOrder.forJobs(List.of(), stops, records(stops, sight.nowMillis())));
        if (!answers.isEmpty()) {
            book.answer(epoch, answers);
        }
        return stops;
    }

    private Drain tend(Drain drain, Sight sight, List<StopOrder> stops) {
        return switch (DrainedPlace.of(drain, sight.wishes().sites(), DrainedNodes.all(sight.clusters()))) {
            case DrainedPlace.Nodes(SortedSet<NodeName> nodes) -> empty(drain, nodes, sight, stops);
            // A place that has gone has nothing to empty; one that never was is said once.
            case DrainedPlace.Unknown(String text) ->
                drain.state() == Drain.State.PENDING ? unknown(drain, text, sight.nowMillis()) : drain;
            case DrainedPlace.Ambiguous(String text) -> drain.answered(Drain.State.UNKNOWN, text, sight.nowMillis());
        };
    }

    /** A node that is only away, as while it starts anew, is drained when it is back: its drain waits for it for a while. */
    private Drain unknown(Drain drain, String text, long nowMillis) {
        long since = unseen.computeIfAbsent(drain.id(), first -> nowMillis);
        return nowMillis - since < AWAY_MILLIS
                ? drain.answered(
                        Drain.State.PENDING,
                        text + "; looked for until " + Instant.ofEpochMilli(since + AWAY_MILLIS),
                        nowMillis)
                : drain.answered(Drain.State.UNKNOWN, text, nowMillis);
    }

    private Drain empty(Drain drain, SortedSet<NodeName> nodes, Sight sight, List<StopOrder> stops) {
        List<Intent> there = jobs.live().stream()
                .filter(live -> live.workers().stream().anyMatch(worker -> nodes.contains(worker.node())))
                .toList();
        SortedSet<String> leave = new TreeSet<>();
        for (Intent live : there) {
            boolean told = room.leaving().isLeaving(live.attempt())
                    || stops.stream().anyMatch(stop -> stop.attempt().equals(live.attempt()));
            Optional<StopOrder> due = told ? Optional.empty() : due(drain, live, sight);
            due.ifPresent(stops::add);
            if (told || due.isPresent()) {
                leave.add(PlanTexts.name(live.attempt().job()));
            }
        }
        return there.isEmpty()
                ? drain.answered(
                        Drain.State.DRAINED,
                        "nothing is sold on %s, and no job is left there".formatted(counted(nodes.size(), "node")),
                        sight.nowMillis())
                : drain.answered(
                        Drain.State.UNDER_WAY, text(drain, nodes.size(), there.size(), leave), sight.nowMillis());
    }

    private static String text(Drain drain, int nodes, int jobs, SortedSet<String> leave) {
        String text = "nothing is sold on %s; %s left there".formatted(counted(nodes, "node"), counted(jobs, "job"));
        if (!leave.isEmpty()) {
            text += "; told to leave: " + String.join(", ", leave);
        }
        return leave.size() == jobs
                ? text
                : text
                        + "; %d more will be, in time to be gone by %s"
                                .formatted(jobs - leave.size(), Instant.ofEpochMilli(drain.byMillis()));
    }

    private static String counted(int number, String what) {
        return number == 1 ? "1 " + what : "%d %ss".formatted(number, what);
    }

    /** Returns the order by which an attempt leaves, once it is time for it: a job that ends by itself before needs none. */
    private static Optional<StopOrder> due(Drain drain, Intent live, Sight sight) {
        long grace = Math.max(1, Stand.graceMillis(sight, live));
        long now = sight.nowMillis();
        if (drain.byMillis() > 0 && now + grace + HeadroomWatch.MARGIN_MILLIS < drain.byMillis()) {
            return Optional.empty();
        }
        String text = "%s drains %s%s"
                .formatted(
                        drain.requestedBy().name(),
                        drain.place(),
                        drain.byMillis() == 0 ? "" : " by " + Instant.ofEpochMilli(drain.byMillis()));
        return Optional.of(
                new StopOrder(live.attempt(), EndReason.DRAINED.word(), text, now, now + grace, Optional.empty()));
    }

    private static List<DecisionRecord> records(List<StopOrder> stops, long nowMillis) {
        return stops.stream()
                .map(stop -> new DecisionRecord(stop.attempt().job(), nowMillis, "stop", stop.reason(), stop.text()))
                .toList();
    }
}
