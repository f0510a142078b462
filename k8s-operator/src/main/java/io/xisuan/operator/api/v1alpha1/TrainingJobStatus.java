package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a job stands and what it costs in yuan: gross, payable now, expected back later.
 *
 * @param devices of the whole gang
 * @param epoch of the leader that wrote this; an older leader's writes are refused
 * @param start for people, in Asia/Shanghai: when it started, or with {@code ~} when it is expected to
 * @param invoiceReady whether its device time is closed, so that an invoice can hold it
 */
@JsonClassDescription("Where the job stands and what it costs, written by the operator alone.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record TrainingJobStatus(
        @Min(0) @JsonPropertyDescription("The generation of the job that this status is about.")
        long observedGeneration,

        @Size(max = 6) @JsonPropertyDescription("What holds of the job and why, in the usual form of Kubernetes.")
        List<StatusCondition> conditions,

        @Nullable
        @JsonPropertyDescription(
                "Where the job stands: Refused, Queued, Starting, Running, Stopping, Suspended, Succeeded, Failed or Never.")
        JobPhase phase,

        @Size(max = 40)
        @Nullable
        @JsonPropertyDescription("Why it stands there, in one word; xisuan why tells the whole story.")
        String reason,

        @Size(max = 480) @Nullable @JsonPropertyDescription("Why it stands there, in a sentence, and what to do.")
        String message,

        @Size(max = 63) @Nullable @JsonPropertyDescription("The site at which it runs or last ran.")
        String site,

        @Min(0) @Nullable @JsonPropertyDescription("Devices of the whole gang.")
        Integer devices,

        @Min(0)
        @Nullable
        @JsonPropertyDescription("How many workers run now; of an elastic job it moves between minWorkers and workers.")
        Integer workers,

        @Size(max = 63) @Nullable @JsonPropertyDescription("The accelerator model that was chosen among the variants.")
        String accelerator,

        @Min(0) @Nullable @JsonPropertyDescription("The number of the current or last attempt, from 1.")
        Integer attempt,

        @Min(0) @Nullable @JsonPropertyDescription("How often attempts were ended by others than the job itself.")
        Integer interruptions,

        @Size(max = 24)
        @Nullable
        @JsonPropertyDescription(
                "Work of the whole gang since the last checkpoints that was lost in all, as a length of time.")
        String lostWork,

        @Min(0)
        @Nullable
        @JsonPropertyDescription("The epoch of the leader that wrote this; an older leader's writes are refused.")
        Long epoch,

        @Size(max = 16)
        @Nullable
        @JsonPropertyDescription("For people, in Asia/Shanghai: when it started, or with ~ when it is expected to.")
        String start,

        @Pattern(Patterns.INSTANT)
        @Size(max = 25)
        @Nullable
        @JsonPropertyDescription("When it is expected to start; no promise.")
        String expectedStart,

        @Pattern(Patterns.INSTANT)
        @Size(max = 25)
        @Nullable
        @JsonPropertyDescription("When all workers ran for the first time in this attempt.")
        String startedAt,

        @Pattern(Patterns.INSTANT) @Size(max = 25) @Nullable @JsonPropertyDescription("When it ended.")
        String endedAt,

        @Pattern(Patterns.MONEY)
        @Size(max = 16)
        @Nullable
        @JsonPropertyDescription(
                "The price of all of it before any subsidy, in yuan; basis says whether expected or metered.")
        String gross,

        @Pattern(Patterns.MONEY)
        @Size(max = 16)
        @Nullable
        @JsonPropertyDescription(
                "What the tenant pays after what is taken off at once, in yuan; expected until basis is Final.")
        String payableNow,

        @Pattern(Patterns.MONEY)
        @Size(max = 16)
        @Nullable
        @JsonPropertyDescription("What an authority pays back later, in yuan; expected until basis is Final.")
        String expectedLater,

        @Pattern(Patterns.MONEY)
        @Size(max = 16)
        @Nullable
        @JsonPropertyDescription("The price of what was used until now before any subsidy, in yuan.")
        String grossSoFar,

        @Pattern(Patterns.MONEY)
        @Size(max = 16)
        @Nullable
        @JsonPropertyDescription("What the tenant pays for what was used until now, in yuan.")
        String payableSoFar,

        @Nullable
        @JsonPropertyDescription(
                "Where the amounts come from: Quoted (the estimated run time) or Final (the metered device time).")
        CostBasis basis,

        @Nullable @JsonPropertyDescription("Whether its device time is closed, so that an invoice can hold it.")
        Boolean invoiceReady) {
    public TrainingJobStatus {
        conditions = Absent.asEmpty(conditions);
    }
}
