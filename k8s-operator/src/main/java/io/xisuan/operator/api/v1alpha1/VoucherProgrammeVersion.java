package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** The wording of a programme from a date on. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(value = "self == oldSelf", message = "a version never changes: add a new one")
public record VoucherProgrammeVersion(
        @Required
        @Pattern(Patterns.NAME)
        @Size(max = 63)
        @JsonPropertyDescription("The version's name within the programme.")
        String name,

        @Required
        @Size(min = 1, max = 300)
        @JsonPropertyDescription("The text that states the rules: its title, number and date.")
        String document,

        @Size(max = 16) @JsonPropertyDescription("What only this programme asks of a buyer or a case; tiers name them.")
        List<TraitText> traits,

        @Required @JsonPropertyDescription("When the version holds, and for which contracts.")
        ProgrammeValidity validity,

        @Required @JsonPropertyDescription("Who may be paid.")
        ProgrammeBuyer buyer,

        @Required @JsonPropertyDescription("What may be bought, where, from whom and for what.")
        ProgrammePurchase purchase,

        @Required @JsonPropertyDescription("What is multiplied, by how much, and how it is rounded.")
        ProgrammeCalculation calculation,

        @Required @JsonPropertyDescription("Below and above which amounts nothing is paid.")
        ProgrammeLimits limits,

        @Required @JsonPropertyDescription("Who pays whom, and on what proof.")
        ProgrammePayout payout) {
    public VoucherProgrammeVersion {
        traits = Absent.asEmpty(traits);
    }
}
