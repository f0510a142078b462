package io.xisuan.scheduler.placement.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.scheduler.demand.DeviceType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The measure of fragmentation against its definition, device by device and worker by worker, over random nodes and mixes. */
class FragmentationTest {
    private static final int[] MILLI = {1000, 1000, 810, 650, 470, 320, 160};

    @Test
    void it_is_what_the_paper_defines() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            TypicalMix mix = TypicalMix.of(workers(random));
            Fragmentation fragmentation = new Fragmentation(mix);
            for (int i = 0; i < 20; i++) {
                OneNode node = node(random);
                DeviceState state = new DeviceState();
                state.copy(node);
                assertThat(fragmentation.of(state))
                        .as("seed %d, %s", seed, node)
                        .isEqualTo(plain(mix, node));
            }
        }
    }

    private static List<WorkerNeed> workers(Random random) {
        List<WorkerNeed> seen = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(60); i++) {
            int devices = random.nextInt(6) == 0 ? 0 : random.nextInt(8) == 0 ? 2 + random.nextInt(3) : 1;
            int milli = devices == 0 ? 0 : devices > 1 ? 1000 : MILLI[random.nextInt(MILLI.length)];
            SortedSet<DeviceType> types = new TreeSet<>();
            if (random.nextInt(4) == 0) {
                types.add(random.nextBoolean() ? OneNode.T4 : OneNode.G2);
            }
            seen.add(new WorkerNeed(1000L * random.nextInt(12), devices, milli, types));
        }
        return seen;
    }

    private static OneNode node(Random random) {
        List<Integer> open = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            open.add(10 * random.nextInt(100));
        }
        int whole = random.nextInt(4);
        return OneNode.of(whole + open.size() + 1, whole, open, 1000L * random.nextInt(16))
                .with(1, random.nextBoolean() ? OneNode.T4 : OneNode.G2);
    }

    private static long plain(TypicalMix mix, OneNode node) {
        List<Integer> free = new ArrayList<>(node.openFree());
        free.addAll(Collections.nCopies(node.wholeFree(), 1000));
        long sum = 0;
        for (TypicalMix.Weighted worker : mix.typical()) {
            WorkerNeed need = worker.need();
            long fitting =
                    free.stream().filter(milli -> milli >= need.milliEach()).count();
            boolean fits = need.devices() > 0
                    && need.allows(node.type())
                    && node.freeCpuMillis() >= need.cpuMillis()
                    && fitting >= need.devices();
            for (int milli : free) {
                sum += !fits || milli < need.milliEach() ? worker.count() * milli : 0;
            }
        }
        return sum;
    }
}
