package io.xisuan.operator.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.entitlement.Hold;
import io.xisuan.billing.store.Intent;
import io.xisuan.billing.store.IntentState;
import io.xisuan.billing.store.StopOrder;
import io.xisuan.billing.store.StopRecord;
import io.xisuan.operator.report.JobStanding;
import io.xisuan.operator.report.JobVerdict;
import io.xisuan.operator.report.ResourceRef;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job's life under the whole loop, on a cluster in memory and in virtual time. */
class JobLifeTest {
    private static final String JOB = "life-00000";
    private static final String UID = "uid-" + JOB;

    @TempDir
    Path folder;

    private LoopGround ground;

    @BeforeEach
    void begin() {
        ground = new LoopGround(folder, 4);
    }

    @AfterEach
    void end() {
        ground.close();
    }

    @Test
    void a_suspended_job_waits_and_holds_nothing_until_it_is_resumed() {
        ground.submit(1, "life", 8, "3600s");
        ground.change(JOB, spec -> spec.put("suspend", true));
        run(20_000);
        assertThat(attempts()).isEmpty();
        assertThat(verdict()).isInstanceOf(JobVerdict.Suspended.class);
        assertThat(ground.store.books().holds()).isEmpty();
        ground.change(JOB, spec -> spec.put("suspend", false));
        run(20_000);
        assertThat(verdict()).isInstanceOf(JobVerdict.Running.class);
    }

    @Test
    void a_running_job_that_is_suspended_leaves_and_goes_on_with_what_is_left() {
        running("3600s");
        run(1_800_000);
        ground.change(JOB, spec -> spec.put("suspend", true));
        run(20_000);
        assertThat(attempts()).hasSize(1);
        assertThat(last().state()).isEqualTo(IntentState.CLOSED);
        assertThat(last().outcome().orElseThrow().text()).startsWith("Suspended");
        assertThat(verdict()).isInstanceOf(JobVerdict.Suspended.class);
        assertThat(stop().end().orElseThrow().lostDeviceMillis()).isZero();
        ground.change(JOB, spec -> spec.put("suspend", false));
        run(20_000);
        assertThat(attempts()).hasSize(2);
        assertThat(last().estimateMillis()).isBetween(1_700_000L, 1_800_000L);
        assertThat(standing().past().interruptions()).isEqualTo(1);
    }

    @Test
    void an_order_that_was_stored_before_the_leader_died_is_carried_out_by_the_next_with_its_reason() {
        running("3600s");
        long epoch = ground.store.mintEpoch("other", ground.now());
        ground.store
                .stops()
                .order(
                        epoch,
                        List.of(new StopOrder(
                                last().attempt(),
                                EndReason.PREEMPTED.word(),
                                "for another",
                                ground.now(),
                                ground.now() + 40_000,
                                Optional.empty())),
                        List.of());
        ground.killed();
        run(20_000);
        assertThat(ground.store.intents(UID).getFirst().outcome().orElseThrow().text())
                .isEqualTo("Preempted: for another");
        assertThat(stop().end().orElseThrow().confirmedBy()).isEqualTo("exit code 0");
        assertThat(attempts()).as("it goes on at once").hasSize(2);
    }

    @Test
    void a_leader_that_dies_at_any_step_of_a_stop_changes_nothing_but_the_time() {
        for (int steps = 0; steps < 6; steps++) {
            String name = "life%d".formatted(steps);
            ground.submit(1, name, 8, "3600s");
            run(20_000);
            ground.change(name + "-00000", spec -> spec.put("timeLimit", "10s"));
            for (int i = 0; i < steps; i++) {
                step(300);
            }
            ground.killed();
            run(20_000);
            Intent ended = ground.store.intents("uid-" + name + "-00000").getLast();
            assertThat(ended.outcome().orElseThrow().text())
                    .as("killed after %d steps", steps)
                    .startsWith("TimeLimit");
            assertThat(ended.attempt().attempt()).isEqualTo(1);
            ground.delete(name + "-00000");
        }
    }

