package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** What a buyer or a case may be, as only this programme defines it: a name, and what the text says of it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TraitText(
        @Required @Pattern(Patterns.NAME) @Size(max = 63) String name,
        @Required @Size(min = 1, max = 300) String text) {}
