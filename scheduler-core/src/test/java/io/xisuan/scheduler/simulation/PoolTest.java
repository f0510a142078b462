package io.xisuan.scheduler.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PoolTest {
    private record Held(Allocation allocation, Shape shape) {}

    @Test
    void shares_workers_cpu_and_memory_are_never_promised_twice_and_come_back_whole() {
        for (long seed = 1; seed <= 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Machines machines = machines(random);
            Pool pool = new Pool(machines);
            List<Held> all = new ArrayList<>();
            for (int step = 0; step < 80; step++) {
                if (random.nextInt(3) == 0 && !all.isEmpty()) {
                    Held gone = all.remove(random.nextInt(all.size()));
                    pool.release(gone.allocation(), gone.shape());
                } else {
                    Shape shape = machines.shape(demand(random), Shape.ANY_SITE);
                    Allocation found = pool.place(shape, random.nextBoolean() ? NodeChoice.FULLEST : NodeChoice.FIRST);
                    if (!found.isNone()) {
                        all.add(new Held(found, shape));
                    }
                }
                check(machines, all, seed);
            }
            all.forEach(held -> pool.release(held.allocation(), held.shape()));
            assertThat(pool.exhausted()).as("seed %d", seed).isFalse();
            Shape everything = machines.shape(Demand.ofDevices((int) machines.totalDevices()), Shape.ANY_SITE);
            assertThat(pool.place(everything, NodeChoice.FULLEST).isNone())
                    .as("seed %d", seed)
                    .isFalse();
            assertThat(pool.exhausted()).as("seed %d", seed).isTrue();
        }
    }

    private static Machines machines(SplittableRandom random) {
        List<TraceNode> nodes = new ArrayList<>();
        int count = random.nextInt(1, 5);
        for (int i = 0; i < count; i++) {
            nodes.add(new TraceNode("s", "n" + i, "m" + random.nextInt(2), 4, 20, 30, Optional.empty()));
        }
        return new Machines(nodes);
    }

    private static Demand demand(SplittableRandom random) {
        List<String> models = random.nextInt(3) == 0 ? List.of("m0") : List.of();
        if (random.nextInt(2) == 0) {
            return new Demand(1, 0, random.nextInt(1, 1001), random.nextInt(6), random.nextInt(6), models);
        }
        int perWorker = random.nextInt(1, 4);
        return new Demand(
                perWorker * random.nextInt(1, 4),
                perWorker,
                Demand.WHOLE,
                random.nextInt(6),
                random.nextInt(6),
                models);
    }

    private static void check(Machines machines, List<Held> all, long seed) {
        int nodes = machines.devices().length;
        long[] cpu = new long[nodes];
        long[] memory = new long[nodes];
        int[] whole = new int[nodes];
        List<Map<Integer, Integer>> shared = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            shared.add(new HashMap<>());
        }
        for (Held held : all) {
            for (int i = 0; i < held.allocation().nodes().length; i++) {
                int node = held.allocation().nodes()[i];
                cpu[node] += held.shape().cpuMilli();
                memory[node] += held.shape().memoryMib();
                whole[node] += held.allocation().devices()[i];
                if (held.allocation().slot() != Allocation.NO_SLOT) {
                    shared.get(node)
                            .merge(held.allocation().slot(), held.shape().milli(), Integer::sum);
                }
                assertThat(machines.modelBit(node) & held.shape().models()).isNotZero();
            }
        }
        for (int node = 0; node < nodes; node++) {
            assertThat(cpu[node]).as("seed %d", seed).isLessThanOrEqualTo(machines.cpuMilli()[node]);
            assertThat(memory[node]).as("seed %d", seed).isLessThanOrEqualTo(machines.memoryMib()[node]);
            assertThat(whole[node] + shared.get(node).size())
                    .as("seed %d", seed)
                    .isLessThanOrEqualTo(machines.devices()[node]);
            assertThat(shared.get(node).values()).as("seed %d", seed).allMatch(milli -> milli <= Demand.WHOLE);
        }
    }
}
