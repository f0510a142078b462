package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** What a buyer or a case may be, as only this programme defines it: a name, and what the text says of it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TraitText(
        @Required
        @Pattern(Patterns.NAME)
        @Size(max = 63)
        @JsonPropertyDescription("The trait's name, which tiers refer to.")
        String name,

        @Required @Size(min = 1, max = 300) @JsonPropertyDescription("What the text says of it.")
        String text) {}
