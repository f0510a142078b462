package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** What every contract under a tariff owes in a month, used or not; what is missing is never subsidised. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "has(self.deviceHoursPerMonth) == has(self.shortfallPricePerDeviceHour)",
        message = "deviceHoursPerMonth and shortfallPricePerDeviceHour belong together")
public record TariffCommitment(
        @Pattern(Patterns.MONEY)
        @Size(max = 16)
        @Nullable
        @JsonPropertyDescription("The least that a contract's month comes to, in yuan, VAT included.")
        String minimumPerMonth,

        @Min(1)
        @Max(100_000_000)
        @Nullable
        @JsonPropertyDescription("The device-hours of a month that are paid for, used or not.")
        Integer deviceHoursPerMonth,

        @Pattern(Patterns.PRICE)
        @Size(max = 16)
        @Nullable
        @JsonPropertyDescription("What a committed device-hour costs that was not used, in yuan, VAT included.")
        String shortfallPricePerDeviceHour) {}
