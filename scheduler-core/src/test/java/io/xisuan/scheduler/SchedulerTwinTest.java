package io.xisuan.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.scheduler.demand.QueueOrder;
import io.xisuan.scheduler.plan.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The scheduler against its plain twin over seeded random situations. */
class SchedulerTwinTest {
    private static final int SITUATIONS = 3_000;

    @Test
    void fast_and_plain_plans_agree() {
        int starts = 0;
        int reserved = 0;
        for (long seed = 1; seed <= SITUATIONS; seed++) {
            List<String> facts = RandomSituation.of(new SplittableRandom(seed));
            int reservations = (int) (seed % 5);
            if (!agree(facts, reservations)) {
                List<String> least = shrunk(facts, reservations);
                assertThat(fast(least, reservations))
                        .as("seed %d, %d reservations, shrunk to:%n%s", seed, reservations, String.join("\n", least))
                        .isEqualTo(plain(least, reservations));
            }
            String plan = fast(facts, reservations);
            starts += count(plan, " start ");
            reserved += count(plan, " eta=");
        }
        assertThat(starts).as("starts compared").isGreaterThan(5_000);
        assertThat(reserved).as("reservations compared").isGreaterThan(1_000);
    }

    private static boolean agree(List<String> facts, int reservations) {
        return fast(facts, reservations).equals(plain(facts, reservations));
    }

    /** Leaves out every job, run and voucher without which the two still differ. */
    private static List<String> shrunk(List<String> facts, int reservations) {
        List<String> least = facts;
        for (int i = facts.size() - 1; i >= 0; i--) {
            List<String> fewer = new ArrayList<>(least);
            String fact = fewer.remove(i);
            if (!fact.startsWith("site") && !fact.startsWith("node") && !agree(fewer, reservations)) {
                least = fewer;
            }
        }
        return least;
    }

    private static String plain(List<String> facts, int reservations) {
        Scheduler.Situation situation = Scenario.of(String.join("\n", facts)).situation();
        return new PlainScheduler(situation, reservations).plan();
    }

    private static String fast(List<String> facts, int reservations) {
        Scheduler.Situation situation = Scenario.of(String.join("\n", facts)).situation();
        PlanOptions options = new PlanOptions(QueueOrder.PRIORITY, reservations, Integer.MAX_VALUE, true);
        return Scheduler.plan(situation, options).decisions().stream()
                .map(SchedulerTwinTest::line)
                .collect(Collectors.joining("\n"));
    }

    private static String line(Decision decision) {
        return decision.job().name() + " "
                + switch (decision) {
                    case Decision.Start start ->
                        "start " + start.site() + "/" + start.variant().type() + " "
                                + start.workers().stream()
                                        .map(worker -> worker.node().value())
                                        .collect(Collectors.joining(","));
                    case Decision.Wait wait ->
                        "wait" + wait.etaMillis().map(eta -> " eta=" + eta).orElse("");
                    case Decision.Never never -> "never";
                    case Decision.Preempt preempt -> "preempt";
                    case Decision.Resize resize -> "resize";
                    case Decision.Move move -> "move";
                };
    }

    private static int count(String text, String word) {
        return text.split(word, -1).length - 1;
    }
}
