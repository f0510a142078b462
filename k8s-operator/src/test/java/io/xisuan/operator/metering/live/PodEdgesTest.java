package io.xisuan.operator.metering.live;

import static io.xisuan.operator.metering.live.PodSketch.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.operator.metering.lifecycle.EndCause;
import io.xisuan.operator.observe.PodPhase;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PodEdgesTest {
    private static final PodSketch RUNNING = PodSketch.running(0);

    @Test
    void a_finished_container_counts_once_its_pod_is_terminal() {
        PodSketch stopped = RUNNING.finished("12:00:00");

        assertThat(seen(stopped).stop()).isEmpty();
        PodFacts facts = seen(stopped.as(PodPhase.SUCCEEDED));
        assertThat(facts.stop()).contains(new PodStop(at("12:00:00"), EndCause.COMPLETED, PodStop.Basis.STATED));
        assertThat(facts.released()).contains(at("12:00:00"));
        assertThat(facts.over()).isTrue();
    }

    @Test
    void a_pod_that_is_being_deleted_holds_until_it_is_terminal() {
        PodFacts facts = seen(RUNNING.deleted("11:00:30"));

        assertThat(facts.over()).isFalse();
        assertThat(facts.heldUntilMillis()).isEqualTo(Long.MAX_VALUE);
        assertThat(seen(RUNNING.deleted("11:00:30").finished("11:00:02").as(PodPhase.FAILED))
                        .released())
                .contains(at("11:00:02"));
    }

    @Test
    void a_pod_that_is_gone_without_an_end_ended_with_its_deletion_or_when_it_last_stated_a_time() {
        assertThat(gone(RUNNING.deleted("11:00:30")).stop())
                .contains(new PodStop(at("11:00:30"), EndCause.FAILED, PodStop.Basis.DELETION));
        assertThat(gone(RUNNING).stop())
                .contains(new PodStop(at("10:01:00"), EndCause.FAILED, PodStop.Basis.LAST_STATED));
        assertThat(gone(RUNNING).over()).isTrue();
    }

    @Test
    void a_pod_that_its_node_refused_held_nothing() {
        PodFacts facts =
                seen(PodSketch.of(0, PodPhase.FAILED, "10:00:00", "", "").because("OutOfcpu"));

        assertThat(facts.bound()).isEqualTo(facts.released()).contains(at("10:00:00"));
    }

    @Test
    void a_failed_pod_that_ran_and_states_no_end_holds_until_it_is_deleted() {
        assertThat(seen(RUNNING.as(PodPhase.FAILED)).over()).isFalse();
        assertThat(seen(RUNNING.as(PodPhase.FAILED).deleted("11:30:00")).released())
                .contains(at("11:30:00"));
    }

    @Test
    void an_unbound_pod_is_over_once_it_is_deleted() {
        assertThat(seen(PodSketch.unbound(0)).over()).isFalse();
        PodFacts deleted = seen(PodSketch.unbound(0).deleted("10:05:00"));
        assertThat(deleted.over()).isTrue();
        assertThat(deleted.held()).isFalse();
    }

    @Test
    void on_a_lost_node_a_pod_ends_with_the_lease_and_holds_while_the_node_is_silent() {
        OptionalLong lease = OptionalLong.of(at("10:30:07") + 345);
        PodStop stop = new PodStop(at("10:30:07"), EndCause.NODE_FAULT, PodStop.Basis.LEASE);

        for (PodSketch pod : List.of(RUNNING, RUNNING.as(PodPhase.FAILED).deleted("10:36:00"))) {
            PodFacts silent = PodEdges.facts(new PodSight(pod.pod(), false, NodeSight.SILENT, lease));
            assertThat(silent.stop()).contains(stop);
            assertThat(silent.over()).isFalse();
            PodFacts absent = PodEdges.facts(new PodSight(pod.pod(), false, NodeSight.ABSENT, lease));
            assertThat(absent.released()).contains(at("10:30:07"));
        }
        PodFacts back = PodEdges.facts(
                new PodSight(RUNNING.finished("10:50:00").as(PodPhase.FAILED).pod(), false, NodeSight.PRESENT, lease));
        assertThat(back.stop()).contains(stop);
        assertThat(back.released()).contains(at("10:50:00"));
    }

    @Test
    void the_stated_reason_names_the_cause() {
        assertThat(cause("PreemptionByScheduler")).isEqualTo(EndCause.OWNER_RECLAIM);
        assertThat(cause("Preempting")).isEqualTo(EndCause.PREEMPTED);
        assertThat(cause("NodeShutdown")).isEqualTo(EndCause.NODE_FAULT);
        assertThat(cause("OOMKilled")).isEqualTo(EndCause.FAILED);
    }

    @Test
    void a_start_that_is_not_stated_is_not_made_up() {
        PodSketch blind = PodSketch.of(0, PodPhase.SUCCEEDED, "10:00:00", "", "12:00:00");

        assertThat(seen(blind).started()).isEmpty();
        assertThat(seen(blind).released()).contains(at("12:00:00"));
    }

    private static EndCause cause(String reason) {
        return seen(RUNNING.finished("12:00:00").as(PodPhase.FAILED).because(reason))
                .stop()
                .orElseThrow()
                .cause();
    }

    private static PodFacts seen(PodSketch pod) {
        return PodEdges.facts(new PodSight(pod.pod(), false, NodeSight.PRESENT, OptionalLong.empty()));
    }

    private static PodFacts gone(PodSketch pod) {
        return PodEdges.facts(new PodSight(pod.pod(), true, NodeSight.PRESENT, OptionalLong.empty()));
    }
}
