package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** What a device-hour costs the site and the climate: PUE, power price in yuan per kWh, carbon in grams per kWh. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Facility(
        @Required @Pattern(Patterns.FACTOR) @Size(max = 7) String pue,
        @Required @Pattern(Patterns.FACTOR) @Size(max = 7) String powerPricePerKwh,
        @Min(0) @Max(2000) @Nullable Integer carbonGramsPerKwh) {}
