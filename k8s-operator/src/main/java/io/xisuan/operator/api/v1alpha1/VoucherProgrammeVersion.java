package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** The wording of a programme from a date on. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(value = "self == oldSelf", message = "a version never changes: add a new one")
public record VoucherProgrammeVersion(
        @Required @Pattern(Patterns.NAME) @Size(max = 63) String name,
        @Required @Size(min = 1, max = 300) String document,
        @Size(max = 16) List<TraitText> traits,
        @Required ProgrammeValidity validity,
        @Required ProgrammeBuyer buyer,
        @Required ProgrammePurchase purchase,
        @Required ProgrammeCalculation calculation,
        @Required ProgrammeLimits limits,
        @Required ProgrammePayout payout) {
    public VoucherProgrammeVersion {
        traits = Absent.asEmpty(traits);
    }
}
