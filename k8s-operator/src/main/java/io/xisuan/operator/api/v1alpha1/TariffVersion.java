package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
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
        @Required @Pattern(Patterns.NAME) @Size(max = 63) String name,
        @Required @Pattern(Patterns.INSTANT) @Size(max = 25) String from,
        @Pattern(Patterns.INSTANT) @Size(max = 25) @Nullable String to,
        @Required BillableFrom billableFrom,
        @Required @Size(min = 1, max = 256) List<TariffPrice> prices,
        @Size(max = 3) List<LostWorkRule> lostWork) {
    public TariffVersion {
        prices = Absent.asEmpty(prices);
        lostWork = Absent.asEmpty(lostWork);
    }
}
