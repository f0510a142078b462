package io.xisuan.operator.loop;

import io.xisuan.billing.store.Intent;
import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.operator.act.ActAnswer;
import io.xisuan.operator.act.ClusterActs;
import io.xisuan.operator.act.GangOrder;
import io.xisuan.operator.observe.PodName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out what the loop orders, beside it: a few orders at a time, so that a slow API server slows the starts and not the steps.
 * The loop takes the answers when it looks for them, in the order of attempts; what it has not taken is not done for it.
 *
 * <p>Its methods are for the loop's thread. An order that is lost with the process is given again by the next one, because its intent
 * is in the store.
 */
final class Hands implements AutoCloseable {
    /** So many orders are on their way at a time: the API server is slower with more, and idle with fewer. */
    private static final int AT_ONCE = 16;
    /** So many starts wait for their turn at most; what else could start is planned when there is room. */
    private static final int MOST_STARTS = 96;
    /** So many releases wait for their turn at most; the loop asks again for the others. */
    private static final int MOST_RELEASES = 4_096;
    /** A pod whose finalizer was taken off is left alone so long, until the watch shows it without. */
    private static final long SHOWN_WITHIN_MILLIS = 5_000;

    /** What a start came to. */
    record Started(Intent intent, ActAnswer answer) {}

    /** What the release of a pod came to. */
    record Released(PodName pod, ActAnswer answer) {}

    private static final long END_SECONDS = 10;
    /** What a late pod gets: its kubelet has to say that it is gone, so it is not deleted at once. */
    private static final long LATE_GRACE_SECONDS = 1;

    private static final Logger LOG = LoggerFactory.getLogger(Hands.class);

    /** Three hands each, so that many releases or errands of a slow server keep no start waiting. */
    private final Executor starts;

    private final Executor releasers;
    private final Executor others;
    /** One: what it does is asked by people, and the loop waits for none of it. */
    private final Executor thinker;

    private volatile boolean ended;
    private final Queue<Started> started = new ConcurrentLinkedQueue<>();
    private final Queue<Released> released = new ConcurrentLinkedQueue<>();
    private final Set<AttemptKey> starting = new HashSet<>();
    /** Ordered and not answered, however long that takes. */
    private final Set<PodName> releasing = new HashSet<>();
    /** When what was done was answered. Looked up only; never walked for a result that has an order. */
    private final Map<PodName, Long> releases = new HashMap<>();
    /** Looked up only. */
    private final Map<AttemptKey, Long> endings = new HashMap<>();

    private final List<PromptActs> prompt = new ArrayList<>();

    Hands() {
        this(threads("start-"), threads("release-"), threads("act-"), thinker());
    }

    /**
     * @param threads carry out the orders; at once in the caller's is allowed
     */
    Hands(Executor threads) {
        this(threads, threads, threads, threads);
    }

    /**
     * @param starts create gangs
     * @param releasers take finalizers off
     * @param others do all else
     */
    Hands(Executor starts, Executor releasers, Executor others) {
        this(starts, releasers, others, others);
    }

    /**
     * @param threads carry out the orders
     * @param thinker thinks out what changes nothing
     */
    Hands(Executor threads, Executor thinker) {
        this(threads, threads, threads, thinker);
    }

    private Hands(Executor starts, Executor releasers, Executor others, Executor thinker) {
        this.thinker = thinker;
        this.starts = starts;
        this.releasers = releasers;
        this.others = others;
    }

    private static Executor threads(String name) {
        return Executors.newFixedThreadPool(
                AT_ONCE, Thread.ofVirtual().name(name, 0).factory());
    }

