package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
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
        @Required
        @Size(min = 1, max = 63)
        @JsonPropertyDescription("What people call it; operators and owners see it in answers to why a job waits.")
        String name,

        @Required
        @JsonPropertyDescription(
                "Why the devices are not for sale: maintenance (nobody can use them), rental (let to somebody else), own-use (the owner's own users).")
        CalendarKind kind,

        @Required
        @Pattern(Patterns.INSTANT)
        @Size(max = 25)
        @JsonPropertyDescription("The first instant of it, with its offset: 2025-10-01T09:30:00+08:00.")
        String from,

        @Required
        @Pattern(Patterns.INSTANT)
        @Size(max = 25)
        @JsonPropertyDescription("The first instant after it, with its offset.")
        String to,

        @Required
        @Min(1)
        @Max(1000000)
        @JsonPropertyDescription("How many devices it takes, of the accelerator or of each model.")
        int devices,

        @Nullable @JsonPropertyDescription("The model whose devices it takes; absent means so many of each model.")
        Accelerator accelerator) {}
