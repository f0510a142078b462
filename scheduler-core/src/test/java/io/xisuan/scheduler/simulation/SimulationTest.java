package io.xisuan.scheduler.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.model.HourlyPrice;
import io.xisuan.model.Money;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SimulationTest {
    private static final int HISTORIES = 400;

    private static TraceJob job(String name, long submit, long duration, int devices) {
        return new TraceJob(name, "t", "", submit, duration, Demand.ofDevices(devices), 0);
    }

    private static Trace onNodes(int nodes, TraceJob... jobs) {
        List<TraceNode> machines = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            machines.add(TraceNode.ofDevices("s", "n" + i, 8));
        }
        return new Trace(machines, List.of(jobs), List.of());
    }

    private static Map<String, Long> starts(Trace trace, Policy policy) {
        Map<String, Long> starts = new HashMap<>();
        Simulation.run(trace, Options.of(policy))
                .finished()
                .forEach(outcome -> starts.put(outcome.job().name(), outcome.startMillis()));
        return starts;
    }

    @Test
    void fifo_lets_the_head_block_and_backfill_goes_ahead_without_delaying_it() {
        Trace trace =
                onNodes(1, job("a", 0, 100, 6), job("wide", 1, 50, 8), job("short", 2, 90, 2), job("long", 3, 200, 2));
        assertThat(starts(trace, Policy.FIFO))
                .containsEntry("wide", 100L)
                .containsEntry("short", 150L)
                .containsEntry("long", 150L);
        assertThat(starts(trace, Policy.BACKFILL))
                .containsEntry("wide", 100L)
                .containsEntry("short", 2L)
                .containsEntry("long", 150L);
        assertThat(starts(trace, Policy.XISUAN))
                .containsEntry("wide", 100L)
                .containsEntry("short", 2L)
                .containsEntry("long", 150L);
    }

    @Test
    void shortest_first_prefers_the_shorter_of_those_that_wait() {
        Trace trace = onNodes(1, job("a", 0, 100, 8), job("long", 1, 50, 8), job("short", 2, 10, 8));
        assertThat(starts(trace, Policy.SJF)).containsEntry("short", 100L).containsEntry("long", 110L);
    }

    @Test
    void a_shorter_job_preempts_and_the_longer_one_loses_nothing() {
        Trace trace = onNodes(1, job("long", 0, 100, 8), job("short", 10, 20, 8));
        List<Outcome> finished = Simulation.run(trace, Options.of(Policy.SRTF)).finished();
        assertThat(finished).extracting(Outcome::endMillis).containsExactly(120L, 30L);
        assertThat(finished).extracting(Outcome::waitMillis).containsExactly(20L, 0L);
    }

    @Test
    void large_jobs_take_wholly_idle_nodes() {
        Trace trace = onNodes(2, job("one", 0, 10, 1), job("two-nodes", 0, 10, 12));
        assertThat(starts(trace, Policy.FIFO)).containsEntry("two-nodes", 10L);
    }

    @Test
    void jobs_that_no_site_can_hold_are_listed_and_block_nobody() {
        Result result = Simulation.run(Fixtures.small("own-nodes.csv", "own-jobs.csv"), Options.of(Policy.FIFO));
        assertThat(result.never())
                .extracting(Refused::reason)
                .containsExactly(Never.LARGER_THAN_EVERY_SITE, Never.NO_SUCH_SITE, Never.NO_SUCH_MODEL);
        assertThat(result.summary().jobs()).isEqualTo(5);
        assertThat(result.summary().never()).isEqualTo(3);
    }

    @Test
    void shares_of_one_device_run_together_until_it_is_full() {
        Demand half = new Demand(1, 0, 500, 0, 0, List.of());
        List<TraceJob> jobs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            jobs.add(new TraceJob("j" + i, "t", "", 0, 10, half, 0));
        }
        Trace trace = new Trace(List.of(TraceNode.ofDevices("s", "n", 1)), jobs, List.of());
        Result result = Simulation.run(trace, Options.of(Policy.FIFO));
        assertThat(result.finished()).extracting(Outcome::startMillis).containsExactly(0L, 0L, 10L);
        assertThat(result.summary().deviceMillis()).isEqualTo(new Summary.DeviceTime(20, 15));
    }

    @Test
    void the_own_scheduler_buys_where_it_is_cheaper_and_says_what_it_costs() {
        TraceNode dear = priced("dear", "20");
        TraceNode cheap = priced("cheap", "5.5");
        Trace trace = new Trace(List.of(dear, cheap), List.of(job("a", 0, 3_600_000, 2)), List.of());
        Result own = Simulation.run(trace, Options.of(Policy.XISUAN));
        assertThat(own.finished().getFirst().site()).isEqualTo("cheap");
        assertThat(own.summary().cost()).contains(Money.parseYuan("11"));
        assertThat(Simulation.run(trace, Options.of(Policy.FIFO)).summary().cost())
                .contains(Money.parseYuan("40"));
    }

    private static TraceNode priced(String site, String price) {
        return new TraceNode(site, "n", "m", 8, 100, 100, Optional.of(HourlyPrice.parse(price)));
    }

    @Test
    void no_price_is_no_cost_and_a_note_says_so() {
        Summary summary = Simulation.run(onNodes(1, job("a", 0, 1, 1)), Options.of(Policy.FIFO))
                .summary();
        assertThat(summary.cost()).isEmpty();
        assertThat(summary.notes()).anyMatch(note -> note.startsWith("No cost"));
    }

    @Test
    void figures_are_nearest_rank_and_rounded_half_up() {
        assertThat(Distribution.of(new long[] {5, 1, 2, 3})).isEqualTo(new Distribution(3, 2, 5, 5));
        assertThat(Distribution.of(new long[0])).isEqualTo(new Distribution(0, 0, 0, 0));
    }

    @ParameterizedTest
    @EnumSource(
            value = Policy.class,
            names = {"FIFO", "SJF", "BACKFILL"})
    void the_fast_replay_agrees_with_the_plain_one(Policy policy) {
        for (long seed = 1; seed <= HISTORIES; seed++) {
            Trace trace = RandomTraces.of(seed);
            Map<TraceJob, Long> fast = new HashMap<>();
            Simulation.run(trace, Options.of(policy))
                    .finished()
                    .forEach(outcome -> fast.put(outcome.job(), outcome.startMillis()));
            assertThat(fast).as("seed %d", seed).isEqualTo(PlainReplay.starts(trace, policy));
        }
    }

    @ParameterizedTest
    @EnumSource(Policy.class)
    void every_job_ends_or_is_refused_and_no_site_is_over_full(Policy policy) {
        for (long seed = 1; seed <= HISTORIES; seed++) {
            Trace trace = RandomTraces.of(seed);
            Result result = Simulation.run(trace, new Options(policy, seed, true, jobs -> {}));
            assertThat(result.finished().size() + result.never().size())
                    .as("seed %d", seed)
                    .isEqualTo(trace.jobs().size());
            assertThat(result.finished()).as("seed %d", seed).allMatch(outcome -> outcome.waitMillis() >= 0);
            assertThat(result.summary().deviceMillis().used())
                    .as("seed %d", seed)
                    .isLessThanOrEqualTo(result.summary().deviceMillis().supplied());
            if (policy != Policy.SRTF && policy != Policy.SRSF) {
                neverOverFull(trace, result, seed);
            }
        }
    }

    private static void neverOverFull(Trace trace, Result result, long seed) {
        for (Outcome at : result.finished()) {
            long held = result.finished().stream()
                    .filter(other -> other.site().equals(at.site())
                            && other.startMillis() <= at.startMillis()
                            && at.startMillis() < other.endMillis())
                    .mapToLong(other -> other.job().demand().devices())
                    .sum();
            long there = trace.nodes().stream()
                    .filter(node -> node.site().equals(at.site()))
                    .mapToLong(TraceNode::devices)
                    .sum();
            assertThat(held).as("seed %d, at %d", seed, at.startMillis()).isLessThanOrEqualTo(there);
        }
    }

    @ParameterizedTest
    @EnumSource(Policy.class)
    void the_same_seed_gives_the_same_result_and_every_layout_runs(Policy policy) {
        for (String layout : List.of("own", "philly", "muri", "openb")) {
            Trace trace = Fixtures.small(
                    layout + (layout.equals("muri") ? "-cluster.csv" : "-nodes.csv"),
                    layout + (layout.equals("openb") ? "-pods.csv" : "-jobs.csv"));
            Options options = new Options(policy, 7, true, jobs -> {});
            assertThat(Simulation.run(trace, options)).isEqualTo(Simulation.run(trace, options));
            assertThat(Simulation.run(trace, options).finished()).isNotEmpty();
        }
        Trace helios = Fixtures.small("helios-jobs.csv", "helios-jobs.csv");
        assertThat(Simulation.run(helios, Options.of(policy)).finished()).hasSize(3);
    }
}