    private static Executor thinker() {
        return Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("answers").factory());
    }

    /** Has something thought out that changes nothing; one after the other. */
    void think(Runnable thought) {
        thinker.execute(() -> {
            if (!ended) {
                thought.run();
            }
        });
    }

    /** Returns the acts of a cluster as the loop may call them: none keeps a step longer than its bound. */
    ClusterActs prompt(ClusterActs acts, LongSupplier nanos) {
        PromptActs bounded = new PromptActs(
                acts,
                errand -> others.execute(() -> {
                    if (!ended) {
                        errand.run();
                    }
                }),
                nanos);
        prompt.add(bounded);
        return bounded;
    }

    /** Begins a step of the loop, which may wait for errands anew. */
    void begin() {
        prompt.forEach(PromptActs::begin);
    }

    /** Returns how many more starts may be ordered now. */
    int room() {
        return Math.max(0, MOST_STARTS - starting.size());
    }

    /** Whether half of all starts that may wait do: then nothing more is planned yet. */
    boolean full() {
        return 2 * starting.size() >= MOST_STARTS;
    }

    /** Whether the attempt's start is ordered and not answered; until then nothing else is done with it. */
    boolean starts(AttemptKey attempt) {
        return starting.contains(attempt);
    }

    /** Has a gang created, unless that is ordered already. */
    void start(Intent intent, ClusterActs acts, GangOrder order) {
        if (starting.add(intent.attempt())) {
            starts.execute(() -> started.add(new Started(intent, answered(() -> acts.start(order)))));
        }
    }

    /** Has the metering finalizer taken off a pod, unless that is ordered already or was done just now. */
    void release(ClusterActs acts, PodName pod) {
        if (releasing.size() < MOST_RELEASES && !releases.containsKey(pod) && releasing.add(pod)) {
            releasers.execute(() -> released.add(
                    new Released(pod, answered(() -> acts.releaseFinalizer(pod.namespace(), pod.name(), pod.uid())))));
        }
    }

    /**
     * Has what is left of an attempt taken down that is over, unless that was ordered just now. Nobody waits for the answer: what is still
     * seen is ordered again, and what is not goes with its job.
     *
     * @param ended uids of its pods that have ended
     * @return false when it was ordered just now
     */
    boolean end(ClusterActs acts, AttemptKey attempt, Set<String> ended, long nowMillis) {
        endings.values().removeIf(since -> nowMillis - since > SHOWN_WITHIN_MILLIS);
        boolean now = endings.putIfAbsent(attempt, nowMillis) == null;
        if (now) {
            others.execute(() -> {
                ActAnswer answer = answered(() -> acts.stop(attempt, LATE_GRACE_SECONDS, ended));
                if (!(answer instanceof ActAnswer.Done)) {
                    LOG.warn("what is left of {} is not taken down: {}", attempt, answer);
                }
            });
        }
        return now;
    }

    /** Returns the starts that were answered since the last call, in order of attempt. */
    List<Started> started() {
        List<Started> answers = new ArrayList<>();
        for (Started answer = started.poll(); answer != null; answer = started.poll()) {
            starting.remove(answer.intent().attempt());
            answers.add(answer);
        }
        answers.sort(Comparator.comparing(answer -> answer.intent().attempt()));
        return answers;
    }

    /** Returns the releases that were answered since the last call, in order of pod. */
    List<Released> released(long nowMillis) {
        List<Released> answers = new ArrayList<>();
        for (Released answer = released.poll(); answer != null; answer = released.poll()) {
            answers.add(answer);
        }
        for (Released answer : answers) {
            releasing.remove(answer.pod());
            if (answer.answer() instanceof ActAnswer.Done) {
                releases.put(answer.pod(), nowMillis);
            }
        }
        releases.values().removeIf(since -> nowMillis - since > SHOWN_WITHIN_MILLIS);
        answers.sort(Comparator.comparing(answer -> answer.pod().toString()));
        return answers;
    }

    /** Lets what is on its way finish, and drops what is not: the next leader orders it again. */
    @Override
    public void close() {
        ended = true;
        List<ExecutorService> own = Stream.of(starts, releasers, others, thinker)
                .filter(ExecutorService.class::isInstance)
                .map(ExecutorService.class::cast)
                .toList();
        own.forEach(ExecutorService::shutdown);
        long byNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(END_SECONDS);
        try {
            for (ExecutorService threads : own) {
                if (!threads.awaitTermination(byNanos - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    threads.shutdownNow();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ActAnswer answered(Supplier<ActAnswer> act) {
        if (ended) {
            return new ActAnswer.Unreachable("the operator is ending");
        }
        try {
            return act.get();
        } catch (RuntimeException defect) {
            return new ActAnswer.Unreachable("the order was not carried out: " + defect);
        }
    }
}
