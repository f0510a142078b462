package io.xisuan.operator.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.store.Intent;
import io.xisuan.billing.store.IntentState;
import io.xisuan.billing.store.Outcome;
import io.xisuan.billing.store.StopEnd;
import io.xisuan.billing.store.StopOrder;
import io.xisuan.billing.store.StopRecord;
import io.xisuan.model.Money;
import io.xisuan.model.NodeName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetriesTest {
    private static final long ENDED = StopSketch.PLANNED + 60_000;

    @Test
    void failures_one_after_another_double_the_pause_and_each_draws_up_to_a_quarter_more() {
        for (int n = 1; n <= 8; n++) {
            long pause = Math.min(3_600_000, 60_000L << (n - 1));
            long before = lost(n).notBeforeMillis(Limits.STANDARD) - ENDED;
            assertThat(before).as("after %d failures", n).isBetween(pause, pause + pause / 4);
        }
        assertThat(lost(3).notBeforeMillis(Limits.STANDARD))
                .as("each leader draws the same")
                .isEqualTo(lost(3).notBeforeMillis(Limits.STANDARD));
    }

    @Test
    void who_was_stopped_for_others_or_by_its_tenant_is_tried_again_at_once() {
        for (EndReason reason : List.of(EndReason.PREEMPTED, EndReason.MOVED, EndReason.SUSPENDED, EndReason.RESIZED)) {
            assertThat(record(List.of(reason)).notBeforeMillis(Limits.STANDARD)).isZero();
        }
        assertThat(record(List.of(EndReason.WORKER_LOST, EndReason.PREEMPTED, EndReason.WORKER_LOST))
                        .notBeforeMillis(Limits.STANDARD))
                .as("a good run begins a new count")
                .isLessThan(ENDED + 76_000);
    }

    @Test
    void who_is_displaced_again_and_again_pauses_the_longer_each_time() {
        for (EndReason reason : List.of(EndReason.PREEMPTED, EndReason.RECLAIMED)) {
            assertThat(record(List.of(reason)).notBeforeMillis(Limits.STANDARD)).isZero();
            for (int n = 2; n <= 5; n++) {
                long pause = 60_000L << (n - 2);
                long before = record(Collections.nCopies(n, reason)).notBeforeMillis(Limits.STANDARD) - ENDED;
                assertThat(before).as("%s %d times", reason, n).isBetween(pause, pause + pause / 4);
            }
        }
    }

    @Test
    void an_attempt_given_up_before_it_held_anything_fails_its_job_by_the_reason_of_its_order() {
        StopOrder unpulled = StopSketch.order(1, EndReason.IMAGE_NOT_PULLED, ENDED, ENDED);
        JobRecord job = new JobRecord(
                List.of(StopSketch.intent(1, IntentState.ABORTED, ENDED, Optional.empty())),
                List.of(new StopRecord(unpulled, Optional.empty())));
        assertThat(job.outcome().orElseThrow().text()).isEqualTo("ImageNotPulled: because");
    }

    @Test
    void the_first_order_and_the_first_end_of_an_attempt_stay() {
        JobRecord job = record(List.of());
        job.put(StopSketch.intent(1, IntentState.OBSERVED, ENDED, Optional.empty()));
        StopOrder first = StopSketch.order(1, EndReason.PREEMPTED, ENDED, ENDED);
        job.put(new StopRecord(first, Optional.empty()));
        job.put(new StopRecord(StopSketch.order(1, EndReason.SUSPENDED, ENDED, ENDED), Optional.empty()));
        StopEnd end = new StopEnd(first.attempt(), "annotation", 5, ENDED);
        job.put(new StopRecord(first, Optional.of(end)));
        job.put(new StopRecord(first, Optional.of(new StopEnd(first.attempt(), "", 9, ENDED))));
        assertThat(job.ending()).map(Ending::reason).contains(EndReason.PREEMPTED);
        assertThat(job.stop(job.last().orElseThrow()).orElseThrow().end()).contains(end);
    }

    @Test
    void a_node_that_failed_a_job_is_avoided_by_it_and_one_that_failed_three_by_all() {
        JobRecord own = blaming("uid-1", "n1");
        BadNodes one = BadNodes.of(List.of(own), ENDED + 1_000);
        assertThat(one.avoidedBy("uid-1")).containsExactly(new NodeName("n1"));
        assertThat(one.avoidedBy("uid-2")).isEmpty();
        assertThat(BadNodes.of(List.of(own), ENDED + BadNodes.OWN_MILLIS).avoidedBy("uid-1"))
                .isEmpty();
        List<JobRecord> oneTenants = List.of(own, blaming("uid-2", "n1"), blaming("uid-3", "n1"));
        assertThat(BadNodes.of(oneTenants, ENDED + 1_000).byAll())
                .as("no tenant takes a node from others")
                .isEmpty();
        List<JobRecord> three = List.of(own, blaming("uid-2", "n1"), blaming("uid-3", "other", "n1"));
        assertThat(BadNodes.of(three, ENDED + 1_000).avoidedBy("uid-9")).containsExactly(new NodeName("n1"));
        assertThat(BadNodes.of(three, ENDED + BadNodes.ALL_MILLIS).byAll()).isEmpty();
    }

    private static JobRecord lost(int times) {
        List<EndReason> reasons = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            reasons.add(EndReason.WORKER_LOST);
        }
        return record(reasons);
    }

    private static JobRecord record(List<EndReason> reasons) {
        List<Intent> attempts = new ArrayList<>();
        for (int i = 0; i < reasons.size(); i++) {
            attempts.add(StopSketch.intent(
                    i + 1, IntentState.CLOSED, ENDED, Optional.of(outcome(new Ending(reasons.get(i), "x")))));
        }
        return new JobRecord(attempts, List.of());
    }

    private static JobRecord blaming(String uid, String node) {
        return blaming(uid, "team", node);
    }

    private static JobRecord blaming(String uid, String tenant, String node) {
        Ending ending = new Ending(EndReason.WORKER_LOST, "train-1-1 on " + node + ": Evicted");
        return new JobRecord(
                List.of(StopSketch.intent(uid, tenant, 1, IntentState.CLOSED, ENDED, Optional.of(outcome(ending)))),
                List.of());
    }

    private static Outcome outcome(Ending ending) {
        return new Outcome(JobRecord.text(ending), Money.ZERO, Money.ZERO, Money.ZERO);
    }
}
