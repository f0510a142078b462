package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The balance of a grant in yuan: granted, set aside for running jobs, used, and left. */
@JsonClassDescription("The balance of the grant in yuan: granted, held for jobs that run, used, and left.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record VoucherStatus(
        @Min(0) @JsonPropertyDescription("The generation of the voucher that this status is about.")
        long observedGeneration,

        @Size(max = 4) @JsonPropertyDescription("Whether the grant was accepted into the books, and why not.")
        List<StatusCondition> conditions,

        @Pattern(Patterns.MONEY)
        @Size(max = 16)
        @Nullable
        @JsonPropertyDescription("The amount granted, in yuan, as the books have it.")
        String granted,

        @Pattern(Patterns.MONEY)
        @Size(max = 16)
        @Nullable
        @JsonPropertyDescription("Set aside for jobs that run, in yuan.")
        String held,

        @Pattern(Patterns.MONEY)
        @Size(max = 16)
        @Nullable
        @JsonPropertyDescription("Used up by metered device time, in yuan.")
        String used,

        @Pattern(Patterns.MONEY)
        @Size(max = 16)
        @Nullable
        @JsonPropertyDescription("What is left to start jobs with, in yuan.")
        String left) {
    public VoucherStatus {
        conditions = Absent.asEmpty(conditions);
    }
}
