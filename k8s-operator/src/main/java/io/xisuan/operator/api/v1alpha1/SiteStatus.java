package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What operations watch of a site: devices that it has, and devices that could be sold now. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record SiteStatus(
        @Min(0) long observedGeneration,
        @Size(max = 16) List<StatusCondition> conditions,
        @Min(0) @Nullable Integer devices,
        @Min(0) @Nullable Integer spareDevices,
        @Min(0) @Nullable Integer runningJobs) {
    public SiteStatus {
        conditions = Absent.asEmpty(conditions);
    }
}
