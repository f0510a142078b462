package io.xisuan.operator.metering.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.AcceleratorShare;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.Interval;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.operator.metering.journal.JournalEntry;
import io.xisuan.operator.metering.journal.NodeMarks;
import io.xisuan.operator.metering.lifecycle.NodeSpan;
import io.xisuan.operator.metering.lifecycle.NodeState;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class NodeBookTest {
    private static final SiteId SITE = new SiteId("zhongwei");
    private static final long DAY = BillingPeriod.startOfDayMillis(LocalDate.of(2026, 10, 7));
    private static final long MINUTE = 60_000;

    private final List<JournalEntry> journal = new ArrayList<>();

    @Test
    void a_state_is_written_when_it_begins_and_when_it_ends() {
        NodeBook book = new NodeBook();
        look(book, DAY, node(8, 0, NodeState.READY));
        look(book, DAY + MINUTE, node(8, 0, NodeState.READY));
        look(book, DAY + 2 * MINUTE, node(8, 3, NodeState.READY));
        look(book, DAY + 3 * MINUTE, node(7, 3, NodeState.READY));

        assertThat(spans())
                .extracting(NodeSpan::interval)
                .containsExactly(
                        new Interval(DAY, DAY + 1000),
                        new Interval(DAY + 1000, DAY + 2 * MINUTE),
                        new Interval(DAY + 2 * MINUTE, DAY + 2 * MINUTE + 1000),
                        new Interval(DAY + 2 * MINUTE + 1000, DAY + 3 * MINUTE),
                        new Interval(DAY + 3 * MINUTE, DAY + 3 * MINUTE + 1000));
        NodeSpan last = spans().get(4);
        assertThat(List.of(last.devices(), last.healthy(), last.foreign())).containsExactly(8, 7, 3);
    }

    @Test
    void what_nobody_saw_stays_a_gap_and_a_short_absence_does_not() {
        look(new NodeBook(), DAY, node(8, 2, NodeState.READY));
        NodeBook second = restored();
        look(second, DAY + 2 * MINUTE, node(8, 2, NodeState.READY));
        look(second, DAY + 4 * MINUTE, node(8, 2, NodeState.NOT_READY));
        assertThat(uncovered(DAY, DAY + 4 * MINUTE)).isZero();

        look(restored(), DAY + 64 * MINUTE, node(8, 2, NodeState.READY));
        // Nobody wrote down after the fourth minute's first second that somebody looked.
        assertThat(uncovered(DAY, DAY + 64 * MINUTE)).isEqualTo(60 * MINUTE - 1000);
    }

    @Test
    void a_node_that_left_and_came_back_is_known_as_gone_between() {
        NodeBook book = new NodeBook();
        look(book, DAY, node(8, 0, NodeState.READY));
        book.look(Set.of(SITE), List.of(), DAY, DAY + MINUTE).forEach(journal::add);
        assertThat(journal)
                .filteredOn(JournalEntry.Remark.class::isInstance)
                .map(entry -> NodeMarks.gone((JournalEntry.Remark) entry))
                .anyMatch(mark -> mark.isPresent() && mark.get().atMillis() == DAY + MINUTE);
        look(restored(), DAY + 2 * MINUTE, node(4, 0, NodeState.READY));
        assertThat(spans().get(spans().size() - 1).devices()).isEqualTo(4);
    }

    @Test
    void spans_of_one_node_never_overlap_and_never_cross_midnight_whenever_it_dies() {
        for (int seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            journal.clear();
            NodeBook book = new NodeBook();
            long now = DAY;
            for (int step = 0; step < 60; step++) {
                now += random.nextLong(20) == 0 ? random.nextLong(20 * 3600_000L) : random.nextLong(90_000);
                look(book, now, node(random.nextInt(3) == 0 ? 7 : 8, random.nextInt(3), NodeState.READY));
                if (random.nextInt(6) == 0) {
                    book = restored();
                }
            }
            TreeMap<Long, Long> covered = new TreeMap<>();
            for (NodeSpan span : spans()) {
                Long before = covered.floorKey(span.interval().endMillis() - 1);
                assertThat(before == null
                                || covered.getOrDefault(before, 0L)
                                        <= span.interval().startMillis())
                        .as("seed %d: %s", seed, span)
                        .isTrue();
                covered.put(span.interval().startMillis(), span.interval().endMillis());
                assertThat(BillingPeriod.splitByDay(span.interval()))
                        .as("seed %d", seed)
                        .hasSize(1);
            }
        }
    }

    private void look(NodeBook book, long now, NodeLook node) {
        long midnight = BillingPeriod.startOfDayMillis(BillingPeriod.dayOf(now - 2 * MINUTE));
        journal.addAll(book.look(Set.of(SITE), List.of(node), midnight, now));
    }

    private NodeBook restored() {
        NodeBook book = new NodeBook();
        for (JournalEntry entry : journal) {
            if (entry instanceof JournalEntry.Node node) {
                book.recorded(node);
            } else if (entry instanceof JournalEntry.Remark remark) {
                book.recorded(remark);
            }
        }
        return book;
    }

    private List<NodeSpan> spans() {
        return journal.stream()
                .filter(JournalEntry.Node.class::isInstance)
                .map(entry -> ((JournalEntry.Node) entry).span())
                .toList();
    }

    private long uncovered(long from, long until) {
        long covered = spans().stream()
                .flatMap(span -> span.interval().intersection(new Interval(from, until)).stream())
                .mapToLong(Interval::lengthMillis)
                .sum();
        return until - from - covered;
    }

    private static NodeLook node(int healthy, int foreign, NodeState state) {
        return new NodeLook(
                SITE,
                new NodeName("n1"),
                "uid-1",
                "nvidia.com/gpu",
                AcceleratorModel.NVIDIA_A800,
                AcceleratorShare.WHOLE,
                healthy,
                foreign,
                state);
    }
}
