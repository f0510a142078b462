package io.xisuan.operator.metering.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.operator.metering.evidence.GapCause;
import io.xisuan.operator.metering.evidence.ScrapeOutcome.Result;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** A client with its budget, and what tests ask of it. */
final class ClientGround implements AutoCloseable {
    static final int MOST_BYTES = 1 << 20;
    private static final long BUDGET = 64L << 20;

    private final ByteBudget budget;
    private final ExporterClient client;
    private final long all;
    private final AtomicLong taken = new AtomicLong();

    ClientGround() {
        this(BUDGET);
    }

    ClientGround(long bytes) {
        this(bytes, Duration.ofSeconds(1));
    }

    ClientGround(long bytes, Duration longestTurn) {
        all = bytes;
        budget = new ByteBudget(bytes);
        client = new ExporterClient(InstantSource.system(), budget, longestTurn);
    }

    static TargetAccess access(int timeoutMillis) {
        return new TargetAccess(
                Duration.ofSeconds(15),
                Duration.ofMillis(timeoutMillis),
                true,
                MOST_BYTES,
                Optional.empty(),
                TlsTrust.STANDARD);
    }

    static ScrapeTarget target(String uri, TargetAccess access) {
        return new ScrapeTarget(new SiteId("site-a"), new NodeName("node-1"), "dcgm-exporter", URI.create(uri), access);
    }

    static ScrapeTarget target(FakeExporter exporter, int timeoutMillis) {
        return target("http://127.0.0.1:%d/metrics".formatted(exporter.port()), access(timeoutMillis));
    }

    Result ask(ScrapeTarget target) throws InterruptedException {
        return ask(target, Duration.ofSeconds(15));
    }

    Result ask(ScrapeTarget target, Duration patience) throws InterruptedException {
        Result result = client.ask(target, patience);
        if (result instanceof Result.Answer answer) {
            taken.addAndGet(answer.body().length);
        }
        return result;
    }

    Result ask(FakeExporter exporter) throws InterruptedException {
        return ask(target(exporter, 5_000));
    }

    static void isText(Result result, String text) {
        assertThat(result).isInstanceOf(Result.Answer.class);
        assertThat(new String(((Result.Answer) result).body(), StandardCharsets.UTF_8))
                .isEqualTo(text);
    }

    static void isGap(Result result, GapCause cause, String detail) {
        assertThat(result).isInstanceOf(Result.Gap.class);
        assertThat(((Result.Gap) result).cause()).as(result.toString()).isEqualTo(cause);
        assertThat(((Result.Gap) result).detail()).contains(detail);
    }

    /** Closes the client; every byte that no answer holds must be back in the budget. */
    @Override
    public void close() {
        client.close();
        assertThat(budget.left()).isEqualTo(all - taken.get());
    }
}
