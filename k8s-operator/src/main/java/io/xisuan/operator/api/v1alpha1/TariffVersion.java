package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The prices of an effective interval [from, to); without an end it holds until the next version. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(value = "self == oldSelf", message = "a version never changes: add a new one")
@ValidationRule(
        value = "!has(self.to) || timestamp(self.from) < timestamp(self.to)",
        message = "to is not after from: a version holds for some time")
public record TariffVersion(
        @Required
        @Pattern(Patterns.NAME)
        @Size(max = 63)
        @JsonPropertyDescription("The version's name within the tariff; invoices print both.")
        String name,

        @Required
        @Pattern(Patterns.INSTANT)
        @Size(max = 25)
        @JsonPropertyDescription("The first instant at which it is in force.")
        String from,

        @Pattern(Patterns.INSTANT)
        @Size(max = 25)
        @Nullable
        @JsonPropertyDescription("The first instant at which it is no longer in force; absent until the next version.")
        String to,

        @Required @JsonPropertyDescription("The moment from which a held device is billed.")
        BillableFrom billableFrom,

        @Required @Size(min = 1, max = 256) @JsonPropertyDescription("The prices of accelerators.")
        List<TariffPrice> prices,

        @Size(max = 16)
        @JsonPropertyDescription("What comes with each device-hour beside the accelerator, priced by itself.")
        List<TariffComponent> components,

        @Nullable @JsonPropertyDescription("What a contract's month owes at least.")
        TariffCommitment commitment,

        @Size(max = 3)
        @JsonPropertyDescription(
                "What is credited when work is lost, by cause; a cause that is absent is credited with nothing.")
        List<LostWorkRule> lostWork) {
    public TariffVersion {
        prices = Absent.asEmpty(prices);
        components = Absent.asEmpty(components);
        lostWork = Absent.asEmpty(lostWork);
    }
}
