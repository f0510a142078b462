package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** The owner of a site that another sells. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record SiteOwner(
        @Required @JsonPropertyDescription("The name in Chinese, as statements carry it, and in English.")
        BilingualName name,

        @Pattern(Patterns.CREDIT_CODE)
        @Size(max = 18)
        @Nullable
        @JsonPropertyDescription(
                "The unified social credit code (GB 32100-2015), 18 characters with two check characters.")
        String creditCode) {}
