package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What comes with each device-hour beside the accelerator, as a line of its own on quotes and invoices. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "has(self.pricePerDeviceHour) != has(self.pricePerTerabyteMonth)",
        message = "write either pricePerDeviceHour or pricePerTerabyteMonth")
@ValidationRule(
        value = "has(self.pricePerTerabyteMonth) == has(self.terabytesPerDevice)",
        message = "pricePerTerabyteMonth and terabytesPerDevice belong together: say how much comes with one device")
public record TariffComponent(
        @Required
        @JsonPropertyDescription("What is priced: storage, network or support. Many programmes subsidise none of them.")
        TariffComponentKind component,

        @Required @Size(min = 1, max = 64) @JsonPropertyDescription("The sites at which it comes with every device.")
        List<@Pattern(Patterns.NAME) @Size(max = 63) String> sites,

        @Pattern(Patterns.PRICE)
        @Size(max = 16)
        @Nullable
        @JsonPropertyDescription("Yuan per device-hour, VAT included, at most six decimals.")
        String pricePerDeviceHour,

        @Pattern(Patterns.PRICE)
        @Size(max = 16)
        @Nullable
        @JsonPropertyDescription(
                "Yuan per TB and month of 30 days, VAT included. A device-hour costs this x terabytesPerDevice / 720, rounded half up to a millionth of a yuan.")
        String pricePerTerabyteMonth,

        @Pattern(Patterns.FACTOR)
        @Size(max = 7)
        @Nullable
        @JsonPropertyDescription("The terabytes that come with one device; storage is not metered.")
        String terabytesPerDevice,

        @Required
        @Pattern(Patterns.RATE)
        @Size(max = 8)
        @JsonPropertyDescription("The VAT rate contained in the price, as the seller's accountant set it: 0.06.")
        String vatRate) {
    public TariffComponent {
        sites = Absent.asEmpty(sites);
    }
}