    @Test
    void a_job_that_reaches_its_time_limit_ends_and_is_deleted_when_its_time_to_live_is_over() {
        running("3600s");
        ground.change(JOB, spec -> spec.put("timeLimit", "60s").put("ttlSecondsAfterFinished", 120));
        run(90_000);
        assertThat(last().outcome().orElseThrow().text()).startsWith("TimeLimit");
        assertThat(verdict()).isInstanceOf(JobVerdict.Ended.class);
        assertThat(ground.cluster.removed()).isEmpty();
        run(130_000);
        assertThat(ground.cluster.removed()).extracting(job -> job.uid()).containsExactly(UID);
    }

    @Test
    void a_job_that_ends_well_within_its_first_second_is_not_run_again() {
        ground.submit(1, "life", 8, "0s");
        run(300_000);
        assertThat(attempts()).hasSize(1);
        assertThat(last().state()).isEqualTo(IntentState.CLOSED);
        assertThat(last().outcome().orElseThrow().text()).startsWith("Succeeded");
        assertThat(last().outcome().orElseThrow().gross().isZero()).isTrue();
        assertThat(ground.store
                        .hold(last().holdId().orElseThrow())
                        .orElseThrow()
                        .resolved())
                .isTrue();
    }

    @Test
    void an_attempt_that_ran_while_nobody_learned_that_it_began_is_closed_and_billed() {
        ground.cluster.losesAnswers();
        ground.submit(1, "life", 8, "60s");
        run(120_000);
        assertThat(attempts()).hasSize(1);
        assertThat(last().state()).isEqualTo(IntentState.CLOSED);
        assertThat(last().outcome().orElseThrow().text()).startsWith("Succeeded");
        assertThat(last().outcome().orElseThrow().gross().isPositive()).isTrue();
        assertThat(ground.store
                        .hold(last().holdId().orElseThrow())
                        .orElseThrow()
                        .state())
                .isEqualTo(Hold.State.ACTIVE);
        assertThat(ground.cluster.started())
                .as("orders of one attempt in a minute")
                .isBetween(3L, 10L);
    }

    @Test
    void a_pod_that_comes_late_holds_its_place_until_it_is_ended() {
        running("25s");
        run(30_000);
        assertThat(last().state()).isEqualTo(IntentState.CLOSED);
        String place = last().workers().getFirst().node().value();
        ground.cluster.appearsLate(JOB + "-1-0");
        ground.submit(4, "next", 8, "3600s");
        run(4_000);
        assertThat(ground.store.liveIntents())
                .isNotEmpty()
                .allSatisfy(next -> assertThat(next.workers())
                        .noneMatch(worker -> worker.node().value().equals(place)));
        run(60_000);
        assertThat(ground.cluster.snapshot().ours())
                .filteredOn(pod -> pod.name().endsWith("-late"))
                .as("it was told to end, and is let go")
                .allMatch(pod -> pod.phase().terminal() || pod.deletionMillis().isPresent());
    }

    private void running(String runFor) {
        ground.submit(1, "life", 8, runFor);
        run(20_000);
        assertThat(verdict()).isInstanceOf(JobVerdict.Running.class);
    }

    private void run(long millis) {
        long end = ground.now() + millis;
        long pace = Math.max(1_000, millis / 60);
        while (ground.now() < end) {
            step(pace);
        }
    }

    private void step(long millis) {
        ground.after(millis);
        ground.cluster.live();
        ground.step();
    }

    private List<Intent> attempts() {
        return ground.store.intents(UID);
    }

    private Intent last() {
        return attempts().getLast();
    }

    private StopRecord stop() {
        return ground.store.stops().ofJob(UID).getFirst();
    }

    private JobVerdict verdict() {
        return standing().verdict();
    }

    private JobStanding standing() {
        return (JobStanding)
                ground.board.verdict(ResourceRef.to(ground.jobs().getFirst())).orElseThrow();
    }
}
