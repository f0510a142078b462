package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
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
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record TrainingJobStatus(
        @Min(0) long observedGeneration,
        @Size(max = 16) List<StatusCondition> conditions,
        @Nullable JobPhase phase,
        @Size(max = 64) @Nullable String reason,
        @Size(max = 512) @Nullable String message,
        @Size(max = 63) @Nullable String site,
        @Min(0) @Nullable Integer devices,
        @Size(max = 63) @Nullable String accelerator,
        @Min(0) @Nullable Integer attempt,
        @Min(0) @Nullable Long epoch,
        @Size(max = 16) @Nullable String start,
        @Pattern(Patterns.INSTANT) @Size(max = 25) @Nullable String expectedStart,
        @Pattern(Patterns.INSTANT) @Size(max = 25) @Nullable String startedAt,
        @Pattern(Patterns.INSTANT) @Size(max = 25) @Nullable String endedAt,
        @Pattern(Patterns.MONEY) @Size(max = 16) @Nullable String gross,
        @Pattern(Patterns.MONEY) @Size(max = 16) @Nullable String payableNow,
        @Pattern(Patterns.MONEY) @Size(max = 16) @Nullable String expectedLater,
        @Nullable CostBasis basis,
        @Nullable Boolean invoiceReady) {
    public TrainingJobStatus {
        conditions = Absent.asEmpty(conditions);
    }
}
