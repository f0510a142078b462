package io.xisuan.operator.api.v1alpha1;

import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A known future of a site: devices that its owner needs between two instants. */
public record CalendarEntry(
        @Required @Size(min = 1, max = 63) String name,
        @Required CalendarKind kind,
        @Required @Pattern(Patterns.INSTANT) @Size(max = 25) String from,
        @Required @Pattern(Patterns.INSTANT) @Size(max = 25) String to,
        @Required @Min(1) @Max(1000000) int devices) {}
