package io.xisuan.operator.metering.scrape;

import static io.xisuan.operator.metering.scrape.FakeExporter.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.operator.metering.evidence.ScrapeOutcome;
import io.xisuan.operator.metering.evidence.ScrapeOutcome.Result;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many targets over TLS at once, over time that the test moves on. */
class ScraperTlsTest {
    private static final int TARGETS = 200;
    private static final int SLOTS = 3;
    private static final Duration INTERVAL = Duration.ofMinutes(5);
    private static final long START = 1_767_225_600_000L;

    private final AtomicLong now = new AtomicLong(START);

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    private Path folder;

    private static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waiting for %s", what).isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    private static List<ScrapeTarget> targets(int port, Path authority) {
        TlsTrust trust = new TlsTrust(Optional.of(authority), Optional.empty(), false, Optional.empty());
        TargetAccess access = new TargetAccess(INTERVAL, Duration.ofMinutes(1), true, 1 << 20, Optional.empty(), trust);
        URI uri = URI.create("https://127.0.0.1:%d/metrics".formatted(port));
        return IntStream.range(0, TARGETS)
                .mapToObj(
                        i -> new ScrapeTarget(new SiteId("a"), new NodeName("node-" + i), "dcgm-exporter", uri, access))
                .toList();
    }

    @Test
    void all_are_answered_in_every_slot_over_one_connection_each_although_all_begin_at_once() throws Exception {
        TestCertificates certificates = new TestCertificates(folder);
        List<ScrapeOutcome> outcomes = new ArrayList<>();
        ScrapeOptions options = new ScrapeOptions(
                () -> Instant.ofEpochMilli(now.get()),
                1_000,
                64L << 20,
                Duration.ofMinutes(1),
                Duration.ofHours(1),
                Optional.empty());
        try (FakeExporter exporter = FakeExporter.start(certificates.server("server", false), (socket, request) -> {
            socket.getOutputStream().write(ok("up 1\n").getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            return true;
        })) {
            List<ScrapeTarget> targets = targets(exporter.port(), certificates.pem("ca"));
            try (Scraper scraper = Scraper.start(options, () -> targets)) {
                await("the first look", () -> scraper.health().targets() == TARGETS);
                for (int slot = 0; slot < SLOTS; slot++) {
                    now.set(START + slot * INTERVAL.toMillis() + INTERVAL.toMillis() * 2 / 3);
                    await("the answers", () -> {
                        scraper.wake();
                        return scraper.settledUntil() >= now.get();
                    });
                    scraper.drain(outcomes::add);
                }
            }
            assertThat(exporter.connections()).isEqualTo(TARGETS);
        }
        assertThat(outcomes)
                .hasSize(SLOTS * TARGETS)
                .allSatisfy(outcome -> assertThat(outcome.result()).isInstanceOf(Result.Answer.class));
    }
}
