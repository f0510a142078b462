package io.xisuan.operator.loop;

import io.xisuan.billing.store.Intent;
import io.xisuan.billing.store.RoomBook;
import io.xisuan.billing.store.StopOrder;
import io.xisuan.billing.store.StopRecord;
import io.xisuan.billing.store.Store;
import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.model.JobId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who was told to leave, and how often each job was: read from the store once, and kept up to date by what is ordered here.
 *
 * <p>An attempt that ends for another reason leaves too; its record knows.
 */
final class Leaving {
    /** Which orders count as interruptions: a job that others stopped often enough is left alone. */
    private static final Set<String> BY_OTHERS = Set.of(EndReason.PREEMPTED.word(), EndReason.MOVED.word());

    private final JobRecords jobs;
    private final TreeMap<AttemptKey, StopOrder> orders = new TreeMap<>();
    private final TreeMap<String, Integer> interruptions = new TreeMap<>();

    Leaving(Store store, JobRecords jobs) {
        this.jobs = jobs;
        for (StopRecord live : store.stops().live()) {
            orders.put(live.order().attempt(), live.order());
        }
        interruptions.putAll(new RoomBook(store).stopsOfJobs(BY_OTHERS));
    }

    /** Remembers orders that were stored just now. */
    void told(Collection<StopOrder> stops) {
        for (StopOrder stop : stops) {
            boolean first = orders.putIfAbsent(stop.attempt(), stop) == null;
            if (first && BY_OTHERS.contains(stop.reason())) {
                interruptions.merge(stop.attempt().job().uid(), 1, Integer::sum);
            }
        }
    }

    /** Forgets the orders of attempts that are over. */
    void keepOnly(List<Intent> live) {
        TreeSet<AttemptKey> living = new TreeSet<>();
        live.forEach(intent -> living.add(intent.attempt()));
        orders.keySet().retainAll(living);
    }

    /** Returns the orders of attempts that live. */
    List<StopOrder> orders() {
        return List.copyOf(orders.values());
    }

    /** Says whether an attempt is on its way out, for whatever reason. */
    boolean isLeaving(AttemptKey attempt) {
        return orders.containsKey(attempt) || ending(attempt).isPresent();
    }

    /** Returns when an attempt will be gone that is on its way out. */
    OptionalLong leavesMillis(AttemptKey attempt, long graceMillis) {
        StopOrder order = orders.get(attempt);
        if (order != null) {
            return OptionalLong.of(order.byMillis());
        }
        return ending(attempt)
                .map(record -> OptionalLong.of(record.endingSinceMillis() + Math.max(1, graceMillis)))
                .orElseGet(OptionalLong::empty);
    }

    private Optional<JobRecord> ending(AttemptKey attempt) {
        return Optional.of(jobs.of(attempt.job().uid()))
                .filter(record -> record.ending().isPresent()
                        && record.live()
                                .filter(live -> live.attempt().equals(attempt))
                                .isPresent());
    }

    /** Returns how often others took a job's places so far. */
    int interruptions(JobId job) {
        return interruptions.getOrDefault(job.uid(), 0);
    }
}
