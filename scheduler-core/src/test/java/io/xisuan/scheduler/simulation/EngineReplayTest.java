package io.xisuan.scheduler.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.xisuan.scheduler.PlanOptions;
import io.xisuan.scheduler.PlanOptions.Measure;
import io.xisuan.scheduler.cluster.DeviceMode;
import io.xisuan.scheduler.cluster.NodeTraits;
import io.xisuan.scheduler.demand.Interruption;
import io.xisuan.scheduler.demand.QueueOrder;
import io.xisuan.scheduler.demand.TopologyLevel;
import io.xisuan.scheduler.demand.TopologyWish;
import io.xisuan.scheduler.placement.policy.PolicyBlend;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What the product's own scheduler decides is done in a replay, and nothing else. */
class EngineReplayTest {
    private static final int HISTORIES = 60;
    private static final PlanOptions BY_PRIORITY = new PlanOptions(QueueOrder.PRIORITY, 16, Integer.MAX_VALUE, false);

    private static TraceJob job(String name, long submit, long duration, Demand demand) {
        return new TraceJob(name, "t", "", submit, duration, demand, 0);
    }

    private static Terms terms(int priority, Interruption interruption) {
        return new Terms(priority, interruption, 0, OptionalLong.empty(), TopologyWish.SITE);
    }

    private static Result run(List<TraceNode> nodes, PlanOptions options, TraceJob... jobs) {
        Trace trace = new Trace(nodes, List.of(jobs), List.of());
        return Simulation.run(trace, Options.of(Policy.XISUAN).planning(options));
    }

