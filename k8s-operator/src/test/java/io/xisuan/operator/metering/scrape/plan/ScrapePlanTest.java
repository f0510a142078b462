package io.xisuan.operator.metering.scrape.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.operator.metering.evidence.GapCause;
import io.xisuan.operator.metering.evidence.ScrapeOutcome.Result;
import io.xisuan.operator.metering.exposition.ExpositionFormat;
import io.xisuan.operator.metering.scrape.plan.ScrapeStep.Ask;
import io.xisuan.operator.metering.scrape.plan.ScrapeStep.Settled;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ScrapePlanTest {
    private static final long HOUR = 3_600_000;
    private static final long START = 1_767_225_600_000L;
    private static final PlannedTarget TARGET = new PlannedTarget(PlanWorld.key(0), 15_000, 10_000);
    private static final Result ANSWER = new Result.Answer(new byte[] {1}, ExpositionFormat.TEXT, START);

    @Test
    void every_expected_slot_has_exactly_one_outcome_whatever_happens() {
        for (long seed = 0; seed < 300; seed++) {
            PlanWorld world = new PlanWorld(new SplittableRandom(seed), true);
            world.run(HOUR / 2);
            assertThat(world.wrong()).as("seed %d", seed).isEmpty();
        }
    }

    @Test
    void an_operator_that_is_there_is_never_away() {
        for (long seed = 0; seed < 50; seed++) {
            PlanWorld world = new PlanWorld(new SplittableRandom(seed), false);
            world.run(HOUR / 2);
            assertThat(world.wrong()).as("seed %d", seed).isEmpty();
            assertThat(world.outcomes())
                    .as("seed %d", seed)
                    .noneMatch(outcome -> outcome.result() instanceof Result.Gap gap
                            && (gap.cause() == GapCause.OPERATOR_AWAY || gap.cause() == GapCause.TIMEOUT));
        }
    }

    @Test
    void two_hours_away_are_480_gaps_a_target_and_the_current_slot_is_asked_first() {
        ScrapePlan before = new ScrapePlan(List.of(), START);
        before.targets(List.of(TARGET), START);
        ScrapePlan after = new ScrapePlan(before.progress(), 0);
        long now = START + 2 * HOUR + TARGET.jitterMillis();
        after.targets(List.of(TARGET), now);

        List<ScrapeStep> first = after.poll(now, 4);
        assertThat(first).hasSize(4);
        assertThat(first.getFirst()).isInstanceOf(Ask.class);
        int gaps = 3;
        for (List<ScrapeStep> next = after.poll(now, 100); !next.isEmpty(); next = after.poll(now, 100)) {
            assertThat(next)
                    .allMatch(step -> step instanceof Settled settled
                            && settled.outcome().result() instanceof Result.Gap gap
                            && gap.cause() == GapCause.OPERATOR_AWAY);
            gaps += next.size();
        }
        assertThat(gaps).isEqualTo(480);
    }

    @Test
    void a_request_that_never_ends_costs_its_target_gaps_and_nobody_else() {
        ScrapePlan plan = new ScrapePlan(List.of(), START);
        plan.targets(List.of(TARGET), START);
        List<ScrapeStep> steps = new ArrayList<>();
        for (long now = START; now < START + 60_000; now += 100) {
            steps.addAll(plan.poll(now, 10));
        }
        assertThat(steps.getFirst()).isInstanceOf(Ask.class);
        assertThat(steps.subList(1, steps.size()))
                .hasSize(4)
                .allMatch(step -> step instanceof Settled settled
                        && settled.outcome().result() instanceof Result.Gap gap
                        && gap.cause() == GapCause.TIMEOUT);
        assertThat(plan.settle((Ask) steps.getFirst(), ANSWER, START + 60_000)).isEmpty();
        assertThat(plan.poll(START + 60_000 + TARGET.jitterMillis(), 10))
                .hasSize(1)
                .allMatch(Ask.class::isInstance);
    }

    @Test
    void a_target_that_goes_while_it_is_due_ends_with_a_cause() {
        ScrapePlan plan = new ScrapePlan(List.of(), START);
        plan.targets(List.of(TARGET), START);
        plan.targets(List.of(), START + TARGET.jitterMillis() + 1);
        List<ScrapeStep> steps = plan.poll(START + TARGET.jitterMillis() + 1, 10);
        assertThat(steps)
                .singleElement()
                .satisfies(step -> assertThat(((Settled) step).outcome().result())
                        .isEqualTo(new Result.Gap(GapCause.NO_SCRAPE, "no longer discovered")));
        assertThat(plan.progress()).isEmpty();
    }

    @Test
    void moments_of_asking_are_spread_evenly_and_never_change() {
        TreeMap<Long, Integer> seconds = new TreeMap<>();
        for (int i = 0; i < 3_000; i++) {
            long jitter = new PlannedTarget(PlanWorld.key(i), 15_000, 10_000).jitterMillis();
            seconds.merge(jitter / 1_000, 1, Integer::sum);
        }
        assertThat(seconds.keySet()).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
        assertThat(seconds.values()).allMatch(count -> count > 240 && count < 360);
        assertThat(TARGET.jitterMillis()).isEqualTo(9_008L);
    }

    @Test
    void another_interval_begins_with_the_first_new_slot_after_the_old_ones() {
        ScrapePlan plan = new ScrapePlan(List.of(), START);
        plan.targets(List.of(TARGET), START);
        assertThat(plan.poll(START + TARGET.jitterMillis(), 10)).hasSize(1);
        PlannedTarget slower = new PlannedTarget(TARGET.key(), 60_000, 10_000);
        plan.targets(List.of(slower), START + TARGET.jitterMillis());
        TargetProgress left = plan.progress().getFirst();
        assertThat(left.nextSlot()).isEqualTo(START + 60_000);
    }

    @Test
    void a_time_out_as_long_as_the_interval_is_refused() {
        assertThatThrownBy(() -> new PlannedTarget(PlanWorld.key(0), 15_000, 15_000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("15000");
    }
}
