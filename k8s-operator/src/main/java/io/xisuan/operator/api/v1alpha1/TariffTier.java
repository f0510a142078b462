package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A further step of a graduated price. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record TariffTier(
        @Required
        @Min(1)
        @Max(100_000_000)
        @JsonPropertyDescription("How many device-hours of the contract's month come before this step.")
        int fromDeviceHours,

        @Required
        @Pattern(Patterns.PRICE)
        @Size(max = 16)
        @JsonPropertyDescription("Yuan per device-hour from there on, VAT included; what came before keeps its price.")
        String pricePerDeviceHour) {}