    private static Outcome of(Result result, String name) {
        return result.finished().stream()
                .filter(outcome -> outcome.job().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<TraceNode> node(int devices) {
        return List.of(TraceNode.ofDevices("s", "n", devices));
    }

    private static Result preempted(Interruption low, Set<Measure> measures) {
        return run(
                node(8),
                BY_PRIORITY.with(measures),
                job("low", 0, 100_000, Demand.ofDevices(8)).on(terms(0, low)),
                job("high", 25_000, 20_000, Demand.ofDevices(8)).on(terms(5, Interruption.NONE)));
    }

    @Test
    void a_preempted_job_loses_just_what_it_worked_since_its_checkpoint_and_its_restart() {
        Result result = preempted(new Interruption(true, 10_000, 0, 5_000), EnumSet.of(Measure.PREEMPT));
        assertThat(of(result, "high").runs()).containsExactly(new RunSpan(25_001, 45_001, "s"));
        // 20 s of 25 were saved: 80 s are left, and 5 s of restart.
        assertThat(of(result, "low").runs())
                .containsExactly(new RunSpan(0, 25_001, "s"), new RunSpan(45_001, 130_001, "s"));
    }

    @Test
    void a_job_that_saves_itself_within_its_grace_loses_its_restart_alone() {
        Result result = preempted(new Interruption(true, 0, 2_000, 5_000), EnumSet.of(Measure.PREEMPT));
        assertThat(of(result, "high").startMillis()).isEqualTo(27_000);
        assertThat(of(result, "low").endMillis()).isEqualTo(47_000 + 5_000 + 73_000);
    }

    @Test
    void nobody_is_stopped_who_may_not_be_or_whom_nobody_asked_to() {
        assertThat(of(preempted(new Interruption(true, 0, 0, 0), Set.of()), "high")
                        .startMillis())
                .isEqualTo(100_000);
        assertThat(of(preempted(Interruption.NONE, EnumSet.of(Measure.PREEMPT)), "high")
                        .startMillis())
                .isEqualTo(100_000);
    }

    @Test
    void the_account_of_a_preempted_job_tells_of_both_waits() {
        Trace trace = new Trace(
                node(8),
                List.of(
                        job("low", 0, 100_000, Demand.ofDevices(8))
                                .on(terms(0, new Interruption(true, 10_000, 0, 5_000))),
                        job("high", 25_000, 20_000, Demand.ofDevices(8)).on(terms(5, Interruption.NONE))),
                List.of());
        Options options = Options.of(Policy.XISUAN).planning(BY_PRIORITY.with(EnumSet.of(Measure.PREEMPT)));
        assertThat(Simulation.explain(trace, options, "low").waits())
                .extracting(Account.Waited::reason, Account.Waited::fromMillis, Account.Waited::untilMillis)
                .containsExactly(tuple("PREEMPTED", 25_001L, 45_001L));
        assertThat(Simulation.explain(trace, options, "high").waits())
                .extracting(Account.Waited::reason)
                .containsExactly("LEAVING");
    }

    @Test
    void the_order_of_the_queue_is_the_one_that_was_asked_for() {
        TraceJob first = job("first", 0, 10_000, Demand.ofDevices(8));
        TraceJob longer = job("longer", 1, 9_000, Demand.ofDevices(8));
        TraceJob urgent = job("urgent", 2, 12_000, Demand.ofDevices(8)).on(terms(9, Interruption.NONE));
        TraceJob shorter = job("shorter", 3, 1_000, Demand.ofDevices(8));
        assertThat(second(Options.ENGINE, first, longer, urgent, shorter)).isEqualTo("longer");
        assertThat(second(BY_PRIORITY, first, longer, urgent, shorter)).isEqualTo("urgent");
        PlanOptions shortest = new PlanOptions(QueueOrder.SHORTEST_FIRST, 16, Integer.MAX_VALUE, false);
        assertThat(second(shortest, first, longer, urgent, shorter)).isEqualTo("shorter");
    }

    private static String second(PlanOptions options, TraceJob... jobs) {
        return run(node(8), options, jobs).finished().stream()
                .filter(outcome -> outcome.startMillis() == 10_000)
                .findFirst()
                .orElseThrow()
                .job()
                .name();
    }

    @Test
    void without_reservations_small_jobs_go_ahead_of_a_large_one() {
        TraceJob[] jobs = {
            job("runs", 0, 10_000, Demand.ofDevices(6)),
            job("large", 1, 10_000, Demand.ofDevices(8)),
            job("small", 2, 50_000, Demand.ofDevices(2))
        };
        assertThat(of(run(node(8), Options.ENGINE, jobs), "large").startMillis())
                .isEqualTo(10_000);
        PlanOptions none = new PlanOptions(QueueOrder.AS_GIVEN, 0, Integer.MAX_VALUE, false);
        assertThat(of(run(node(8), none, jobs), "large").startMillis()).isEqualTo(50_002);
    }

    @Test
    void a_placement_policy_chooses_the_node() {
        List<TraceNode> nodes = List.of(
                new TraceNode("s", "a", "m", 8, 100_000, 1000, Optional.empty()),
                new TraceNode("s", "b", "m", 8, 8_000, 1000, Optional.empty()));
        TraceJob[] jobs = {
            job("one", 0, 10_000, new Demand(1, 1, Demand.WHOLE, 1_000, 0, List.of())),
            job("wide", 1, 10_000, new Demand(8, 8, Demand.WHOLE, 90_000, 0, List.of()))
        };
        assertThat(of(run(nodes, Options.ENGINE, jobs), "wide").startMillis()).isEqualTo(10_000);
        PlanOptions bestFit = Options.ENGINE.placing(PolicyBlend.parse("bestfit"));
        assertThat(of(run(nodes, bestFit, jobs), "wide").startMillis()).isEqualTo(1);
    }

    @Test
    void shares_are_parts_of_a_device_where_nodes_share_theirs() {
        Demand half = new Demand(1, 0, 500, 0, 0, List.of());
        TraceJob[] jobs = {job("a", 0, 10, half), job("b", 0, 10, half), job("c", 0, 10, half)};
        List<TraceNode> shared = List.of(node(1).getFirst().with(NodeTraits.PLAIN.selling(DeviceMode.SHARED)));
        assertThat(run(shared, Options.ENGINE, jobs).finished())
                .extracting(Outcome::startMillis)
                .containsExactly(0L, 0L, 10L);
        assertThat(run(node(1), Options.ENGINE, jobs).finished())
                .extracting(Outcome::startMillis)
                .containsExactly(0L, 10L, 20L);
    }

    @Test
    void a_job_that_cannot_end_in_time_and_a_gang_too_wide_for_a_rack_are_refused_with_their_reason() {
        List<TraceNode> nodes = List.of(
                TraceNode.ofDevices("s", "a", 8).with(NodeTraits.inRack("r1")),
                TraceNode.ofDevices("s", "b", 8).with(NodeTraits.inRack("r2")));
        Terms soon = new Terms(0, Interruption.NONE, 0, OptionalLong.of(5_000), TopologyWish.SITE);
        Terms rack =
                new Terms(0, Interruption.NONE, 0, OptionalLong.empty(), new TopologyWish(TopologyLevel.RACK, true));
        Demand two = new Demand(16, 8, Demand.WHOLE, 0, 0, List.of());
        Result result = run(
                nodes,
                Options.ENGINE,
                job("late", 0, 10_000, Demand.ofDevices(1)).on(soon),
                job("wide", 0, 10_000, two).on(rack),
                job("fits", 0, 10_000, two));
        assertThat(result.never())
                .extracting(Refused::reason)
                .containsExactly(Never.DEADLINE, Never.LARGER_THAN_EVERY_SITE);
        assertThat(result.finished()).hasSize(1);
    }

    @Test
    void an_elastic_job_gives_workers_up_to_one_that_waits() {
        Terms elastic = new Terms(0, Interruption.NONE, 1, OptionalLong.empty(), TopologyWish.SITE);
        TraceJob[] jobs = {
            job("elastic", 0, 80_000, new Demand(8, 1, Demand.WHOLE, 0, 0, List.of()))
                    .on(elastic),
            job("waits", 40_000, 10_000, Demand.ofDevices(4)).on(terms(1, Interruption.NONE))
        };
        assertThat(of(run(node(8), BY_PRIORITY, jobs), "waits").startMillis()).isEqualTo(80_000);
        Result resized = run(node(8), BY_PRIORITY.with(EnumSet.of(Measure.RESIZE)), jobs);
        assertThat(of(resized, "waits").startMillis()).isLessThan(80_000);
        assertThat(of(resized, "elastic").endMillis()).isBetween(80_001L, 120_000L);
    }

    @Test
    void with_all_measures_every_job_ends_or_is_refused_no_site_is_over_full_and_the_same_happens_again() {
        int stops = 0;
        for (long seed = 1; seed <= HISTORIES; seed++) {
            Trace trace = interruptible(seed);
            Options options = Options.of(Policy.XISUAN)
                    .planning(
                            BY_PRIORITY.with(EnumSet.allOf(Measure.class)).placing(PolicyBlend.parse("fgd:2,bestfit")));
            Result result = Simulation.run(trace, options);
            assertThat(result.finished().size() + result.never().size())
                    .as("seed %d", seed)
                    .isEqualTo(trace.jobs().size());
            assertThat(Simulation.run(trace, options)).as("seed %d", seed).isEqualTo(result);
            stops += result.summary().starts() - result.finished().size();
            neverOverFull(trace, result, seed);
        }
        assertThat(stops).isPositive();
    }

    private static Trace interruptible(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Trace plain = RandomTraces.of(seed);
        List<TraceJob> jobs = new ArrayList<>();
        for (TraceJob job : plain.jobs()) {
            boolean savesItself = random.nextInt(3) == 0;
            Interruption interruption = new Interruption(
                    random.nextInt(3) > 0,
                    random.nextInt(3) * 7L,
                    savesItself ? random.nextInt(9) : 0,
                    random.nextInt(9));
            jobs.add(job.on(terms(random.nextInt(4), interruption)));
        }
        return new Trace(plain.nodes(), jobs, List.of());
    }

    private static void neverOverFull(Trace trace, Result result, long seed) {
        for (Outcome outcome : result.finished()) {
            for (RunSpan at : outcome.runs()) {
                long held = result.finished().stream()
                        .mapToLong(other -> other.runs().stream()
                                        .filter(run -> run.site().equals(at.site())
                                                && run.fromMillis() <= at.fromMillis()
                                                && at.fromMillis() < run.toMillis())
                                        .count()
                                * other.job().demand().devices())
                        .sum();
                long there = trace.nodes().stream()
                        .filter(node -> node.site().equals(at.site()))
                        .mapToLong(TraceNode::devices)
                        .sum();
                assertThat(held).as("seed %d, at %d", seed, at.fromMillis()).isLessThanOrEqualTo(there);
            }
        }
    }
}
