package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which version of a tariff is in force. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record TariffStatus(
        @Min(0) long observedGeneration,
        @Size(max = 16) List<StatusCondition> conditions,
        @Size(max = 63) @Nullable String currentVersion) {
    public TariffStatus {
        conditions = Absent.asEmpty(conditions);
    }
}
