package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** Devices that a site keeps free for its own users: always, and more during parts of the day (the larger counts). */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Headroom(
        @Required @Min(0) @Max(1000000) int devices,
        @Size(max = 24) List<DailyHeadroom> daily) {
    public Headroom {
        daily = Absent.asEmpty(daily);
    }
}
