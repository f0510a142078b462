package io.xisuan.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.model.InputException;
import io.xisuan.scheduler.placement.policy.NodePolicy;
import io.xisuan.scheduler.placement.policy.NodeScorer;
import io.xisuan.scheduler.placement.policy.PolicyBlend;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The published experiment on a small trace of our own, against plain recomputation, and on the public one where it is there. */
class FgdRunTest {
    private static final Path PUBLIC_DATA = Path.of(Objects.requireNonNull(System.getProperty("xisuan.root")))
            .resolve("../shared/data")
            .normalize();

    private static final List<String> MACHINES = List.of(
            "sn,cpu_milli,memory_mib,gpu,model",
            "a,96000,400000,8,G2",
            "b,16000,60000,2,P100",
            "c,104000,500000,2,T4",
            "d,32000,130000,4,V100M16");

    /** Pods of every kind, not in the order of their names; some run on some models only. */
    private static OpenbTrace trace(int seed) {
        Random random = new Random(seed);
        List<String> pods = new ArrayList<>();
        StringBuilder order = new StringBuilder(Integer.toString(seed));
        int[] milli = {1000, 1000, 810, 470, 320, 160};
        String[] specs = {"", "", "", "T4", "G2|P100"};
        for (int i = 0; i < 80; i++) {
            int devices = random.nextInt(8) == 0 ? 0 : random.nextInt(12) == 0 ? 2 : 1;
            int each = devices == 2 ? 1000 : devices == 0 ? 0 : milli[random.nextInt(milli.length)];
            pods.add("pod-%03d,%d,%d,%d,%d,%s,LS"
                    .formatted(
                            i,
                            1000 * (1 + random.nextInt(14)),
                            1000 * random.nextInt(60),
                            devices,
                            each,
                            specs[random.nextInt(5)]));
            order.append(',').append(random.nextInt(80));
        }
        Collections.shuffle(pods, random);
        pods.addFirst("name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec,qos");
        return OpenbTrace.of(MACHINES, pods, List.of("# arrival order", order.toString()));
    }

    @Test
    void kept_scores_choose_as_scores_computed_anew_for_every_pod() {
        for (int seed = 0; seed < 20; seed++) {
            for (NodePolicy policy : NodePolicy.values()) {
                OpenbTrace trace = trace(seed);
                OpenbCluster kept = new OpenbCluster(trace, PolicyBlend.of(policy), seed);
                OpenbCluster twin = new OpenbCluster(trace, PolicyBlend.of(policy), seed);
                NodeScorer plain = policy.scorer(trace.outline());
                long draw = 1_000_003L * seed;
                for (OpenbPod pod : trace.arrivals(seed)) {
                    draw++;
                    int expected = plainChoice(twin.ranked(), pod, plain, draw);
                    assertThat(kept.place(pod))
                            .as("seed %d, %s, %s", seed, policy, pod)
                            .isEqualTo(expected);
                    if (expected >= 0) {
                        OpenbNode node = twin.ranked().get(expected);
                        node.take(pod, plain.device(node, pod.need(), draw));
                    }
                }
            }
        }
    }

    private static int plainChoice(List<OpenbNode> ranked, OpenbPod pod, NodeScorer scorer, long draw) {
        int best = -1;
        for (int rank = 0; rank < ranked.size(); rank++) {
            if (ranked.get(rank).fits(pod)
                    && (best < 0
                            || scorer.score(ranked.get(rank), pod.need(), draw)
                                    > scorer.score(ranked.get(best), pod.need(), draw))) {
                best = rank;
            }
        }
        return best;
    }

    @Test
    void a_node_has_left_what_its_pods_did_not_take() {
        for (int seed = 0; seed < 40; seed++) {
            OpenbTrace trace = trace(seed);
            OpenbCluster cluster = new OpenbCluster(trace, PolicyBlend.of(NodePolicy.FGD), seed);
            List<List<OpenbPod>> held = new ArrayList<>();
            cluster.ranked().forEach(node -> held.add(new ArrayList<>()));
            long placed = 0;
            for (OpenbPod pod : trace.arrivals(seed)) {
                int rank = cluster.place(pod);
                boolean fitted = rank >= 0;
                placed += fitted ? pod.need().milli() : 0;
                if (fitted) {
                    held.get(rank).add(pod);
                }
            }
            assertThat(cluster.placedMilli()).isEqualTo(placed).isPositive();
            for (int rank = 0; rank < held.size(); rank++) {
                assertHolds(
                        trace.machines().get(cluster.ranked().get(rank).number()),
                        cluster.ranked().get(rank),
                        held.get(rank));
            }
        }
    }

    private static void assertHolds(OpenbTrace.Machine machine, OpenbNode node, List<OpenbPod> pods) {
        long cpu = machine.cpuMillis();
        long milli = 1000L * machine.devices();
        long memory = machine.memoryMib();
        long kinds = 0;
        for (OpenbPod pod : pods) {
            cpu -= pod.need().cpuMillis();
            milli -= pod.need().milli();
            memory -= pod.memoryMib();
            kinds |= pod.need().kindBit();
            assertThat(pod.need().allows(machine.type())).isTrue();
        }
        assertThat(node.freeCpuMillis()).isEqualTo(cpu).isNotNegative();
        assertThat(node.freeMilli()).isEqualTo(milli).isNotNegative();
        assertThat(memory).isNotNegative();
        assertThat(node.heldKinds()).isEqualTo(kinds);
    }

