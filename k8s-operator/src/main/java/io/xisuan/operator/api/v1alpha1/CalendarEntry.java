package io.xisuan.operator.api.v1alpha1;

import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** A known future of a site: devices that its owner needs between two instants, of one model or, when none is named, of each. */
@ValidationRule(
        value = "timestamp(self.from) < timestamp(self.to)",
        message = "to is not after from: a calendar entry takes some time")
public record CalendarEntry(
        @Required @Size(min = 1, max = 63) String name,
        @Required CalendarKind kind,
        @Required @Pattern(Patterns.INSTANT) @Size(max = 25) String from,
        @Required @Pattern(Patterns.INSTANT) @Size(max = 25) String to,
        @Required @Min(1) @Max(1000000) int devices,
        @Nullable Accelerator accelerator) {}
