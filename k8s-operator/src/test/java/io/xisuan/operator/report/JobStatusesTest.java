package io.xisuan.operator.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.Money;
import io.xisuan.model.SiteId;
import io.xisuan.operator.api.v1alpha1.CostBasis;
import io.xisuan.operator.api.v1alpha1.JobPhase;
import io.xisuan.operator.api.v1alpha1.StatusCondition;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.api.v1alpha1.TrainingJobSpec;
import io.xisuan.operator.api.v1alpha1.TrainingJobStatus;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JobStatusesTest {
    private static final Instant NOW = Instant.parse("2025-10-01T01:30:00Z");
    private static final Instant LATER = NOW.plusSeconds(90);
    private static final JobRun RUN = new JobRun(new SiteId("qingyang"), 2, AcceleratorModel.NVIDIA_H800, 32);
    private static final JobCost QUOTE = JobCost.quoted(Money.ofFen(100_00), Money.ofFen(70_05), Money.ofFen(0));
    private static final Reason FULL = new Reason("InsufficientCapacity", "32 devices are asked for and 8 are free");

    @Test
    void a_refused_job_names_the_field_and_the_reason_and_costs_nothing() {
        TrainingJobStatus status = of(new JobVerdict.Refused(
                new FieldFault("spec.placement.topology", new Reason("NotSupported", "write site or rack"))));

        assertThat(status.phase()).isEqualTo(JobPhase.REFUSED);
        assertThat(status.reason()).isEqualTo("NotSupported");
        assertThat(status.message()).isEqualTo("spec.placement.topology: write site or rack");
        assertThat(conditions(status)).containsExactly("Accepted False NotSupported");
        assertThat(status.gross()).isNull();
        assertThat(status.devices()).isEqualTo(32);
        assertThat(status.epoch()).isEqualTo(7);
        assertThat(status.observedGeneration()).isEqualTo(3);
    }

    @Test
    void a_waiting_job_says_why_and_from_when_in_steps_of_five_minutes() {
        TrainingJobStatus status =
                of(new JobVerdict.Queued(FULL, Optional.of(NOW.plusSeconds(3601)), Optional.of(QUOTE)));

        assertThat(status.phase()).isEqualTo(JobPhase.QUEUED);
        assertThat(status.expectedStart()).isEqualTo("2025-10-01T10:35:00+08:00");
        assertThat(status.start()).isEqualTo("~10-01 10:35");
        assertThat(status.payableNow()).isEqualTo("70.05");
        assertThat(status.basis()).isEqualTo(CostBasis.QUOTED);
        assertThat(conditions(status)).containsExactly("Accepted True Accepted", "Planned False InsufficientCapacity");
    }

    @Test
    void a_running_job_says_where_and_since_when() {
        TrainingJobStatus status = of(new JobVerdict.Running(RUN, NOW, QUOTE));

        assertThat(status.site()).isEqualTo("qingyang");
        assertThat(status.attempt()).isEqualTo(2);
        assertThat(status.accelerator()).isEqualTo("nvidia-h800-80g");
        assertThat(status.start()).isEqualTo("10-01 09:30");
        assertThat(status.startedAt()).isEqualTo("2025-10-01T09:30:00+08:00");
        assertThat(status.reason()).isNull();
        assertThat(conditions(status))
                .containsExactly("Accepted True Accepted", "Planned True Placed", "Running True AllWorkersRun");
    }

    @Test
    void an_ended_job_has_its_final_amounts_and_says_whether_an_invoice_can_hold_it() {
        JobCost costs = JobCost.closed(Money.ofFen(99_00), Money.ofFen(66_00), Money.ofFen(3_00));
        TrainingJobStatus status = of(new JobVerdict.Ended(
                RUN, false, new Reason("WorkerFailed", "rank 3 ended with 1"), Optional.of(NOW), LATER, costs, true));

        assertThat(status.phase()).isEqualTo(JobPhase.FAILED);
        assertThat(status.endedAt()).isEqualTo("2025-10-01T09:31:30+08:00");
        assertThat(status.basis()).isEqualTo(CostBasis.FINAL);
        assertThat(status.invoiceReady()).isTrue();
        assertThat(status.reason()).isEqualTo("WorkerFailed");
        assertThat(conditions(status))
                .containsExactly(
                        "Accepted True Accepted",
                        "Planned True Placed",
                        "Running False WorkerFailed",
                        "Complete True WorkerFailed",
                        "InvoiceReady True UsageClosed");
    }

    @Test
    void the_time_of_a_transition_moves_only_when_the_status_flips() {
        TrainingJob job = job();
        job.setStatus(JobStatuses.of(job, JobStanding.of(new JobVerdict.Starting(RUN, QUOTE)), 7, NOW));

        TrainingJobStatus next =
                JobStatuses.of(job, JobStanding.of(new JobVerdict.Running(RUN, LATER, QUOTE)), 7, LATER);

        assertThat(next.conditions())
                .extracting(StatusCondition::lastTransitionTime)
                .containsExactly("2025-10-01T09:30:00+08:00", "2025-10-01T09:30:00+08:00", "2025-10-01T09:31:30+08:00");
    }

    @Test
    void the_longest_status_has_less_than_four_kibibytes_in_chinese_too() {
        String text = "队列中没有足够的加速卡".repeat(200);
        Money most = Money.ofFen(999_999_999_999_99L);
        JobRun run = new JobRun(new SiteId("s".repeat(63)), 1_000_000, AcceleratorModel.NVIDIA_H800, 65536);
        TrainingJobStatus status = of(new JobVerdict.Ended(
                run,
                false,
                new Reason("W".repeat(40), text),
                Optional.of(NOW),
                LATER,
                JobCost.closed(most, most, most),
                false));

        byte[] json = StatusPatch.tree(Optional.of(status)).toString().getBytes(StandardCharsets.UTF_8);

        assertThat(json.length).isBetween(1500, 4096);
        assertThat(Objects.requireNonNull(status.message())).endsWith("...");
    }

    @Test
    void a_patch_holds_what_changes_and_clears_what_goes_and_an_epoch_alone_is_no_change() {
        TrainingJob job = job();
        TrainingJobStatus queued = of(new JobVerdict.Queued(FULL, Optional.of(NOW), Optional.of(QUOTE)));
        job.setStatus(queued);
        TrainingJobStatus again = JobStatuses.of(
                job, JobStanding.of(new JobVerdict.Queued(FULL, Optional.of(NOW), Optional.of(QUOTE))), 8, LATER);
        TrainingJobStatus running =
                JobStatuses.of(job, JobStanding.of(new JobVerdict.Running(RUN, LATER, QUOTE)), 8, LATER);

        assertThat(patch(queued, again)).isEmpty();
        assertThat(patch(queued, running).orElseThrow())
                .startsWith("{\"metadata\":{\"resourceVersion\":\"42\"},\"status\":{")
                .contains("\"expectedStart\":null", "\"reason\":null", "\"phase\":\"Running\"", "\"epoch\":8")
                .doesNotContain("gross");
    }

    @Test
    void a_reason_is_one_word_made_of_the_enums_name() {
        assertThat(Reason.of(JobPhase.NEVER, "x").word()).isEqualTo("Never");
        assertThat(Reason.of(ResourceKind.VOUCHER_PROGRAMME, "x").word()).isEqualTo("VoucherProgramme");
    }

    private static Optional<String> patch(TrainingJobStatus from, TrainingJobStatus to) {
        return StatusPatch.between(StatusPatch.tree(Optional.of(from)), StatusPatch.tree(Optional.of(to)), "42");
    }

    private static TrainingJobStatus of(JobVerdict verdict) {
        return JobStatuses.of(job(), JobStanding.of(verdict), 7, NOW);
    }

    private static List<String> conditions(TrainingJobStatus status) {
        return status.conditions().stream()
                .map(condition -> condition.type() + " " + condition.status() + " " + condition.reason())
                .toList();
    }

    private static TrainingJob job() {
        TrainingJob job = new TrainingJob();
        job.getMetadata().setGeneration(3L);
        job.setSpec(TrainingJobSpec.of(4, 8, List.of(), "72h", "c"));
        return job;
    }
}
