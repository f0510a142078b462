package io.xisuan.operator.loop;

import io.xisuan.billing.entitlement.AccountKind;
import io.xisuan.billing.store.Intent;
import io.xisuan.billing.store.JournalPosition;
import io.xisuan.billing.store.StopRecord;
import io.xisuan.billing.store.Store;
import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.model.JobId;
import io.xisuan.operator.metering.scrape.ScrapeHealth;
import io.xisuan.operator.metrics.Labels;
import io.xisuan.operator.metrics.Metric;
import io.xisuan.operator.metrics.OperatorMetrics;
import io.xisuan.operator.translate.JobOrder;
import io.xisuan.scheduler.cluster.Pool;
import io.xisuan.scheduler.plan.Decision;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Tells the metrics what a step came to: decisions at once, what stands every few seconds. */
final class Figures {
    private static final long SHOWN_MILLIS = 5_000;
    private static final double FEN_IN_A_YUAN = 100;
    private static final double MILLIS = 1_000;

    private final OperatorMetrics metrics;

    /** Kept for jobs that wait: the last decision, and the start that was expected first. */
    private final SortedMap<JobId, Labels> decided = new TreeMap<>();

    private final SortedMap<JobId, Long> expected = new TreeMap<>();
    private SortedMap<AttemptKey, StopRecord> stopping = new TreeMap<>();
    private long shownMillis;

    Figures(OperatorMetrics metrics) {
        this.metrics = metrics;
    }

    /** Takes what a cycle decided. */
    void decided(Planner.Cycle cycle, long nowMillis) {
        cycle.decisions().forEach((job, decision) -> {
            changed(job, labels(decision));
            if (decision instanceof Decision.Wait wait) {
                wait.etaMillis().ifPresent(eta -> expected.putIfAbsent(job, eta));
            }
        });
        for (Planner.Started started : cycle.started()) {
            JobId job = started.intent().attempt().job();
            changed(job, Labels.of("start", "Placed"));
            Optional.ofNullable(expected.remove(job))
                    .ifPresent(eta -> metrics.time(
                            Metric.ETA_ERROR,
                            Duration.ofMillis(Math.abs(nowMillis - eta)),
                            nowMillis > eta ? "late" : "early"));
        }
    }

    private void changed(JobId job, Labels decision) {
        if (!decision.equals(decided.put(job, decision))) {
            metrics.count(Metric.DECISIONS, decision.values().toArray(String[]::new));
        }
    }

    private static Labels labels(Decision decision) {
        return switch (decision) {
            case Decision.Start start -> Labels.of("start", "Placed");
            case Decision.Wait wait -> Labels.of("wait", wait.reason().name());
            case Decision.Never never -> Labels.of("never", never.reason().name());
            case Decision.Preempt preempt -> Labels.of("preempt", "LeastHarm");
            case Decision.Resize resize -> Labels.of("resize", "Elastic");
            case Decision.Move move -> Labels.of("move", "Consolidation");
        };
    }

    /** Shows what stands, when it is time. */
    void show(Sight sight, JobRecords jobs, Store store, long journalRecords) {
        if (sight.nowMillis() - shownMillis < SHOWN_MILLIS) {
            return;
        }
        shownMillis = sight.nowMillis();
        queue(sight, jobs);
        live(jobs, store);
        stops(store, sight.nowMillis());
        metrics.show(Metric.JOURNAL_RECORDS, one((double) journalRecords));
        metrics.show(Metric.JOURNAL_LAG, one((double) (journalRecords
                - store.journalPosition().map(JournalPosition::seq).orElse(0L))));
        metrics.show(Metric.FINALIZERS_BLOCKED, one((double) sight.clusters().stream()
                .flatMap(cluster -> cluster.ours().stream())
                .filter(pod -> Leftovers.blocked(pod, sight.nowMillis()))
                .count()));
    }

    /** Shows how many agents and exporters answered when they were asked last. */
    void asked(ScrapeHealth health) {
        TreeMap<Labels, Double> asked = new TreeMap<>();
        asked.put(Labels.of("answering"), (double) health.answered());
        asked.put(Labels.of("silent"), (double) (health.targets() - health.answered()));
        metrics.show(Metric.EXPORTERS, asked);
    }

