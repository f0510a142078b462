package io.xisuan.benchmarks;

import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.operator.metering.evidence.ScrapeOutcome;
import io.xisuan.operator.metering.exposition.ExpositionFormat;
import io.xisuan.operator.metering.exposition.ExpositionParser;
import io.xisuan.operator.metering.scrape.ScrapeOptions;
import io.xisuan.operator.metering.scrape.ScrapeTarget;
import io.xisuan.operator.metering.scrape.Scraper;
import io.xisuan.operator.metering.scrape.TargetAccess;
import io.xisuan.operator.metering.scrape.TlsTrust;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Scraping as the operator does it: every target once in 15 s, each text parsed strictly; the targets are another process. */
final class ScrapeRun implements Run {
    private static final int INTERVAL_SECONDS = 15;
    private static final double MEGA = 1e6;

    @Override
    public String name() {
        return "scrape";
    }

    @Override
    public String about() {
        return "cores that scraping all targets every 15 s takes, reading included (--tls true: over TLS)";
    }

    @Override
    public Map<String, String> defaults() {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("targets", "2000");
        defaults.put("seconds", "30");
        defaults.put("warm-up", "45");
        defaults.put("tls", "false");
        defaults.put("client", "xisuan");
        return defaults;
    }

    @Override
    public Measured measure(Parameters parameters, Consumer<String> progress) {
        boolean tls = parameters.flag("tls");
        try {
            Path folder = Files.createTempDirectory("xisuan-scrape");
            try (ScrapedChild child = new ScrapedChild(tls ? Optional.of(folder) : Optional.empty())) {
                Scraping scraping = parameters.text("client").equals("jdk")
                        ? new JdkScraping(targets(parameters, child.port(), folder))
                        : new OwnScraping(targets(parameters, child.port(), folder), folder.resolve("state"));
                try (scraping) {
                    return measured(parameters, child, scraping, progress);
                }
            }
        } catch (IOException e) {
            throw new NotMeasured("a folder for the keys cannot be made: " + e.getMessage());
        }
    }

    /** Something that scrapes in threads of its own. */
    interface Scraping extends AutoCloseable {
        /** Reads what came in since the last call, in the calling thread. */
        void read(Counts counts);

        @Override
        void close();
    }

    /** What came in. */
    static final class Counts {
        private long answered;
        private final TreeMap<String, Integer> gaps = new TreeMap<>();
        private long bytes;
        private long samples;

        void answer(byte[] body, ExpositionFormat format) {
            answered++;
            bytes += body.length;
            samples += ExpositionParser.parse(body, format, sample -> {}).samples();
        }

        void gap(String cause) {
            gaps.merge(cause, 1, Integer::sum);
        }

        private long gaps() {
            return gaps.values().stream().mapToLong(Integer::longValue).sum();
        }

        /** Time-outs cost little: a figure counts only where at least 99 slots of 100 were answered. */
        void requireAnswers() {
            long told = answered + gaps();
            if (answered == 0 || gaps() * 100 > told) {
                throw new NotMeasured("only %d of %d slots were answered, gaps %s; the cores of time-outs are no figure"
                        .formatted(answered, told, gaps));
            }
        }
    }

    private static Measured measured(
            Parameters parameters, ScrapedChild child, Scraping scraping, Consumer<String> progress) {
        progress.accept("warming up");
        Counts before = new Counts();
        run(scraping, before, parameters.count("warm-up", 0, 600));
        progress.accept("measuring");
        Counts counts = new Counts();
        Duration own = ownTime();
        Duration theirs = child.processorTime();
        double seconds = run(scraping, counts, parameters.count("seconds", 1, 3_600)) / 1e9;
        double cores = ownTime().minus(own).toNanos() / 1e9 / seconds;
        double theirCores = child.processorTime().minus(theirs).toNanos() / 1e9 / seconds;
        counts.requireAnswers();
        return new Measured(
                figures(parameters, counts, seconds, cores, theirCores),
                List.of(
                        "Processor time of this process by wall time, over %.1f s; texts of %d bytes, %d samples read; gaps %s; while warming up %d answers, gaps %s."
                                .formatted(
                                        seconds,
                                        counts.bytes / Math.max(1, counts.answered),
                                        counts.samples,
                                        counts.gaps,
                                        before.answered,
                                        before.gaps)));
    }

    private static List<Figure> figures(
            Parameters parameters, Counts counts, double seconds, double cores, double theirCores) {
        boolean all = parameters.text("targets").equals("2000");
        String bar = parameters.flag("tls") ? "0.8" : "0.5";
        double millis = cores * seconds * 1e3 / Math.max(1, counts.answered);
        return List.of(
                Figure.once("cores", cores, "cores", all ? Optional.of(Bar.atMost(bar)) : Optional.empty()),
                Figure.once("answered", (double) counts.answered, "answers", Optional.empty()),
                Figure.once("gaps", (double) counts.gaps(), "gaps", Optional.empty()),
                Figure.once("mb-per-second", counts.bytes / MEGA / seconds, "MB/s", Optional.empty()),
                Figure.once("millis-per-answer", millis, "ms", Optional.empty()),
                Figure.once("cores-of-targets", theirCores, "cores", Optional.empty()));
    }

    /** Reads once a second, as the operator's loop does; returns how long it took in nanoseconds. */
    private static long run(Scraping scraping, Counts counts, int seconds) {
        long start = System.nanoTime();
        for (int i = 1; i <= seconds; i++) {
            long next = start + TimeUnit.SECONDS.toNanos(i);
            while (System.nanoTime() < next) {
                LockSupport.parkNanos(next - System.nanoTime());
            }
            scraping.read(counts);
        }
        return System.nanoTime() - start;
    }

    private static Duration ownTime() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .orElseThrow(() -> new NotMeasured("the system does not tell the processor time of a process"));
    }

    private static List<ScrapeTarget> targets(Parameters parameters, int port, Path folder) {
        boolean tls = parameters.flag("tls");
        TlsTrust trust = tls
                ? new TlsTrust(Optional.of(folder.resolve("ca.pem")), Optional.empty(), false, Optional.empty())
                : TlsTrust.STANDARD;
        TargetAccess access = new TargetAccess(
                Duration.ofSeconds(INTERVAL_SECONDS),
                TargetAccess.USUAL_TIMEOUT,
                true,
                TargetAccess.USUAL_MAX_BYTES,
                Optional.empty(),
                trust);
        URI uri = URI.create((tls ? "https" : "http") + "://127.0.0.1:%d/metrics".formatted(port));
        return IntStream.range(0, parameters.count("targets", 1, 20_000))
                .mapToObj(i ->
                        new ScrapeTarget(new SiteId("site"), new NodeName("node-" + i), "dcgm-exporter", uri, access))
                .toList();
    }

    /** The operator's own scraper. */
    private static final class OwnScraping implements Scraping {
        private final Scraper scraper;

        OwnScraping(List<ScrapeTarget> targets, Path state) {
            scraper = Scraper.start(ScrapeOptions.standard(InstantSource.system(), state), () -> targets);
        }

        @Override
        public void read(Counts counts) {
            scraper.drain(outcome -> {
                switch (outcome.result()) {
                    case ScrapeOutcome.Result.Answer answer -> counts.answer(answer.body(), answer.format());
                    case ScrapeOutcome.Result.Gap gap -> counts.gap(gap.cause().name());
                }
            });
        }

        @Override
        public void close() {
            scraper.close();
        }
    }
}
