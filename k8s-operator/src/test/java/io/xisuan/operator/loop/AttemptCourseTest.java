package io.xisuan.operator.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.store.Intent;
import io.xisuan.billing.store.IntentState;
import io.xisuan.billing.store.PlannedWorker;
import io.xisuan.billing.store.StartProposal;
import io.xisuan.billing.store.StopOrder;
import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.model.ClusterId;
import io.xisuan.model.ContractId;
import io.xisuan.model.JobId;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.model.SupplierId;
import io.xisuan.model.TenantId;
import io.xisuan.operator.observe.ObservedPod;
import io.xisuan.operator.observe.PodEnd;
import io.xisuan.operator.observe.PodMarks;
import io.xisuan.operator.observe.PodName;
import io.xisuan.operator.observe.PodPhase;
import io.xisuan.operator.observe.PodSaving;
import io.xisuan.operator.observe.PodTimes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class AttemptCourseTest {
    private static final long ACTED = 1_000_000;
    private static final long ENDED = ACTED + 60_000;
    private static final AttemptCourse COURSE = new AttemptCourse(Limits.STANDARD);

    @Test
    void a_planned_attempt_is_ordered_again_and_again_until_it_is_acted() {
        assertThat(next(IntentState.PLANNED, gang(), true, ACTED)).isEqualTo(new Deed.Act());
        assertThat(next(IntentState.PLANNED, gang(pending(0)), true, ACTED)).isEqualTo(new Deed.Act());
    }

    @Test
    void it_is_noted_as_running_only_when_the_whole_gang_runs() {
        assertThat(next(IntentState.ACTED, gang(running(0), pending(1)), true, ACTED))
                .isEqualTo(new Deed.Leave());
        assertThat(next(IntentState.ACTED, gang(running(0), running(1)), true, ACTED))
                .isEqualTo(new Deed.NoteRunning());
    }

    @Test
    void each_trouble_ends_the_attempt_whole_and_says_whether_it_is_tried_again() {
        assertThat(stopped(gang(running(0), failed(1, "Error", 3)), ACTED))
                .isEqualTo(new Ending(EndReason.WORKER_FAILED, "train-1-1 ended with exit code 3"));
        assertThat(stopped(gang(running(0), failed(1, "OOMKilled", 137)), ACTED).text())
                .isEqualTo("train-1-1 ended with exit code 137 OOMKilled");
        assertThat(stopped(gang(running(0), failed(1, "OOMKilled", 137)), ACTED).reason())
                .isEqualTo(EndReason.WORKER_FAILED);
        assertThat(stopped(gang(running(0), failed(1, "Evicted", 137)), ACTED).reason())
                .isEqualTo(EndReason.WORKER_LOST);
        assertThat(stopped(gang(running(0), failed(1, "OutOfnvidia.com/gpu", 0)), ACTED)
                        .reason())
                .isEqualTo(EndReason.WORKER_LOST);
        assertThat(stopped(gang(running(0), failed(1, "DeadlineExceeded", 137)), ACTED)
                        .reason())
                .isEqualTo(EndReason.DEADLINE_EXCEEDED);
        assertThat(stopped(gang(running(0), deleted(1)), ACTED).reason()).isEqualTo(EndReason.WORKER_LOST);
        assertThat(stopped(gang(running(0), unschedulable(1)), ACTED).reason()).isEqualTo(EndReason.UNSCHEDULABLE);
        assertThat(EndReason.WORKER_FAILED.verdict()).isEqualTo(EndReason.Verdict.FAILURE);
        assertThat(EndReason.WORKER_LOST.verdict()).isEqualTo(EndReason.Verdict.TRY_AGAIN);
        assertThat(EndReason.UNSCHEDULABLE.verdict()).isEqualTo(EndReason.Verdict.TRY_AGAIN);
    }

    @Test
    void a_kubelet_that_ends_a_pod_in_our_place_does_so_by_the_jobs_time_limit_where_it_has_one() {
        Deed deed = COURSE.next(
                intent(IntentState.OBSERVED),
                gang(running(0), failed(1, "DeadlineExceeded", 137)),
                Optional.of(StopSketch.job("{\"timeLimit\":\"1h\"}")),
                ACTED + 5_000);
        assertThat(((Deed.Order) deed).ending().reason()).isEqualTo(EndReason.TIME_LIMIT);
    }

    @Test
    void a_gang_that_is_not_whole_within_the_limit_is_released() {
        GangPods half = gang(running(0), pending(1));
        assertThat(next(IntentState.ACTED, half, true, ACTED + 600_000)).isEqualTo(new Deed.Leave());
        assertThat(stopped(half, ACTED + 600_001))
                .isEqualTo(new Ending(
                        EndReason.GANG_INCOMPLETE, "train-1-1 on n1: did not start: 1 of 2 workers ran within 600 s"));
    }

    @Test
    void an_image_that_cannot_be_pulled_is_said_within_two_minutes_and_not_tried_again() {
        long pull = Limits.STANDARD.imagePull().toMillis();
        assertThat(pull).isLessThanOrEqualTo(120_000);
        GangPods stuck = gang(running(0), unpulled(1));
        assertThat(next(IntentState.ACTED, stuck, true, ACTED + pull)).isEqualTo(new Deed.Leave());
        Ending ending = stopped(stuck, ACTED + pull + 1);
        assertThat(ending.reason()).isEqualTo(EndReason.IMAGE_NOT_PULLED);
        assertThat(ending.text()).contains("train-1-1", "ImagePullBackOff");
        assertThat(ending.reason().verdict()).isEqualTo(EndReason.Verdict.FAILURE);
    }

    @Test
    void a_pod_that_is_only_starting_its_container_is_not_a_pull_that_fails() {
        GangPods slow = gang(running(0), waiting(1, "ContainerCreating"));
        assertThat(next(IntentState.ACTED, slow, true, ACTED + 130_000)).isEqualTo(new Deed.Leave());
    }

    @Test
    void a_deleted_job_is_cancelled() {
        assertThat(next(IntentState.OBSERVED, gang(running(0), running(1)), false, ACTED))
                .isEqualTo(new Deed.Order(new Ending(EndReason.CANCELLED, "the TrainingJob was deleted"), 30_000));
    }

    @Test
    void success_needs_every_worker_and_none_that_was_told_to_stop() {
        GangPods done = gang(succeeded(0), succeeded(1));
        assertThat(AttemptCourse.ended(done, Optional.empty(), StopTerms.NONE).reason())
                .isEqualTo(EndReason.SUCCEEDED);
        assertThat(AttemptCourse.ended(gang(succeeded(0)), Optional.empty(), StopTerms.NONE)
                        .reason())
                .isEqualTo(EndReason.WORKER_LOST);
        assertThat(AttemptCourse.ended(gang(succeeded(0), failed(1, "Error", 1)), Optional.empty(), StopTerms.NONE)
                        .reason())
                .isEqualTo(EndReason.WORKER_FAILED);
        Optional<StopOrder> order = Optional.of(order(ENDED));
        assertThat(AttemptCourse.ended(done, order, StopTerms.NONE).reason())
                .as("nobody had told them")
                .isEqualTo(EndReason.SUCCEEDED);
        PodSaving told = new PodSaving(OptionalLong.of(ENDED), false);
        GangPods stopped = StopSketch.gang(StopSketch.ended(0, 0, PodSaving.UNTOLD), StopSketch.ended(1, 0, told));
        assertThat(AttemptCourse.ended(stopped, order, StopTerms.NONE).reason()).isEqualTo(EndReason.PREEMPTED);
    }

    @Test
    void workers_that_others_deleted_and_that_end_well_for_it_are_no_success() {
        GangPods drained = gang(succeeded(0), taken(1, ENDED - 2_000));
        assertThat(AttemptCourse.ended(drained, Optional.empty(), StopTerms.NONE)
                        .reason())
                .isEqualTo(EndReason.WORKER_LOST);
        GangPods cleared = gang(succeeded(0), taken(1, ENDED + 60_000));
        assertThat(AttemptCourse.ended(cleared, Optional.empty(), StopTerms.NONE)
                        .reason())
                .as("deleted long after its end")
                .isEqualTo(EndReason.SUCCEEDED);
        GangPods unclear = gang(succeeded(0), taken(1, ENDED + 1_000));
        assertThat(AttemptCourse.ended(unclear, Optional.empty(), StopTerms.NONE)
                        .reason())
                .as("two clocks do not tell which was first")
                .isEqualTo(EndReason.WORKER_LOST);
    }

    @Test
    void a_gang_half_of_which_runs_while_nobody_can_order_the_rest_is_released_within_the_limit() {
        GangPods half = gang(running(0));
        assertThat(next(IntentState.PLANNED, half, true, ACTED + 600_000)).isEqualTo(new Deed.Act());
        Deed late = next(IntentState.PLANNED, half, true, ACTED + 600_001);
        assertThat(late)
                .isInstanceOfSatisfying(
                        Deed.Order.class,
                        order -> assertThat(order.ending().reason()).isEqualTo(EndReason.GANG_INCOMPLETE));
        long pull = Limits.STANDARD.imagePull().toMillis();
        assertThat(next(IntentState.PLANNED, gang(unpulled(0)), true, ACTED + pull + 1))
                .isInstanceOfSatisfying(
                        Deed.Order.class,
                        order -> assertThat(order.ending().reason()).isEqualTo(EndReason.IMAGE_NOT_PULLED));
    }

    @Test
    void a_node_is_not_doubted_for_what_is_the_workers_own() {
        Ending key = stopped(gang(running(0), waiting(1, "CreateContainerConfigError")), ACTED + 600_001);
        assertThat(key.reason()).isEqualTo(EndReason.GANG_INCOMPLETE);
        assertThat(key.text()).contains("CreateContainerConfigError");
        assertThat(key.blamed()).isEmpty();
        assertThat(stopped(gang(running(0), waiting(1, "ContainerCreating")), ACTED + 600_001)
                        .blamed())
                .contains(new NodeName("n1"));
        Ending volume =
                stopped(gang(running(0), unschedulable(1, "1 node(s) had volume node affinity conflict")), ACTED);
        assertThat(volume.reason()).isEqualTo(EndReason.UNSCHEDULABLE);
        assertThat(volume.blamed()).isEmpty();
    }

    @Test
    void a_jobs_own_exit_code_for_saved_means_that_it_goes_on_later() {
        StopTerms terms = new StopTerms(false, 30_000, 0, OptionalInt.of(85), true);
        Ending yielded = AttemptCourse.ended(gang(succeeded(0), failed(1, "Error", 85)), Optional.empty(), terms);
        assertThat(yielded.reason()).isEqualTo(EndReason.CHECKPOINTED);
        assertThat(yielded.reason().verdict()).isEqualTo(EndReason.Verdict.TRY_AGAIN);
        assertThat(AttemptCourse.ended(gang(succeeded(0), failed(1, "Error", 84)), Optional.empty(), terms)
                        .reason())
                .isEqualTo(EndReason.WORKER_FAILED);
    }

    @Test
    void a_node_is_doubted_for_what_failed_on_it_and_not_for_who_had_to_make_room() {
        assertThat(stopped(gang(running(0), failed(1, "OutOfnvidia.com/gpu", 0)), ACTED)
                        .blamed())
                .contains(new NodeName("n1"));
        assertThat(stopped(gang(running(0), unschedulable(1)), ACTED).blamed()).contains(new NodeName("n1"));
        assertThat(stopped(gang(running(0), pending(1)), ACTED + 600_001).blamed())
                .contains(new NodeName("n1"));
        assertThat(stopped(gang(running(0), failed(1, "Error", 3)), ACTED).blamed())
                .isEmpty();
        assertThat(stopped(gang(running(0), failed(1, "PreemptionByScheduler", 143)), ACTED)
                        .blamed())
                .isEmpty();
        assertThat(stopped(gang(running(0), deleted(1)), ACTED).blamed()).isEmpty();
    }

    @Test
    void pauses_between_attempts_double_up_to_an_hour() {
        assertThat(Limits.STANDARD.retryMillis(1)).isEqualTo(60_000);
        assertThat(Limits.STANDARD.retryMillis(2)).isEqualTo(120_000);
        assertThat(Limits.STANDARD.retryMillis(6)).isEqualTo(1_920_000);
        assertThat(Limits.STANDARD.retryMillis(60)).isEqualTo(3_600_000);
    }

    private static Deed next(IntentState state, GangPods gang, boolean wanted, long now) {
        return COURSE.next(intent(state), gang, wanted ? Optional.of(StopSketch.job("{}")) : Optional.empty(), now);
    }

    private static Ending stopped(GangPods gang, long now) {
        assertThat(next(IntentState.ACTED, gang, true, now)).isInstanceOf(Deed.Order.class);
        return ((Deed.Order) next(IntentState.ACTED, gang, true, now)).ending();
    }

    private static StopOrder order(long atMillis) {
        return new StopOrder(
                intent(IntentState.OBSERVED).attempt(),
                EndReason.PREEMPTED.word(),
                "another job",
                atMillis,
                atMillis + 40_000,
                Optional.empty());
    }

    private static Intent intent(IntentState state) {
        return new Intent(
                new AttemptKey(new JobId("team", "train", "uid-1"), 1),
                new TenantId("team"),
                new ContractId("c-team"),
                new SupplierId("seller"),
                new ClusterId("local"),
                new SiteId("east"),
                "nvidia-h800-80g",
                8,
                StartProposal.WHOLE,
                List.of(new PlannedWorker(0, new NodeName("n0")), new PlannedWorker(1, new NodeName("n1"))),
                3_600_000,
                Optional.empty(),
                state,
                1,
                ACTED,
                ACTED,
                Optional.empty());
    }

    private static GangPods gang(ObservedPod... pods) {
        return new GangPods(2, new ArrayList<>(List.of(pods)), List.of());
    }

    private static ObservedPod pending(int rank) {
        return waiting(rank, "");
    }

    private static ObservedPod waiting(int rank, String reason) {
        return pod(rank, PodPhase.PENDING, times(OptionalLong.empty()), PodEnd.NONE, reason, false);
    }

    private static ObservedPod unpulled(int rank) {
        return waiting(rank, "ImagePullBackOff");
    }

    private static ObservedPod unschedulable(int rank) {
        return unschedulable(rank, "0/3 nodes are available");
    }

    private static ObservedPod unschedulable(int rank, String message) {
        PodEnd end = new PodEnd(OptionalInt.empty(), "Unschedulable", message);
        return pod(rank, PodPhase.PENDING, times(OptionalLong.empty()), end, "", true);
    }

    private static ObservedPod running(int rank) {
        return pod(rank, PodPhase.RUNNING, times(OptionalLong.empty()), PodEnd.NONE, "", false);
    }

    private static ObservedPod deleted(int rank) {
        return pod(rank, PodPhase.RUNNING, times(OptionalLong.of(ACTED + 9_000)), PodEnd.NONE, "", false);
    }

    private static ObservedPod succeeded(int rank) {
        PodEnd end = new PodEnd(OptionalInt.of(0), "Completed", "");
        PodTimes times = new PodTimes(
                ACTED,
                OptionalLong.of(ACTED),
                OptionalLong.of(ACTED + 1_000),
                OptionalLong.of(ENDED),
                OptionalLong.empty());
        return pod(rank, PodPhase.SUCCEEDED, times, end, "", false);
    }

    private static ObservedPod taken(int rank, long askedMillis) {
        PodEnd end = new PodEnd(OptionalInt.of(0), "Completed", "");
        PodTimes times = new PodTimes(
                ACTED,
                OptionalLong.of(ACTED),
                OptionalLong.of(ACTED + 1_000),
                OptionalLong.of(ENDED),
                OptionalLong.of(askedMillis + 30_000),
                OptionalLong.of(askedMillis));
        return pod(rank, PodPhase.SUCCEEDED, times, end, "", false);
    }

    private static ObservedPod failed(int rank, String reason, int code) {
        PodEnd end = new PodEnd(OptionalInt.of(code), reason, "");
        return pod(rank, PodPhase.FAILED, times(OptionalLong.empty()), end, "", false);
    }

    private static PodTimes times(OptionalLong deletion) {
        return new PodTimes(
                ACTED, OptionalLong.of(ACTED), OptionalLong.of(ACTED + 1_000), OptionalLong.empty(), deletion);
    }

    private static ObservedPod pod(
            int rank, PodPhase phase, PodTimes times, PodEnd end, String waiting, boolean unschedulable) {
        PodTimes known = phase == PodPhase.PENDING
                ? new PodTimes(
                        ACTED, OptionalLong.of(ACTED), OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty())
                : times;
        return new ObservedPod(
                new PodName("team", "train-1-" + rank, "pod-" + rank),
                new PodMarks("uid-1", "train", 1, rank, 1, Optional.of("east")),
                Optional.of(new NodeName("n" + rank)),
                phase,
                known,
                end,
                true,
                waiting.isEmpty() ? Optional.empty() : Optional.of(waiting),
                unschedulable);
    }
}
