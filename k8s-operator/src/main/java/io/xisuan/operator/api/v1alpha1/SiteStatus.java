package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What operations watch of a site: devices that it has, and devices that could be sold now. */
@JsonClassDescription("What the operator sees of the site: devices that it has, and devices that could be sold now.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record SiteStatus(
        @Min(0) @JsonPropertyDescription("The generation of the site that this status is about.")
        long observedGeneration,

        @Size(max = 4) @JsonPropertyDescription("Whether the site is ready, and why not.")
        List<StatusCondition> conditions,

        @Min(0) @Nullable @JsonPropertyDescription("Devices of the site that can be used.")
        Integer devices,

        @Min(0)
        @Nullable
        @JsonPropertyDescription("Devices that could be sold now: free, less what is kept back and what is sold.")
        Integer spareDevices,

        @Min(0) @Nullable @JsonPropertyDescription("Training jobs that hold devices here.")
        Integer runningJobs) {
    public SiteStatus {
        conditions = Absent.asEmpty(conditions);
    }
}
