package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a programme is understood, and which of its versions is in force. */
@JsonClassDescription("Whether the programme is understood, and which of its versions is in force.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record VoucherProgrammeStatus(
        @Min(0) @JsonPropertyDescription("The generation of the programme that this status is about.")
        long observedGeneration,

        @Size(max = 4) @JsonPropertyDescription("Whether the programme is understood, and why not.")
        List<StatusCondition> conditions,

        @Size(max = 63) @Nullable @JsonPropertyDescription("The version in force now.")
        String currentVersion) {
    public VoucherProgrammeStatus {
        conditions = Absent.asEmpty(conditions);
    }
}
