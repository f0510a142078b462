package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a programme is understood, and which of its versions is in force. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record VoucherProgrammeStatus(
        @Min(0) long observedGeneration,
        @Size(max = 16) List<StatusCondition> conditions,
        @Size(max = 63) @Nullable String currentVersion) {
    public VoucherProgrammeStatus {
        conditions = Absent.asEmpty(conditions);
    }
}