    @Test
    void allocation_is_the_mean_over_the_pods_of_a_percent() {
        OpenbTrace trace = OpenbTrace.of(
                List.of("sn,cpu_milli,memory_mib,gpu,model", "a,9000,9000,1,T4"),
                List.of(
                        "name,cpu_milli,memory_mib,num_gpu,gpu_milli",
                        "p1,1,1,1,995",
                        "p2,1,1,1,4",
                        "p3,1,1,0,0",
                        "p4,1,1,1,500"),
                List.of("7,0,1,2,3"));
        OpenbReplay replay = OpenbReplay.of(trace, PolicyBlend.of(NodePolicy.BESTFIT), 7);
        // 99.5 rounds to 100, as do 99.9 and 99.9: (99.5 + 99.9 + 99.9) / 3; then half a device that fits nowhere.
        assertThat(replay.allocatedPercent(100)).isEqualByComparingTo("99.766667");
        assertThat(replay.allocatedPercent(150)).isEqualByComparingTo("99.9");
        assertThatThrownBy(() -> replay.allocatedPercent(160)).hasMessageContaining("end at 150 %");
    }

    @Test
    void no_placement_is_above_the_offline_bound() {
        for (int seed = 0; seed < 40; seed++) {
            OpenbTrace trace = trace(seed);
            List<OpenbPod> arrivals = trace.arrivals(seed);
            long bound = OfflineBound.atMostMilli(trace, arrivals);
            assertThat(bound).isLessThanOrEqualTo(trace.capacityMilli());
            assertThat(OfflineBound.reachedMilli(trace, arrivals, seed)).isLessThanOrEqualTo(bound);
        }
    }

    @Test
    void the_offline_bound_counts_what_only_one_model_can_run() {
        OpenbTrace trace = OpenbTrace.of(
                MACHINES,
                List.of(
                        "name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec",
                        "p1,1,1,1,1000,T4",
                        "p2,1,1,1,1000,",
                        "p3,1,1,1,500,T4|P100"),
                List.of("1,0,0,0,0,0,1,2"));
        // Five ask for the two T4, one for any, one half for the P100.
        assertThat(OfflineBound.atMostMilli(trace, trace.arrivals(1))).isEqualTo(2000 + 1000 + 500);
    }

    @Test
    void bars_near_and_above_say_what_they_say() {
        Bar near = new Bar.Near(new BigDecimal("95.391"), new BigDecimal("0.164"));
        assertThat(near.holds(new BigDecimal("95.227"))).isTrue();
        assertThat(near.holds(new BigDecimal("95.556"))).isFalse();
        Bar above = new Bar.Above(new BigDecimal("94.547"));
        assertThat(above.holds(new BigDecimal("94.547"))).isFalse();
        assertThat(above.holds(new BigDecimal("94.548"))).isTrue();
    }

    @Test
    void wrong_options_are_named() {
        FgdRun run = new FgdRun();
        assertThatThrownBy(() -> run.measure(Parameters.read(run, List.of("--mix", "all")), line -> {}))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("\"all\"")
                .hasMessageContaining("gpuspec33");
        assertThatThrownBy(() -> run.measure(Parameters.read(run, List.of("--seeds", "51..42")), line -> {}))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("42..51");
        assertThatThrownBy(() -> run.measure(Parameters.read(run, List.of("--policies", "best")), line -> {}))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("xisuan");
    }

    @Test
    void without_the_trace_nothing_is_measured(@TempDir Path empty) {
        FgdRun run = new FgdRun();
        assertThatThrownBy(() -> run.measure(Parameters.read(run, List.of("--data", empty.toString())), line -> {}))
                .isInstanceOf(NotMeasured.class)
                .hasMessageContaining("openb_node_list_gpu_node.csv")
                .hasMessageContaining("docs/user/benchmarks.md");
    }

    @Test
    void the_published_means_come_out_again_and_our_own_policy_is_above_them() {
        Assumptions.assumeTrue(
                Files.isDirectory(PUBLIC_DATA.resolve("openb")),
                "skipped: ../shared/data is absent (public traces, see README)");
        FgdRun run = new FgdRun();
        for (String mix : List.of("default", "multigpu50")) {
            Parameters parameters = Parameters.read(
                    run, List.of("--data", PUBLIC_DATA.toString(), "--mix", mix, "--policies", "fgd,xisuan"));
            List<Figure> figures = run.measure(parameters, line -> {}).figures();
            assertThat(figures)
                    .extracting(Figure::metric)
                    .contains("gpu-allocation-at-130-fgd", "offline-bound-at-130");
            assertThat(figures.stream().filter(figure -> figure.bar().isPresent()))
                    .hasSize(4)
                    .allMatch(figure -> figure.holds().orElseThrow());
        }
    }
}
