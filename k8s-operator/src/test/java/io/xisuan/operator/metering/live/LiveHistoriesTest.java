package io.xisuan.operator.metering.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.usage.UnbilledReason;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.Interval;
import io.xisuan.operator.metering.lifecycle.InventoryClosure;
import io.xisuan.operator.metering.lifecycle.SiteInventory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random gangs, looked at at random instants by operators that die at random places. */
class LiveHistoriesTest {
    private static final int ROUNDS = 30;

    @TempDir
    private Path folder = Path.of(".");

    @Test
    void the_journal_is_the_same_however_often_the_operator_dies_and_whenever_it_looks() {
        int restarts = 0;
        for (int round = 0; round < ROUNDS; round++) {
            SplittableRandom random = new SplittableRandom(7_000 + round);
            GangHistory history = GangHistory.random(random, round % 3 == 0 ? 1_300 : 0);
            MeterRun whole = run(history, "whole-" + round, 0, random);
            MeterRun broken = run(history, "broken-" + round, 150, random);
            restarts += broken.restarts();

            assertThat(broken.bodies()).as("round %d", round).containsExactlyInAnyOrderElementsOf(whole.bodies());
            assertThat(broken.usage()).extracting(UsageInterval::id).doesNotHaveDuplicates();
            assertThat(broken.closings()).as("round %d", round).isEqualTo(whole.closings());
            assertThat(broken.released()).as("round %d", round).hasSameSizeAs(history.lives());
        }
        assertThat(restarts).isGreaterThan(ROUNDS * 10);
    }

    @Test
    void lanes_never_overlap_and_all_held_time_is_there_once_and_in_its_class() {
        for (int round = 0; round < ROUNDS; round++) {
            SplittableRandom random = new SplittableRandom(9_000 + round);
            GangHistory history = GangHistory.random(random, 0);
            List<UsageInterval> usage =
                    run(history, "sum-" + round, 100, random).usage();

            assertThat(millisByClass(usage)).as("round %d", round).isEqualTo(plainly(history));
            InventoryClosure closure = closure(history, usage);
            assertThat(closure.billed().value() + closure.heldUnbilled().value())
                    .isEqualTo(plainly(history).values().stream()
                            .mapToLong(Long::longValue)
                            .sum());
        }
    }

    @Test
    void clocks_of_nodes_that_differ_never_put_two_pods_on_one_lane() {
        for (int round = 0; round < ROUNDS; round++) {
            SplittableRandom random = new SplittableRandom(11_000 + round);
            GangHistory history = GangHistory.random(random, 2_000);
            List<UsageInterval> usage =
                    run(history, "skew-" + round, 100, random).usage();

            assertThat(closure(history, usage).billed().value()).isPositive();
        }
    }

    private MeterRun run(GangHistory history, String name, int deathPerMille, SplittableRandom random) {
        return new MeterRun(history, folder.resolve(name))
                .until(history.endMillis() + GangHistory.DAY, deathPerMille, random.split());
    }

    private static InventoryClosure closure(GangHistory history, List<UsageInterval> usage) {
        List<String> lanes = IntStream.range(0, GangHistory.DEVICES)
                .mapToObj(ordinal -> GangHistory.RESOURCE + "/" + ordinal)
                .toList();
        Interval window = new Interval(GangHistory.START - GangHistory.DAY, history.endMillis() + GangHistory.DAY);
        SiteInventory inventory = new SiteInventory(
                GangHistory.SITE,
                window,
                Map.of(GangHistory.node(0), lanes, GangHistory.node(1), lanes, GangHistory.node(2), lanes));
        return InventoryClosure.of(inventory, usage, List.of(), List.of());
    }

    private static Map<String, Long> millisByClass(List<UsageInterval> usage) {
        TreeMap<String, Long> sums = new TreeMap<>();
        usage.forEach(used -> add(
                sums,
                used.reason().map(Enum::name).orElse("BILLED"),
                used.quantity().value()));
        return sums;
    }

    /** The slow plain twin: what each pod held, by the words of the contract, from its true life. */
    private static Map<String, Long> plainly(GangHistory history) {
        TreeMap<String, Long> sums = new TreeMap<>();
        for (MeteredAttempt attempt : history.attempts()) {
            List<PodLife> gang = history.livesOf(attempt.key());
            long whole = gang.stream().mapToLong(PodLife::startedMillis).max().orElseThrow();
            long broken = gang.stream()
                    .filter(PodLife::failed)
                    .mapToLong(PodLife::finishedMillis)
                    .min()
                    .orElse(Long.MAX_VALUE);
            for (PodLife life : gang) {
                long bound = PodLife.second(life.boundMillis());
                long released = PodLife.second(life.finishedMillis());
                long ended = Math.max(bound, Math.min(PodLife.second(broken), released));
                long running = Math.min(Math.max(PodLife.second(whole), bound), ended);
                int devices = attempt.devicesPerWorker();
                add(sums, UnbilledReason.GANG_NOT_STARTED.name(), devices * (running - bound));
                add(sums, "BILLED", devices * (ended - running));
                add(sums, UnbilledReason.TEARDOWN.name(), devices * (released - ended));
            }
        }
        return sums;
    }

    private static void add(Map<String, Long> sums, String name, long millis) {
        if (millis > 0) {
            sums.merge(name, millis, Long::sum);
        }
    }
}
