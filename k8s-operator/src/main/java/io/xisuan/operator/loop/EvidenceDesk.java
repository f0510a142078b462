package io.xisuan.operator.loop;

import io.xisuan.model.DeviceKey;
import io.xisuan.model.InputException;
import io.xisuan.model.Interval;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.operator.metering.evidence.DeviceEvent;
import io.xisuan.operator.metering.evidence.EvidenceCollector;
import io.xisuan.operator.metering.evidence.EvidenceSummary;
import io.xisuan.operator.metering.evidence.OwnerPolls;
import io.xisuan.operator.metering.evidence.ScrapeOutcome;
import io.xisuan.operator.metering.evidence.files.EvidenceFiles;
import io.xisuan.operator.metering.live.LiveEvidence;
import io.xisuan.operator.metering.live.OwnerWord;
import io.xisuan.operator.metering.scrape.ScrapeHealth;
import io.xisuan.operator.metering.scrape.ScrapeOptions;
import io.xisuan.operator.metering.scrape.ScrapeTarget;
import io.xisuan.operator.metering.scrape.Scraper;
import io.xisuan.operator.metering.scrape.archive.ArchiveOptions;
import io.xisuan.operator.metering.scrape.archive.EvidenceArchive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks agents and exporters, keeps what they said, and answers the meter. It has a thread of its own, so that a slow cluster does
 * not make gaps; nothing that goes wrong here stops metering, because evidence bills nothing.
 */
final class EvidenceDesk implements LiveEvidence, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EvidenceDesk.class);
    private static final long INTERVAL_MILLIS = 15_000;
    private static final long HOUR_MILLIS = 3_600_000;

    /** A day is closed after its end, and its records are vouched for from its start on. */
    private static final long MEMORY_MILLIS = 26 * HOUR_MILLIS;

    private static final long MOST_ARCHIVE_BYTES = 20L << 30;
    private static final long DRAIN_MILLIS = 200;

    /** How long slots and minutes are kept; hours stay for good. */
    private static final long KEEP_SLOTS_MILLIS = 7 * 24 * HOUR_MILLIS;

    private static final long KEEP_MINUTES_MILLIS = 400 * 24 * HOUR_MILLIS;

    private final Path folder;
    private final InstantSource clock;
    private final EvidenceFiles files;
    private final EvidenceArchive archive;
    private final EvidenceCollector collector = new EvidenceCollector(INTERVAL_MILLIS);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread keeping = Thread.ofPlatform().daemon().name("evidence").unstarted(this::keep);
    private volatile List<ScrapeTarget> targets = List.of();
    private Optional<Scraper> scraper = Optional.empty();
    private long flushedMillis;

    private EvidenceDesk(Path folder, InstantSource clock, EvidenceArchive archive) {
        this.folder = folder;
        this.clock = clock;
        this.files = new EvidenceFiles(folder.resolve("slots"));
        this.archive = archive;
    }

    /**
     * Opens the evidence in the folder, with what was kept of the last day.
     *
     * @throws InputException when the folder cannot be used
     */
    static EvidenceDesk open(Path folder, InstantSource clock) {
        try {
            EvidenceDesk desk = new EvidenceDesk(
                    folder,
                    clock,
                    EvidenceArchive.open(ArchiveOptions.standard(folder.resolve("texts"), MOST_ARCHIVE_BYTES)));
            desk.restore();
            return desk;
        } catch (IOException | UncheckedIOException e) {
            throw InputException.of("the evidence in %s cannot be opened: %s".formatted(folder, e.getMessage()));
        }
    }

    private void restore() {
        flushedMillis = clock.millis();
        files.restore(collector, flushedMillis - MEMORY_MILLIS)
                .forEach(damaged -> LOG.error(
                        "an hour of evidence is put aside; what it would have confirmed is verified by count: {}",
                        damaged));
    }

    /** Notes whom to ask from now on; the first time begins to ask. */
    void ask(List<ScrapeTarget> wanted) {
        targets = List.copyOf(wanted);
        if (scraper.isEmpty()) {
            scraper = Optional.of(
                    Scraper.start(ScrapeOptions.standard(clock, folder.resolve("scrape-state")), () -> this.targets));
            keeping.start();
        }
    }

    /** Returns how asking goes, once it has begun. */
    Optional<ScrapeHealth> health() {
        return scraper.map(Scraper::health);
    }

    private void keep() {
        Scraper asked = scraper.orElseThrow();
        try {
            while (!closing.await(DRAIN_MILLIS, TimeUnit.MILLISECONDS)) {
                asked.drain(this::takeSafely);
                tend(clock.millis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One outcome that cannot be kept costs itself, never the others. */
    private void takeSafely(ScrapeOutcome outcome) {
        try {
            take(outcome);
        } catch (RuntimeException e) {
            LOG.error("an answer of {} on {} cannot be kept", outcome.target(), outcome.node(), e);
        }
    }

    private void take(ScrapeOutcome outcome) {
        outcome.body().ifPresent(body -> archive.keep(body, outcome.askedMillis()));
        synchronized (collector) {
            collector.take(outcome);
        }
    }

    /** Writes each hour that is over, and lets go of what is older than a day. */
    private void tend(long nowMillis) {
        if (Math.floorDiv(nowMillis, HOUR_MILLIS) == Math.floorDiv(flushedMillis, HOUR_MILLIS)) {
            return;
        }
        long since = flushedMillis - HOUR_MILLIS;
        flushedMillis = nowMillis;
        try {
            synchronized (collector) {
                files.flush(collector, since, nowMillis);
            }
            files.compact(nowMillis - KEEP_SLOTS_MILLIS, nowMillis - KEEP_MINUTES_MILLIS);
        } catch (RuntimeException e) {
            LOG.error("an hour of evidence cannot be kept in {}", folder, e);
        } finally {
            synchronized (collector) {
                collector.forgetBefore(nowMillis - MEMORY_MILLIS);
            }
        }
    }

    @Override
    public List<OwnerWord> owners(SiteId site, NodeName node, Interval interval) {
        synchronized (collector) {
            OwnerPolls polls = collector.owners(site, node, interval);
            return polls.owned().stream().map(owned -> word(owned, polls)).toList();
        }
    }

    private static OwnerWord word(OwnerPolls.Owned owned, OwnerPolls polls) {
        return new OwnerWord(
                owned.device(),
                owned.resource(),
                owned.pod().uid(),
                owned.polls(),
                Math.max(0, polls.expected() - owned.polls()),
                owned.firstMillis(),
                owned.lastMillis());
    }

    @Override
    public EvidenceSummary summary(SiteId site, NodeName node, DeviceKey device, Interval interval) {
        synchronized (collector) {
            return collector.summary(site, node, device, interval);
        }
    }

    @Override
    public List<DeviceEvent> events(SiteId site, NodeName node, Interval interval) {
        synchronized (collector) {
            return collector.events(site, node, interval.startMillis(), interval.endMillis());
        }
    }

    @Override
    public void close() throws IOException {
        closing.countDown();
        if (scraper.isPresent()) {
            try {
                keeping.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            scraper.get().drain(this::takeSafely);
            scraper.get().close();
        }
        synchronized (collector) {
            files.flushOpen(collector);
        }
        archive.close();
    }
}
