package io.xisuan.operator.api.v1alpha1;

import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** Devices kept back during a part of each day, in Asia/Shanghai; from after to spans midnight. */
public record DailyHeadroom(
        @Required @Pattern(Patterns.TIME_OF_DAY) @Size(max = 5)
        String from,

        @Required @Pattern(Patterns.TIME_OF_DAY) @Size(max = 5)
        String to,

        @Required @Min(0) @Max(1000000) int devices) {}
