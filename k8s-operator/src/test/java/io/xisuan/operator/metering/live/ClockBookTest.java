package io.xisuan.operator.metering.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.model.ClusterId;
import io.xisuan.model.NodeName;
import io.xisuan.operator.metering.journal.JournalEntry;
import io.xisuan.operator.observe.ForeignLoad;
import io.xisuan.operator.observe.ObservedCluster;
import io.xisuan.operator.observe.ObservedNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ClockBookTest {
    private static final long START = 1_790_000_000_000L;

    /** How far each node's clock is ahead, and when within ten seconds it renews. */
    private record Node(String name, long aheadMillis, long phaseMillis) {
        ObservedNode at(long millis) {
            long renewed = Math.floorDiv(millis - phaseMillis, 10_000L) * 10_000L + phaseMillis;
            return new ObservedNode(
                    new NodeName(name),
                    "uid-" + name,
                    new TreeMap<>(),
                    new TreeMap<>(),
                    true,
                    true,
                    OptionalLong.of(renewed + aheadMillis),
                    ForeignLoad.NONE,
                    Optional.empty(),
                    Optional.empty());
        }
    }

    private final ClockBook book = new ClockBook();
    private final List<JournalEntry> journal = new ArrayList<>();

    /** Lists the leases every 30 s for a while, and looks every second; our own clock is ahead by so much. */
    private void look(List<Node> nodes, int minutes, long oursAhead) {
        for (long second = 0; second < minutes * 60L; second++) {
            long now = START + second * 1000;
            long listed = now - now % 30_000;
            journal.addAll(book.look(
                    new ObservedCluster(
                            new ClusterId("hub"),
                            second,
                            true,
                            nodes.stream().map(node -> node.at(listed)).toList(),
                            List.of(),
                            List.of(),
                            List.of(),
                            ForeignLoad.NONE,
                            new TreeMap<>()),
                    now + oursAhead));
        }
    }

    private static List<Node> nodes(long seed, long... ahead) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < ahead.length; i++) {
            nodes.add(new Node("n" + i, ahead[i], random.nextLong(10_000)));
        }
        return nodes;
    }

    @Test
    void nodes_whose_clocks_are_right_are_never_said_to_be_off() {
        for (int seed = 0; seed < 10; seed++) {
            look(nodes(seed, 0, 300, -400, 0, 800), 90, 0);
            assertThat(journal).as("seed %d", seed).isEmpty();
        }
    }

    @Test
    void a_clock_that_is_minutes_off_is_found_whatever_our_own_clock_says() {
        look(nodes(1, 0, 300_000, 0, -300_000, 0), 60, 17_000);
        assertThat(book.offsetMillis(new NodeName("n1"))).isBetween(290_000L, 310_000L);
        assertThat(book.offsetMillis(new NodeName("n3"))).isBetween(-310_000L, -290_000L);
        assertThat(book.offsetMillis(new NodeName("n0"))).isZero();
        assertThat(journal).hasSize(2);

        ClockBook restored = new ClockBook();
        journal.forEach(entry -> restored.recorded((JournalEntry.Remark) entry));
        assertThat(restored.offsetMillis(new NodeName("n1"))).isEqualTo(book.offsetMillis(new NodeName("n1")));
    }

    @Test
    void with_two_nodes_nobody_can_say_whose_clock_is_off() {
        look(nodes(1, 0, 300_000), 60, 0);
        assertThat(journal).isEmpty();
    }
}
