package io.xisuan.operator.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.store.Intent;
import io.xisuan.billing.store.IntentState;
import io.xisuan.billing.store.StopOrder;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.observe.ObservedPod;
import io.xisuan.operator.observe.PodSaving;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StopCourseTest {
    private static final long AT = StopSketch.PLANNED + 100_000;
    private static final StopTerms BY_TERM = StopTerms.of(Optional.of(StopSketch.job(
            "{\"checkpoint\":{\"uri\":\"s3://b/c\",\"every\":\"30m\",\"grace\":\"60s\",\"exitCode\":85}}")));
    private static final StopTerms BY_FILE = StopTerms.of(Optional.of(
            StopSketch.job("{\"checkpoint\":{\"uri\":\"s3://b/c\",\"grace\":\"60s\",\"signal\":\"file\"}}")));
    private static final PodSaving TOLD = new PodSaving(OptionalLong.of(AT + 60_000), false);
    private static final PodSaving SAVED = new PodSaving(OptionalLong.of(AT + 60_000), true);

    @Test
    void where_sigterm_is_the_signal_the_eviction_is_both_and_has_the_checkpoints_grace() {
        assertThat(next(BY_TERM, StopSketch.gang(run(0), run(1)), AT)).isEqualTo(new Deed.Stop(60));
    }

    @Test
    void where_a_file_is_the_signal_the_pods_are_told_left_and_then_evicted_with_ten_seconds() {
        assertThat(next(BY_FILE, StopSketch.gang(run(0), run(1)), AT)).isEqualTo(new Deed.Signal(AT + 60_000));
        assertThat(next(BY_FILE, StopSketch.gang(told(0), run(1)), AT)).isEqualTo(new Deed.Signal(AT + 60_000));
        assertThat(next(BY_FILE, StopSketch.gang(told(0), told(1)), AT + 59_999))
                .isEqualTo(new Deed.Leave());
        assertThat(next(BY_FILE, StopSketch.gang(told(0), told(1)), AT + 60_000))
                .isEqualTo(new Deed.Stop(10));
        assertThat(next(BY_FILE, StopSketch.gang(saved(0), told(1)), AT + 5_000))
                .isEqualTo(new Deed.Leave());
        assertThat(next(BY_FILE, StopSketch.gang(saved(0), saved(1)), AT + 5_000))
                .isEqualTo(new Deed.Stop(10));
    }

    @Test
    void workers_that_never_ran_have_nothing_to_save() {
        assertThat(next(BY_FILE, StopSketch.gang(StopSketch.pending(0), StopSketch.pending(1)), AT))
                .isEqualTo(new Deed.Stop(60));
    }

    @Test
    void workers_of_a_gang_that_broke_are_taken_down_at_once() {
        StopOrder broken = StopSketch.order(1, EndReason.WORKER_LOST, AT, AT + 70_000);
        assertThat(StopCourse.next(broken, BY_FILE, StopSketch.gang(run(0), run(1)), AT))
                .isEqualTo(new Deed.Stop(60));
    }

    @Test
    void an_owner_who_gives_less_time_than_the_checkpoint_asks_for_shortens_it() {
        StopOrder soon = StopSketch.order(1, EndReason.RECLAIMED, AT, AT + 40_000);
        assertThat(StopCourse.saveByMillis(soon, BY_FILE)).isEqualTo(AT + 30_000);
        StopOrder atOnce = StopSketch.order(1, EndReason.RECLAIMED, AT, AT + 5_000);
        assertThat(StopCourse.next(atOnce, BY_FILE, StopSketch.gang(run(0), run(1)), AT))
                .isEqualTo(new Deed.Stop(10));
    }

    @Test
    void a_stop_is_confirmed_by_every_workers_annotation_or_exit_code_and_by_nothing_else() {
        assertThat(confirmed(BY_FILE, SAVED, 137, SAVED, 143)).isEqualTo("annotation");
        assertThat(confirmed(BY_TERM, PodSaving.UNTOLD, 0, PodSaving.UNTOLD, 143))
                .isEqualTo("exit code 143");
        assertThat(confirmed(BY_TERM, PodSaving.UNTOLD, 85, PodSaving.UNTOLD, 0))
                .isEqualTo("exit code 85");
        assertThat(confirmed(BY_TERM, PodSaving.UNTOLD, 0, PodSaving.UNTOLD, 137))
                .isEmpty();
        assertThat(confirmed(BY_FILE, PodSaving.UNTOLD, 85, PodSaving.UNTOLD, 0))
                .isEmpty();
        assertThat(confirmed(StopTerms.NONE, PodSaving.UNTOLD, 143, PodSaving.UNTOLD, 143))
                .as("a job without a checkpoint saves nothing")
                .isEmpty();
        assertThat(StopCourse.confirmedBy(StopSketch.gang(StopSketch.ended(0, 0, SAVED)), BY_FILE))
                .as("one of two is not the gang")
                .isEmpty();
    }

    @Test
    void whatever_step_was_the_last_before_a_crash_the_next_leader_ends_the_same_way() {
        for (long seed = 1; seed <= 500; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<PodSaving> savings = new ArrayList<>(List.of(PodSaving.UNTOLD, PodSaving.UNTOLD));
            long now = AT;
            Deed deed = new Deed.Leave();
            for (int step = 0; step < 1_000 && !(deed instanceof Deed.Stop); step++) {
                // Each leader knows the order and what the pods show, and nothing of its forerunner.
                deed = next(BY_FILE, StopSketch.gang(pod(0, savings), pod(1, savings)), now);
                if (deed instanceof Deed.Signal(long by)) {
                    assertThat(by).as("seed %d", seed).isEqualTo(AT + 60_000);
                    int reached = random.nextInt(3);
                    for (int rank = 0; rank < reached; rank++) {
                        savings.set(rank, new PodSaving(OptionalLong.of(by), false));
                    }
                } else if (random.nextInt(40) == 0) {
                    int rank = random.nextInt(2);
                    savings.set(rank, new PodSaving(savings.get(rank).byMillis(), true));
                }
                now += random.nextInt(2_000);
            }
            boolean allSaved = savings.stream().allMatch(PodSaving::done);
            assertThat(deed).as("seed %d", seed).isEqualTo(new Deed.Stop(10));
            assertThat(allSaved || now >= AT + 60_000).as("seed %d", seed).isTrue();
        }
    }

    @Test
    void a_job_that_wants_otherwise_is_stopped_with_its_own_reason() {
        assertThat(wanted("{\"suspend\":true}", AT)).isEqualTo(EndReason.SUSPENDED);
        assertThat(wanted("{\"timeLimit\":\"90s\"}", StopSketch.PLANNED + 91_000))
                .isEqualTo(EndReason.TIME_LIMIT);
        assertThat(Wanted.otherwise(
                        intent(),
                        runningGang(),
                        StopSketch.job("{\"timeLimit\":\"90s\"}"),
                        StopSketch.PLANNED + 90_999))
                .isEmpty();
        TrainingJob shrunk = StopSketch.job("{\"minWorkers\":1,\"workers\":1}");
        assertThat(Wanted.otherwise(intent(), runningGang(), shrunk, AT))
                .map(Ending::reason)
                .contains(EndReason.RESIZED);
        assertThat(Wanted.otherwise(intent(), runningGang(), StopSketch.job("{\"minWorkers\":1,\"workers\":4}"), AT))
                .as("a gang that could be larger runs on until there is room")
                .isEmpty();
    }

    private static EndReason wanted(String fields, long nowMillis) {
        return Wanted.otherwise(intent(), runningGang(), StopSketch.job(fields), nowMillis)
                .orElseThrow()
                .reason();
    }

    private static Intent intent() {
        return StopSketch.intent(1, IntentState.OBSERVED, AT, Optional.empty());
    }

    private static GangPods runningGang() {
        return StopSketch.gang(run(0), run(1));
    }

    private static Deed next(StopTerms terms, GangPods gang, long nowMillis) {
        return StopCourse.next(StopSketch.order(1, EndReason.PREEMPTED, AT, AT + 70_000), terms, gang, nowMillis);
    }

    private static String confirmed(StopTerms terms, PodSaving a, int codeA, PodSaving b, int codeB) {
        return StopCourse.confirmedBy(
                StopSketch.gang(StopSketch.ended(0, codeA, a), StopSketch.ended(1, codeB, b)), terms);
    }

    private static ObservedPod pod(int rank, List<PodSaving> savings) {
        return StopSketch.running(rank, savings.get(rank));
    }

    private static ObservedPod run(int rank) {
        return StopSketch.running(rank, PodSaving.UNTOLD);
    }

    private static ObservedPod told(int rank) {
        return StopSketch.running(rank, TOLD);
    }

    private static ObservedPod saved(int rank) {
        return StopSketch.running(rank, SAVED);
    }
}
