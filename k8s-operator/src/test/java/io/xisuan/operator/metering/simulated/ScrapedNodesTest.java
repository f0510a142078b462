package io.xisuan.operator.metering.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.operator.metering.evidence.GapCause;
import io.xisuan.operator.metering.evidence.Scrape;
import io.xisuan.operator.metering.evidence.ScrapeOutcome;
import io.xisuan.operator.metering.evidence.ScrapeOutcome.Result;
import io.xisuan.operator.metering.evidence.ScrapeReader;
import io.xisuan.operator.metering.scrape.ScrapeOptions;
import io.xisuan.operator.metering.scrape.ScrapeTarget;
import io.xisuan.operator.metering.scrape.Scraper;
import io.xisuan.operator.metering.scrape.TargetAccess;
import io.xisuan.operator.metering.scrape.TlsTrust;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Simulated nodes of every shape and fault, asked over HTTP by the real scraper. */
class ScrapedNodesTest {
    private static final SiteId SITE = new SiteId("sim");
    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final int SLOTS = 2;
    private static final long LIMIT_NANOS = Duration.ofSeconds(60).toNanos();
    private static final TargetAccess ACCESS =
            new TargetAccess(INTERVAL, Duration.ofMillis(1_500), true, 1 << 20, Optional.empty(), TlsTrust.STANDARD);

    private final List<SimulatedNode> nodes = new ArrayList<>();
    private final List<ScrapeTarget> targets = new ArrayList<>();

    @AfterEach
    void stop() {
        nodes.forEach(SimulatedNode::close);
    }

    private SimulatedExporter exporter(ExporterShape shape, String node) {
        SimulatedNode made = new SimulatedNode(shape.make(), node, 2, System::currentTimeMillis, nodes.size());
        nodes.add(made);
        SimulatedExporter exporter = made.add(shape);
        targets.add(new ScrapeTarget(
                SITE,
                new NodeName(node),
                shape.target(),
                URI.create("http://127.0.0.1:%d/metrics".formatted(exporter.port())),
                ACCESS));
        return exporter;
    }

    /** Returns what came of each node's target in {@link #SLOTS} slots or more, by node. */
    private SortedMap<String, List<ScrapeOutcome>> scraped() {
        TreeMap<String, List<ScrapeOutcome>> outcomes = new TreeMap<>();
        ScrapeOptions options = new ScrapeOptions(
                Clock.systemUTC(), 1_000, 1L << 24, Duration.ofSeconds(1), Duration.ofHours(1), Optional.empty());
        long end = System.nanoTime() + LIMIT_NANOS;
        try (Scraper scraper = Scraper.start(options, () -> List.copyOf(targets))) {
            while (outcomes.size() < targets.size()
                    || outcomes.values().stream().anyMatch(each -> each.size() < SLOTS)) {
                int unused = scraper.drain(
                        outcome -> outcomes.computeIfAbsent(outcome.node().value(), node -> new ArrayList<>())
                                .add(outcome));
                assertThat(System.nanoTime()).as("%s", outcomes.keySet()).isLessThan(end);
                LockSupport.parkNanos(20_000_000);
            }
        }
        return outcomes;
    }

    @Test
    void every_shape_answers_the_scraper_and_is_understood() {
        for (ExporterShape shape : ExporterShape.values()) {
            exporter(shape, shape.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        scraped()
                .forEach((node, outcomes) -> outcomes.forEach(outcome -> {
                    assertThat(outcome.result()).as(node).isInstanceOf(Result.Answer.class);
                    Result.Answer answer = (Result.Answer) outcome.result();
                    Scrape scrape = ScrapeReader.read(answer.body(), answer.format(), outcome.slotMillis() - 30_000);
                    assertThat(scrape.exporter().orElse("unknown")).as(node).startsWith(outcome.target());
                }));
    }

    @Test
    void a_target_that_fails_is_a_gap_with_its_cause_in_every_slot_and_spoils_no_other() {
        exporter(ExporterShape.DCGM_4, "well");
        exporter(ExporterShape.DCGM_4, "down").fail(ExporterFault.DOWN);
        exporter(ExporterShape.NPU, "hanging").fail(ExporterFault.HANGING);
        exporter(ExporterShape.DCU, "failing").fail(ExporterFault.STATUS_500);
        SortedMap<String, List<ScrapeOutcome>> outcomes = scraped();
        assertThat(causes(outcomes, "well")).isEmpty();
        assertThat(causes(outcomes, "down")).containsOnly(GapCause.UNREACHABLE);
        assertThat(causes(outcomes, "hanging")).containsOnly(GapCause.TIMEOUT);
        assertThat(causes(outcomes, "failing")).containsOnly(GapCause.HTTP_STATUS);
        outcomes.forEach((node, each) -> assertThat(new TreeSet<>(
                        each.stream().map(ScrapeOutcome::slotMillis).toList()))
                .as("%s: one outcome a slot", node)
                .hasSameSizeAs(each));
    }

    private static List<GapCause> causes(SortedMap<String, List<ScrapeOutcome>> outcomes, String node) {
        return outcomes.getOrDefault(node, List.of()).stream()
                .map(ScrapeOutcome::result)
                .filter(Result.Gap.class::isInstance)
                .map(gap -> ((Result.Gap) gap).cause())
                .toList();
    }
}
