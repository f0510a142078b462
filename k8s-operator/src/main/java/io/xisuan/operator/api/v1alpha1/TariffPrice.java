package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One price: yuan per device-hour, VAT included, of a model at sites and in a part of the day. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record TariffPrice(
        @Required Accelerator accelerator,
        @Required @Size(min = 1, max = 64) List<@Pattern(Patterns.NAME) @Size(max = 63) String> sites,
        @Nullable DailyWindow window,
        @Required @Pattern(Patterns.PRICE) @Size(max = 16) String pricePerDeviceHour) {
    public TariffPrice {
        sites = Absent.asEmpty(sites);
    }
}
