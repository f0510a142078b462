package io.xisuan.operator.metering.scrape;

import static io.xisuan.operator.metering.scrape.FakeExporter.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.operator.metering.evidence.GapCause;
import io.xisuan.operator.metering.evidence.ScrapeOutcome;
import io.xisuan.operator.metering.evidence.ScrapeOutcome.Result;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scraper with real servers and threads, over time that the test moves on. */
class ScraperTest {
    private static final long START = 1_767_225_600_000L;
    private static final long INTERVAL = 15_000;

    private final AtomicLong now = new AtomicLong(START);
    private final List<ScrapeOutcome> outcomes = new ArrayList<>();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    private Path folder;

    private ScrapeOptions options(int queue) {
        InstantSource clock = () -> Instant.ofEpochMilli(now.get());
        return new ScrapeOptions(
                clock,
                queue,
                64L << 20,
                Duration.ofSeconds(1),
                Duration.ofHours(3),
                Optional.of(folder.resolve("state")));
    }

    private static ScrapeTarget target(int number, int port) {
        return new ScrapeTarget(
                new SiteId("site-a"),
                new NodeName("node-" + number),
                "dcgm-exporter",
                URI.create("http://127.0.0.1:%d/metrics".formatted(port)),
                TargetAccess.STANDARD);
    }

    private static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waiting for %s", what).isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    /** Waits until everything that is due by now was asked and has ended. */
    private void awaitStep(Scraper scraper) {
        await("a step", () -> {
            scraper.wake();
            return scraper.settledUntil() >= now.get();
        });
    }

    /** Moves time on through one slot in small steps, each when the last one's requests have ended. */
    private void oneSlot(Scraper scraper, int expected) {
        int before = outcomes.size();
        long end = (now.get() / INTERVAL + 1) * INTERVAL;
        while (now.get() < end) {
            now.addAndGet(Math.min(500, end - now.get()));
            awaitStep(scraper);
            scraper.drain(outcomes::add);
        }
        assertThat(outcomes.size() - before).isEqualTo(expected);
    }

    private Set<String> distinct() {
        TreeSet<String> distinct = new TreeSet<>();
        outcomes.forEach(outcome -> distinct.add(outcome.node() + " " + outcome.slotMillis()));
        return distinct;
    }

    @Test
    void each_slot_of_each_target_yields_its_answer_or_the_cause_of_its_gap() throws IOException {
        try (FakeExporter good = FakeExporter.answering(ok("up 1\n"));
                FakeExporter bad = FakeExporter.answering("HTTP/1.1 503 Busy\r\n\r\n")) {
            List<ScrapeTarget> targets = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                targets.add(target(i, i < 15 ? good.port() : bad.port()));
            }
            try (Scraper scraper = Scraper.start(options(1_000), () -> targets)) {
                await("the first look", () -> scraper.health().targets() == 20);
                for (int i = 0; i < 3; i++) {
                    oneSlot(scraper, 20);
                }
                assertThat(scraper.health().answered()).isEqualTo(15);
                assertThat(scraper.health().gaps()).containsExactly(Map.entry(GapCause.HTTP_STATUS, 5));
            }
            assertThat(distinct()).hasSize(60);
            assertThat(good.connections()).isEqualTo(15);
        }
    }

    @Test
    void a_new_process_tells_of_the_slots_in_which_there_was_none() throws IOException {
        try (FakeExporter good = FakeExporter.answering(ok("up 1\n"))) {
            List<ScrapeTarget> targets = List.of(target(0, good.port()), target(1, good.port()));
            try (Scraper scraper = Scraper.start(options(1_000), () -> targets)) {
                await("the first look", () -> scraper.health().targets() == 2);
                oneSlot(scraper, 2);
            }
            now.addAndGet(2 * 3_600_000);
            try (Scraper scraper = Scraper.start(options(1_000), () -> targets)) {
                await("the gaps", () -> scraper.drain(outcomes::add) >= 0 && outcomes.size() >= 2 + 2 * 480);
                oneSlot(scraper, 2);
            }
        }
        assertThat(outcomes).hasSize(2 + 2 * 480 + 2);
        assertThat(distinct()).hasSize(outcomes.size());
        assertThat(outcomes.stream()
                        .filter(outcome ->
                                outcome.result() instanceof Result.Gap gap && gap.cause() == GapCause.OPERATOR_AWAY))
                .hasSize(2 * 480);
    }

    /** What is due of the targets that the last process left is asked once it is known where they are. */
    @Test
    void a_new_process_whose_targets_are_looked_up_slowly_asks_them_nevertheless() throws IOException {
        CountDownLatch slow = new CountDownLatch(1);
        try (FakeExporter good = FakeExporter.answering(ok("up 1\n"))) {
            List<ScrapeTarget> targets = List.of(target(0, good.port()), target(1, good.port()));
            try (Scraper scraper = Scraper.start(options(1_000), () -> targets)) {
                await("the first look", () -> scraper.health().targets() == 2);
                oneSlot(scraper, 2);
            }
            now.addAndGet(INTERVAL - 1);
            try (Scraper scraper = Scraper.start(options(1_000), () -> {
                await("the test", () -> slow.getCount() == 0);
                return targets;
            })) {
                for (int i = 0; i < 100; i++) {
                    scraper.wake();
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
                }
                slow.countDown();
                awaitStep(scraper);
                scraper.drain(outcomes::add);
            }
        }
        assertThat(outcomes).hasSize(4);
        assertThat(distinct()).hasSize(4);
    }

    @Test
    void who_does_not_drain_gets_gaps_and_not_a_full_memory() throws IOException {
        try (FakeExporter good = FakeExporter.answering(ok("up 1\n"))) {
            List<ScrapeTarget> targets = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                targets.add(target(i, good.port()));
            }
            try (Scraper scraper = Scraper.start(options(25), () -> targets)) {
                await("the first look", () -> scraper.health().targets() == 10);
                for (int i = 0; i < 120; i++) {
                    now.addAndGet(500);
                    awaitStep(scraper);
                    assertThat(scraper.health().waiting()).isLessThanOrEqualTo(25);
                }
                await("all", () -> scraper.drain(outcomes::add) == 0 && outcomes.size() >= 40);
            }
        }
        assertThat(distinct()).hasSize(40);
        assertThat(outcomes)
                .hasSize(40)
                .anyMatch(
                        outcome -> outcome.result() instanceof Result.Gap gap && gap.cause() == GapCause.OPERATOR_AWAY);
    }

    @Test
    void a_discovery_that_fails_changes_nothing() throws IOException {
        try (FakeExporter good = FakeExporter.answering(ok("up 1\n"))) {
            AtomicLong looks = new AtomicLong();
            try (Scraper scraper = Scraper.start(options(100), () -> {
                if (looks.incrementAndGet() > 1) {
                    throw new IllegalStateException("no cluster");
                }
                return List.of(target(0, good.port()));
            })) {
                await("the first look", () -> scraper.health().targets() == 1);
                oneSlot(scraper, 1);
                await("another look", () -> looks.get() > 1);
                oneSlot(scraper, 1);
            }
        }
        assertThat(outcomes)
                .hasSize(2)
                .allSatisfy(outcome -> assertThat(outcome.result()).isInstanceOf(Result.Answer.class));
    }
}