    private void queue(Sight sight, JobRecords jobs) {
        TreeMap<Labels, Double> count = new TreeMap<>();
        TreeMap<Labels, Double> oldest = new TreeMap<>();
        TreeMap<JobId, JobOrder> queued = new TreeMap<>(sight.market().orders());
        queued.keySet().removeIf(job -> {
            JobRecord known = jobs.of(job.uid());
            return known.live().isPresent() || known.outcome().isPresent();
        });
        queued.values().forEach(order -> {
            Labels tenant = Labels.of(order.request().tenant().value());
            double age = (sight.nowMillis() - order.request().times().submittedMillis()) / MILLIS;
            count.merge(tenant, 1.0, Double::sum);
            oldest.merge(tenant, age, Math::max);
        });
        metrics.show(Metric.JOBS_QUEUED, count);
        metrics.show(Metric.QUEUE_OLDEST_AGE, oldest);
        decided.keySet().retainAll(queued.keySet());
        expected.keySet().retainAll(queued.keySet());
        TreeMap<Labels, Double> waiting = new TreeMap<>();
        decided.values().forEach(last -> waiting.merge(Labels.of(last.values().getLast()), 1.0, Double::sum));
        metrics.show(Metric.JOBS_WAITING, waiting);
    }

    /** Shows the devices that a step left. */
    void left(Capacity capacity) {
        TreeMap<Labels, Double> devices = new TreeMap<>();
        for (Pool pool : capacity.state().pools()) {
            String site = pool.site().value();
            String model = pool.type().id();
            devices.put(Labels.of(site, model, "total"), (double) pool.totalDevices());
            devices.put(Labels.of(site, model, "spare"), (double) Math.max(0, pool.sellableDevices()));
            devices.put(Labels.of(site, model, "sold"), (double) pool.soldDevices());
            devices.put(Labels.of(site, model, "background"), (double) pool.backgroundDevices());
            devices.put(Labels.of(site, model, "headroom"), (double) pool.headroomDevices());
        }
        metrics.show(Metric.DEVICES, devices);
    }

    private void live(JobRecords jobs, Store store) {
        TreeMap<Labels, Double> states = new TreeMap<>();
        long holding = 0;
        for (Intent intent : jobs.live()) {
            states.merge(Labels.of(intent.state().name()), 1.0, Double::sum);
            holding += intent.holdId().isPresent() ? 1 : 0;
        }
        metrics.show(Metric.JOBS_LIVE, states);
        metrics.show(
                Metric.HOLDS_OPEN, one((double) (holding + store.endedHolds().size())));
        long fen = store.balances().values().stream()
                .filter(account -> account.id().kind() == AccountKind.VOUCHER)
                .mapToLong(account -> account.pending().fen())
                .sum();
        metrics.show(Metric.HOLDS_OPEN_AMOUNT, one(fen / FEN_IN_A_YUAN));
    }

    /** Counts orders when they are seen first, and the time of a reclaim when its attempt is over. */
    private void stops(Store store, long nowMillis) {
        SortedMap<AttemptKey, StopRecord> now = new TreeMap<>();
        TreeMap<Labels, Double> open = new TreeMap<>();
        for (StopRecord stop : store.stops().live()) {
            String reason = stop.order().reason();
            now.put(stop.order().attempt(), stop);
            open.merge(Labels.of(reason), 1.0, Double::sum);
            if (!stopping.containsKey(stop.order().attempt())) {
                metrics.count(Metric.STOP_ORDERS, reason);
            }
        }
        metrics.show(Metric.STOP_ORDERS_OPEN, open);
        List<StopRecord> over = stopping.values().stream()
                .filter(stop -> stop.order().reason().equals(EndReason.RECLAIMED.word())
                        && !now.containsKey(stop.order().attempt()))
                .toList();
        over.forEach(stop -> metrics.time(
                Metric.RECLAIM,
                Duration.ofMillis(
                        endedMillis(stop, store, nowMillis) - stop.order().orderedAtMillis())));
        stopping = now;
    }

    private static long endedMillis(StopRecord stop, Store store, long nowMillis) {
        return store.stops().ofJob(stop.order().attempt().job().uid()).stream()
                .filter(found -> found.order().attempt().equals(stop.order().attempt()))
                .flatMap(found -> found.end().stream())
                .map(end -> Math.max(end.endedAtMillis(), stop.order().orderedAtMillis()))
                .findFirst()
                .orElse(nowMillis);
    }

    private static SortedMap<Labels, Double> one(double value) {
        TreeMap<Labels, Double> one = new TreeMap<>();
        one.put(Labels.of(), value);
        return one;
    }
}
