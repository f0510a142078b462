package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** The rules of one programme by their text; versions are only ever added at the end. */
@JsonClassDescription("The rules of the programme by their text; versions are only ever added, and none ever changes.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "oldSelf.versions.all(old, self.versions.exists(kept, kept.name == old.name))",
        message = "a version is missing that was there: versions are only ever added, write it again")
public record VoucherProgrammeSpec(
        @Required @JsonPropertyDescription("The programme's name, as claims carry it.")
        BilingualName name,

        @Required
        @Pattern(Patterns.JURISDICTION)
        @Size(max = 63)
        @JsonPropertyDescription("The place of the authority, from the province downwards: gansu/qingyang.")
        String jurisdiction,

        @Required
        @Size(min = 1, max = 16)
        @JsonPropertyDescription("The wordings in order of time; they are only ever added, and none ever changes.")
        List<VoucherProgrammeVersion> versions) {
    public VoucherProgrammeSpec {
        versions = Absent.asEmpty(versions);
    }
}
