package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** Whether a tenant is accepted, and why not. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record TenantStatus(
        @Min(0) long observedGeneration, @Size(max = 16) List<StatusCondition> conditions) {
    public TenantStatus {
        conditions = Absent.asEmpty(conditions);
    }
}
