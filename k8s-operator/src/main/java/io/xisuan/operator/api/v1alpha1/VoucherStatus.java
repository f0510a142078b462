package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The balance of a grant in yuan: granted, set aside for running jobs, used, and left. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record VoucherStatus(
        @Min(0) long observedGeneration,
        @Size(max = 16) List<StatusCondition> conditions,
        @Pattern(Patterns.MONEY) @Size(max = 16) @Nullable String granted,
        @Pattern(Patterns.MONEY) @Size(max = 16) @Nullable String held,
        @Pattern(Patterns.MONEY) @Size(max = 16) @Nullable String used,
        @Pattern(Patterns.MONEY) @Size(max = 16) @Nullable String left) {
    public VoucherStatus {
        conditions = Absent.asEmpty(conditions);
    }
}
