package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code allowed} on {@code gross} or on the {@code rest} that others leave, {@code no-other-subsidy}, or {@code best-of-group}
 * with the name of the group; perhaps with the most that all programmes together may pay of the base.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(value = "self.kind != 'allowed' || has(self.basis)", message = "allowed needs a basis: gross or rest")
public record StackingChoice(
        @Required @Size(min = 1, max = 32) @JsonPropertyDescription("allowed, no-other-subsidy or best-of-group.")
        String kind,

        @Size(min = 1, max = 63)
        @Nullable
        @JsonPropertyDescription("The group of which only the highest pays; for best-of-group.")
        String group,

        @Size(min = 1, max = 32)
        @Nullable
        @JsonPropertyDescription(
                "What others leave as the base: gross (all of it) or rest (less what others pay); for allowed.")
        String basis,

        @Size(max = 8) @JsonPropertyDescription("The most that all programmes together may pay of the base.")
        List<RateStep> totalAtMost) {
    public StackingChoice {
        totalAtMost = Absent.asEmpty(totalAtMost);
    }
}
