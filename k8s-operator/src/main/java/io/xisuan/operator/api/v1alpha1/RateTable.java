package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** The rates, special ones first and the general one last, and who sets them: {@code text}, {@code holder} or {@code grant}. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RateTable(
        @Required
        @Size(min = 1, max = 32)
        @JsonPropertyDescription(
                "Who sets the rate: text (it is fixed), holder (up to it) or grant (the authority decides up to it).")
        String setBy,

        @Required
        @Size(min = 1, max = 8)
        @JsonPropertyDescription(
                "Special rates first and the general one last; the first whose conditions hold applies.")
        List<RateStep> tiers) {
    public RateTable {
        tiers = Absent.asEmpty(tiers);
    }
}
