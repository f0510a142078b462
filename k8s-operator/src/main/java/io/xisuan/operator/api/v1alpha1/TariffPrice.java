package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One price: yuan per device-hour or by computing power, VAT included, of a model at sites and in a part of the day. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "has(self.pricePerDeviceHour) != has(self.pricePerPflopsDay)",
        message = "write either pricePerDeviceHour or pricePerPflopsDay")
@ValidationRule(
        value = "has(self.pricePerPflopsDay) == has(self.fp16Teraflops)",
        message = "pricePerPflopsDay and fp16Teraflops belong together: declare the dense FP16 TFLOPS of one card")
public record TariffPrice(
        @Required @JsonPropertyDescription("The model that is priced.")
        Accelerator accelerator,

        @Required @Size(min = 1, max = 64) @JsonPropertyDescription("The sites at which it is priced so.")
        List<@Pattern(Patterns.NAME) @Size(max = 63) String> sites,

        @Nullable
        @JsonPropertyDescription(
                "The daily hours in Asia/Shanghai in which this price replaces the all-day price; absent for the all-day price itself.")
        DailyWindow window,

        @Pattern(Patterns.PRICE)
        @Size(max = 16)
        @Nullable
        @JsonPropertyDescription("Yuan per device-hour, VAT included, at most six decimals.")
        String pricePerDeviceHour,

        @Pattern(Patterns.PRICE)
        @Size(max = 16)
        @Nullable
        @JsonPropertyDescription(
                "Yuan per PFLOPS and day (FP16, dense), VAT included. A device-hour costs this x fp16Teraflops / 1000 / 24, rounded half up to a millionth of a yuan.")
        String pricePerPflopsDay,

        @Min(1)
        @Max(100_000)
        @Nullable
        @JsonPropertyDescription(
                "The FP16 dense throughput of one card that the seller declares, in TFLOPS; not INT8, not sparse.")
        Integer fp16Teraflops,

        @Size(max = 8)
        @JsonPropertyDescription(
                "Further steps of a graduated price, by the device-hours that all jobs of a contract had in the month, in rising order.")
        List<TariffTier> tiers) {
    public TariffPrice {
        sites = Absent.asEmpty(sites);
        tiers = Absent.asEmpty(tiers);
    }
}
