package io.xisuan.operator.metering.scrape;

import io.xisuan.operator.metering.evidence.ScrapeOutcome.Result;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Asks targets once each, for people who want to know now whether they answer; nothing of it is kept as evidence. */
public final class ExporterProbe {
    private static final long BYTES = 256L << 20;

    private ExporterProbe() {}

    /** A target and what came of asking it. */
    public record Asked(ScrapeTarget target, Result result) {}

    /** Asks all at once, each within its own time-out, and returns what came of it in their order. */
    public static List<Asked> ask(List<ScrapeTarget> targets, InstantSource clock) throws InterruptedException {
        ByteBudget budget = new ByteBudget(BYTES);
        try (ExporterClient client = new ExporterClient(clock, budget, ExporterClient.LONGEST_TURN);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Asked>> asked = targets.stream()
                    .map(target -> threads.submit(() -> ask(client, budget, target)))
                    .toList();
            List<Asked> answers = new ArrayList<>();
            for (Future<Asked> answer : asked) {
                answers.add(answer.get());
            }
            return answers;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a probe ended by a defect", e.getCause());
        }
    }

    private static Asked ask(ExporterClient client, ByteBudget budget, ScrapeTarget target)
            throws InterruptedException {
        Result result = client.ask(target, target.access().timeout());
        if (result instanceof Result.Answer answer) {
            budget.giveBack(answer.body().length);
        }
        return new Asked(target, result);
    }
}
