package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** Whether a tenant is accepted, and why not. */
@JsonClassDescription("Whether the tenant is accepted, and why not.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record TenantStatus(
        @Min(0) @JsonPropertyDescription("The generation of the tenant that this status is about.")
        long observedGeneration,

        @Size(max = 4) @JsonPropertyDescription("Whether the tenant is ready, and why not.")
        List<StatusCondition> conditions) {
    public TenantStatus {
        conditions = Absent.asEmpty(conditions);
    }
}
