package io.xisuan.operator.metering.scrape;

import io.xisuan.operator.metering.evidence.GapCause;
import io.xisuan.operator.metering.evidence.ScrapeOutcome;
import io.xisuan.operator.metering.evidence.ScrapeOutcome.Result;
import io.xisuan.operator.metering.scrape.plan.PlannedTarget;
import io.xisuan.operator.metering.scrape.plan.ScrapePlan;
import io.xisuan.operator.metering.scrape.plan.ScrapeStep;
import io.xisuan.operator.metering.scrape.plan.ScrapeStep.Ask;
import io.xisuan.operator.metering.scrape.plan.ScrapeStep.Settled;
import io.xisuan.operator.metering.scrape.plan.TargetKey;
import io.xisuan.operator.metering.scrape.plan.TargetProgress;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks all targets, each once a slot, until it is closed. Every expected slot of a target yields one outcome, which waits for
 * {@link #drain}. Who drains too rarely gets gaps (OPERATOR_AWAY) instead of filling the memory.
 *
 * <p>What was told and not drained when the process died, and what was asked and not answered, is told by the next process as
 * OPERATOR_AWAY. What was drained in the last seconds before a crash may be told again: whoever keeps outcomes keeps the first
 * of each target and slot. Safe for many threads.
 */
public final class Scraper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Scraper.class);
    private static final long LONGEST_PAUSE_MILLIS = 250;
    private static final long SHORTEST_PAUSE_MILLIS = 20;
    private static final long STATE_MILLIS = 5_000;

    private final ScrapeOptions options;
    private final Supplier<List<ScrapeTarget>> discovery;
    private final ByteBudget budget;
    private final ExporterClient client;
    private final Optional<ScrapeState> state;
    private final ExecutorService asking = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("scrape-", 0).factory());
    private final Thread planning =
            Thread.ofPlatform().daemon().name("scrape-plan").unstarted(this::plan);

    private final Thread discovering =
            Thread.ofPlatform().daemon().name("scrape-targets").unstarted(this::discoverUntilClosed);
    /** Open until the targets were looked up once. */
    private final CountDownLatch discovered = new CountDownLatch(1);

    private final CountDownLatch closing = new CountDownLatch(1);
    private final ReentrantLock lock = new ReentrantLock();
    private final ScrapePlan plan;
    private final OutcomeQueue queue = new OutcomeQueue();
    private final TreeMap<TargetKey, PlannedTarget> rhythms = new TreeMap<>();
    private final TreeMap<TargetKey, Optional<GapCause>> last = new TreeMap<>();
    private volatile long steppedMillis;
    private TreeMap<TargetKey, ScrapeTarget> targets = new TreeMap<>();

    private Scraper(ScrapeOptions options, Supplier<List<ScrapeTarget>> discovery) {
        this.options = options;
        this.discovery = discovery;
        budget = new ByteBudget(options.memoryBytes());
        client = new ExporterClient(options.clock(), budget, ExporterClient.LONGEST_TURN);
        state = options.stateFile().map(ScrapeState::new);
        List<TargetProgress> left = state.map(ScrapeState::read).orElse(List.of());
        long now = options.clock().millis();
        plan = new ScrapePlan(left, now - options.longestAway().toMillis());
        left.forEach(each -> rhythms.put(each.target().key(), each.target()));
    }

    /**
     * Starts to ask.
     *
     * @param discovery returns the targets that there are now; called every few seconds from one thread. It must know all of
     *     them when this is called: what it does not list is taken as gone
     */
    public static Scraper start(ScrapeOptions options, Supplier<List<ScrapeTarget>> discovery) {
        Scraper scraper = new Scraper(options, discovery);
        scraper.discovering.start();
        scraper.planning.start();
        return scraper;
    }

    private void plan() {
        try {
            planUntilClosed();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("scraping ended by a defect; no exporter is asked any more", e);
        }
    }

    /** Targets that an earlier process left are due at once, and are asked as those that are there now. */
    private void awaitTargets() throws InterruptedException {
        while (closing.getCount() > 0 && !discovered.await(LONGEST_PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
            LOG.debug("targets are not looked up yet");
        }
    }

    private void planUntilClosed() throws InterruptedException {
        awaitTargets();
        long saveMillis = options.clock().millis() + STATE_MILLIS;
        while (closing.getCount() > 0) {
            long now = options.clock().millis();
            step(now);
            steppedMillis = now;
            if (now >= saveMillis) {
                save();
                saveMillis = now + STATE_MILLIS;
            }
            pause();
        }
    }

    /** Looks targets up in a thread of its own: a cluster that is slow to answer keeps nobody from being asked. */
    private void discoverUntilClosed() {
        try {
            do {
                discover();
            } while (!closing.await(options.rediscover().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void discover() {
        TreeMap<TargetKey, ScrapeTarget> found = new TreeMap<>();
        try {
            discovery.get().forEach(target -> found.putIfAbsent(target.key(), target));
        } catch (RuntimeException e) {
            LOG.warn("targets cannot be looked up, the known ones are asked on: {}", e.toString());
            return;
        }
        lock.lock();
        try {
            plan.targets(
                    found.values().stream().map(ScrapeTarget::planned).toList(),
                    options.clock().millis());
            rhythms.clear();
            plan.progress().forEach(each -> rhythms.put(each.target().key(), each.target()));
            targets = found;
            last.keySet().retainAll(found.keySet());
            client.keepOnly(found.keySet());
        } finally {
            lock.unlock();
        }
        discovered.countDown();
    }

    private void step(long now) {
        List<Ask> asks = new ArrayList<>();
        lock.lock();
        try {
            for (ScrapeStep step : plan.poll(now, options.queue() - queue.size() - plan.pending())) {
                switch (step) {
                    case Ask ask -> asks.add(ask);
                    case Settled settled -> tell(settled.outcome());
                }
            }
            asks.forEach(this::begin);
        } finally {
            lock.unlock();
        }
    }

    private void begin(Ask ask) {
        ScrapeTarget target = targets.get(ask.key());
        if (target == null) {
            throw new IllegalStateException("A target is asked that is not there: " + ask);
        }
        asking.execute(() -> {
            Result result = ask(target, ask.slotMillis());
            lock.lock();
            try {
                plan.settle(ask, result, options.clock().millis()).ifPresentOrElse(this::tell, () -> giveBack(result));
            } finally {
                lock.unlock();
            }
        });
    }

    private Result ask(ScrapeTarget target, long slotMillis) {
        try {
            long endMillis = slotMillis + target.access().interval().toMillis();
            return client.ask(
                    target, Duration.ofMillis(endMillis - options.clock().millis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Result.Gap(GapCause.OPERATOR_AWAY, "the operator stopped");
        } catch (RuntimeException e) {
            if (closing.getCount() == 0) {
                return new Result.Gap(GapCause.OPERATOR_AWAY, "the operator stopped");
            }
            LOG.error("asking {} failed by a defect", target.key(), e);
            return new Result.Gap(GapCause.OPERATOR_AWAY, "a defect: " + e);
        }
    }

    private void tell(ScrapeOutcome outcome) {
        TargetKey key = new TargetKey(outcome.site(), outcome.node(), outcome.target());
        queue.add(rhythmOf(key), outcome);
        if (targets.containsKey(key)) {
            last.put(key, outcome.result() instanceof Result.Gap gap ? Optional.of(gap.cause()) : Optional.empty());
        }
    }

    private PlannedTarget rhythmOf(TargetKey key) {
        PlannedTarget rhythm = rhythms.get(key);
        if (rhythm == null) {
            throw new IllegalStateException("Nothing is known of " + key);
        }
        return rhythm;
    }

    private void giveBack(Result result) {
        if (result instanceof Result.Answer answer) {
            budget.giveBack(answer.body().length);
        }
    }

    private void pause() {
        long now = options.clock().millis();
        long millis = Math.clamp(nextMillis() - now, SHORTEST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS);
        if (closing.getCount() > 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
        }
    }

    /** Looks at once at what is due: for who moves the time on by leaps. */
    void wake() {
        LockSupport.unpark(planning);
    }

    private long nextMillis() {
        lock.lock();
        try {
            return plan.nextMillis().orElse(Long.MAX_VALUE);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Hands over all outcomes that wait, in the order in which they came.
     *
     * @return how many there were
     */
    public int drain(Consumer<ScrapeOutcome> sink) {
        List<ScrapeOutcome> all;
        lock.lock();
        try {
            all = queue.take();
        } finally {
            lock.unlock();
        }
        for (ScrapeOutcome outcome : all) {
            sink.accept(outcome);
            giveBack(outcome.result());
        }
        return all.size();
    }

    /** Returns how it gets on. */
    public ScrapeHealth health() {
        lock.lock();
        try {
            return ScrapeHealth.of(planning.isAlive(), plan.size(), last.values(), queue.size());
        } finally {
            lock.unlock();
        }
    }

    /** Returns up to when everything is asked and no request is under way; 0 while one is. */
    long settledUntil() {
        long stepped = steppedMillis;
        lock.lock();
        try {
            return plan.pending() == 0 ? stepped : 0;
        } finally {
            lock.unlock();
        }
    }

    private void save() {
        if (state.isEmpty()) {
            return;
        }
        try {
            state.get().write(progress());
        } catch (IOException e) {
            LOG.warn("how far scraping has come cannot be kept: {}", e.getMessage());
        }
    }

    private List<TargetProgress> progress() {
        lock.lock();
        try {
            return queue.asIfLost(plan.progress());
        } finally {
            lock.unlock();
        }
    }

    /** Stops asking; drain before. Requests under way are cut, and what was not drained is told by the next process. */
    @Override
    public void close() {
        closing.countDown();
        wake();
        join(discovering);
        join(planning);
        save();
        asking.shutdownNow();
        client.close();
    }

    private static void join(Thread thread) {
        try {
            if (!thread.join(Duration.ofSeconds(10))) {
                LOG.warn("the thread {} did not end", thread.getName());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
