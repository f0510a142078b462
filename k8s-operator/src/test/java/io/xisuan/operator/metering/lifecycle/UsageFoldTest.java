package io.xisuan.operator.metering.lifecycle;

import static io.xisuan.operator.metering.lifecycle.LifecycleFixtures.ATTEMPT;
import static io.xisuan.operator.metering.lifecycle.LifecycleFixtures.NO_EVIDENCE;
import static io.xisuan.operator.metering.lifecycle.LifecycleFixtures.TERMS;
import static io.xisuan.operator.metering.lifecycle.LifecycleFixtures.at;
import static io.xisuan.operator.metering.lifecycle.LifecycleFixtures.bound;
import static io.xisuan.operator.metering.lifecycle.LifecycleFixtures.plainLife;
import static io.xisuan.operator.metering.lifecycle.LifecycleFixtures.seen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.billing.usage.UnbilledReason;
import io.xisuan.billing.usage.UsageInterval;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class UsageFoldTest {
    @Test
    void a_gang_is_billed_from_its_last_start_to_each_pods_end() {
        List<UsageInterval> usage = closed(plainLife());

        assertThat(billedMillis(usage)).isEqualTo(2 * (118 + 119) * 60_000L);
        assertThat(heldMillis(usage, UnbilledReason.GANG_NOT_STARTED)).isEqualTo(2 * (120_000L + 115_000L));
        assertThat(heldMillis(usage, UnbilledReason.TEARDOWN)).isEqualTo(2 * (120_000L + 60_000L));
    }

    @Test
    void repeated_and_reordered_observations_change_no_record() {
        List<UsageInterval> expected = closed(plainLife());
        SplittableRandom random = new SplittableRandom(5);
        for (int round = 0; round < 500; round++) {
            List<PodObservation> history = new ArrayList<>(plainLife());
            for (int copy = random.nextInt(8); copy > 0; copy--) {
                history.add(history.get(random.nextInt(history.size())));
            }
            for (int i = history.size() - 1; i > 0; i--) {
                history.set(i, history.set(random.nextInt(i + 1), history.get(i)));
            }
            assertThat(closed(history)).as("round %d", round).isEqualTo(expected);
        }
    }

    @Test
    void a_later_terminal_state_does_not_move_the_end() {
        List<PodObservation> history = new ArrayList<>(plainLife());
        history.add(seen(0, new PodEdge.Terminated(at("12:01:30"), EndCause.FAILED)));

        assertThat(closed(history)).isEqualTo(closed(plainLife()));
    }

    @Test
    void one_failed_pod_ends_the_billing_of_its_whole_gang() {
        List<PodObservation> history = new ArrayList<>(plainLife());
        history.set(4, seen(0, new PodEdge.Terminated(at("11:02:00"), EndCause.DEVICE_FAULT)));

        List<UsageInterval> usage = closed(history);
        assertThat(billedMillis(usage)).isEqualTo(4 * 3_600_000L);
        assertThat(heldMillis(usage, UnbilledReason.DEVICE_FAULT)).isEqualTo(4 * 3_600_000L);
    }

    @Test
    void a_lost_node_ends_at_the_earlier_of_lease_and_evidence() {
        List<PodObservation> history = new ArrayList<>(plainLife());
        history.set(4, seen(0, new PodEdge.NodeLost(at("11:00:30"), OptionalLong.of(at("11:00:00") + 999))));

        assertThat(billedMillis(closed(history))).isEqualTo(4 * 58 * 60_000L);
    }

    @Test
    void a_gang_that_never_was_whole_is_never_billed() {
        List<UsageInterval> usage = closed(List.of(
                seen(0, bound(0, "10:00:00")),
                seen(0, new PodEdge.Started(at("10:01:00"))),
                seen(0, new PodEdge.Released(at("10:31:00")))));

        assertThat(billedMillis(usage)).isZero();
        assertThat(heldMillis(usage, UnbilledReason.GANG_NOT_STARTED)).isEqualTo(2 * 31 * 60_000L);
    }

    @Test
    void an_attempt_whose_pods_were_never_bound_closes_without_usage() {
        assertThat(closed(List.of(seen(0, new PodEdge.Terminated(at("10:01:00"), EndCause.FAILED)))))
                .isEmpty();
    }

    @Test
    void recorded_usage_is_not_given_out_again_and_the_rest_keeps_its_ids() {
        List<UsageInterval> all = closed(plainLife());
        for (int kept = 0; kept <= all.size(); kept++) {
            UsageFold fold = folded(plainLife());
            all.subList(0, kept).forEach(fold::recorded);

            assertThat(fold.close(ATTEMPT, NO_EVIDENCE)).isEqualTo(all.subList(kept, all.size()));
        }
    }

    @Test
    void closing_step_by_step_gives_the_time_of_closing_at_once() {
        UsageFold fold = folded(plainLife());
        List<UsageInterval> parts = new ArrayList<>();
        parts.addAll(fold.closeThrough(ATTEMPT, at("10:30:00"), NO_EVIDENCE));
        parts.addAll(fold.closeThrough(ATTEMPT, at("10:30:00"), NO_EVIDENCE));
        assertThat(fold.observe(seen(0, new PodEdge.Terminated(at("10:10:00"), EndCause.COMPLETED))))
                .isEqualTo(FoldOutcome.LATE);
        UsageFold other = folded(plainLife());
        List<UsageInterval> again = new ArrayList<>(other.closeThrough(ATTEMPT, at("10:30:00"), NO_EVIDENCE));
        again.addAll(other.close(ATTEMPT, NO_EVIDENCE));

        assertThat(billedMillis(parts)).isEqualTo(4 * 28 * 60_000L);
        assertThat(billedMillis(again)).isEqualTo(billedMillis(closed(plainLife())));
        assertThat(again).extracting(UsageInterval::id).doesNotHaveDuplicates();
        assertThatThrownBy(() -> other.close(ATTEMPT, NO_EVIDENCE)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void two_attempts_never_hold_one_lane_at_once() {
        UsageFold fold = folded(plainLife());
        List<UsageInterval> usage = new ArrayList<>(fold.close(ATTEMPT, NO_EVIDENCE));
        var second = new io.xisuan.billing.usage.AttemptKey(ATTEMPT.job(), 2);
        fold.open(new AttemptTerms(second, TERMS.tenant(), TERMS.contract(), TERMS.site(), 1));
        PodIdentity pod = new PodIdentity(
                "pod-9", "train-2-0", second, 0, LifecycleFixtures.pod(0).node());
        fold.observe(new PodObservation(pod, bound(0, "12:01:58")));
        fold.observe(new PodObservation(pod, new PodEdge.Released(at("12:03:00"))));
        usage.addAll(fold.close(second, NO_EVIDENCE));

        assertThat(usage.stream()
                        .filter(used -> used.attempt() == 2)
                        .mapToLong(used -> used.quantity().value())
                        .sum())
                .isEqualTo(2 * 60_000L);
    }

    @Test
    void usage_is_cut_at_midnight_in_shanghai() {
        List<PodObservation> history = new ArrayList<>(plainLife());
        long nextDay = at("12:00:00") + 86_400_000L;
        for (int rank = 0; rank < 2; rank++) {
            history.set(4 + rank, seen(rank, new PodEdge.Terminated(nextDay, EndCause.COMPLETED)));
            history.set(6 + rank, seen(rank, new PodEdge.Released(nextDay)));
        }
        assertThat(closed(history).stream().filter(UsageInterval::billed)).hasSize(8);
        assertThat(billedMillis(closed(history))).isEqualTo(4 * (26 * 60 - 2) * 60_000L);
    }

    private static UsageFold folded(List<PodObservation> history) {
        UsageFold fold = new UsageFold();
        fold.open(TERMS);
        history.forEach(fold::observe);
        return fold;
    }

    static List<UsageInterval> closed(List<PodObservation> history) {
        return folded(history).close(ATTEMPT, NO_EVIDENCE);
    }

    private static long billedMillis(List<UsageInterval> usage) {
        return usage.stream()
                .filter(UsageInterval::billed)
                .mapToLong(used -> used.quantity().value())
                .sum();
    }

    private static long heldMillis(List<UsageInterval> usage, UnbilledReason reason) {
        return usage.stream()
                .filter(used -> used.reason().filter(reason::equals).isPresent())
                .mapToLong(used -> used.quantity().value())
                .sum();
    }
}
