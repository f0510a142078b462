package io.xisuan.operator.loop;

import io.xisuan.billing.notice.Notice;
import io.xisuan.billing.store.FencedException;
import io.xisuan.billing.store.Intent;
import io.xisuan.billing.store.NoticeBook;
import io.xisuan.billing.store.Store;
import io.xisuan.billing.store.StoreException;
import io.xisuan.operator.metrics.Labels;
import io.xisuan.operator.metrics.Metric;
import io.xisuan.operator.metrics.OperatorMetrics;
import io.xisuan.operator.notice.NoticeOptions;
import io.xisuan.operator.notice.send.Courier;
import io.xisuan.operator.notice.send.NoticeSettings;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells people what they want to know, in a thread beside the loop: a step hands over what it saw and waits for nothing, and whatever fails
 * here stops nothing else.
 */
final class NoticeDesk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NoticeDesk.class);

    private static final long ROUND_MILLIS = 1_000;
    private static final long LOOK_MILLIS = 5_000;
    private static final long AFTER_FAILURE_MILLIS = 15_000;
    private static final long STOP_SECONDS = 10;

    private final NoticeBook book;
    private final long epoch;
    private final NoticeSettings settings;
    private final InstantSource clock;
    private final BooleanSupplier mayAct;
    private final OperatorMetrics metrics;
    private final NoticeFinder finder;
    private final Courier courier;
    private volatile Optional<NoticeView> seen = Optional.empty();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "notice-desk");
    private long lookedMillis = Long.MIN_VALUE / 2;
    private boolean tookOver;

    /**
     * @param mayAct whether it is certain that nobody else leads
     */
    NoticeDesk(
            Store store,
            long epoch,
            NoticeSettings settings,
            InstantSource clock,
            BooleanSupplier mayAct,
            OperatorMetrics metrics) {
        this.book = new NoticeBook(store);
        this.epoch = epoch;
        this.settings = settings;
        this.clock = clock;
        this.mayAct = mayAct;
        this.metrics = metrics;
        this.finder = new NoticeFinder(store, epoch);
        this.courier = new Courier(book, epoch, clock, mayAct, metrics);
    }

    /** Begins to tell. */
    NoticeDesk start() {
        thread.setDaemon(true);
        thread.start();
        return this;
    }

    /** Takes what a step saw. */
    void show(Sight sight, List<Intent> live) {
        seen = Optional.of(new NoticeView(sight, live));
    }

    private void run() {
        try {
            long pause = ROUND_MILLIS;
            while (!asked.await(pause, TimeUnit.MILLISECONDS)) {
                pause = turn();
            }
        } catch (FencedException e) {
            LOG.info("notices end here: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Does a round and returns how long to wait before the next. */
    private long turn() {
        try {
            if (mayAct.getAsBoolean()) {
                round();
            }
            return ROUND_MILLIS;
        } catch (FencedException e) {
            throw e;
        } catch (StoreException e) {
            LOG.warn("notices wait for the store: {}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("notices wait after a defect", e);
        }
        return AFTER_FAILURE_MILLIS;
    }

    /** Finds what is new, then sends what is due. */
    void round() {
        long now = clock.millis();
        NoticeOptions options = settings.now();
        if (!tookOver) {
            int left = book.takeOver(epoch, now);
            if (left > 0) {
                LOG.warn("{} notices were being sent when a leader ended: they may arrive twice", left);
            }
            tookOver = true;
        }
        Optional<NoticeView> view = seen;
        if (view.isPresent() && now - lookedMillis >= LOOK_MILLIS) {
            for (Notice notice : finder.look(view.get(), options)) {
                metrics.count(Metric.NOTICES, notice.kind().word());
            }
            figures(now);
            lookedMillis = now;
        }
        courier.round(options);
    }

    private void figures(long nowMillis) {
        TreeMap<Labels, Double> open = new TreeMap<>();
        TreeMap<Labels, Double> oldest = new TreeMap<>();
        settings.now().channels().keySet().forEach(name -> open.put(Labels.of(name), 0.0));
        book.open().forEach((channel, waits) -> {
            open.put(Labels.of(channel), (double) waits.deliveries());
            oldest.put(Labels.of(channel), Math.max(0, nowMillis - waits.oldestMillis()) / 1_000.0);
        });
        metrics.show(Metric.NOTICES_OPEN, open);
        metrics.show(Metric.NOTICE_OLDEST_AGE, oldest);
    }

    /** Stops telling: what is under way is waited for a moment. */
    @Override
    public void close() {
        asked.countDown();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            courier.close();
        } catch (StoreException | FencedException e) {
            LOG.info("what was being sent is not noted: {}", e.getMessage());
        }
    }
}
