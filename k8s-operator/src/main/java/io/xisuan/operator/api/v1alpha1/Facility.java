package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** What a device-hour costs the site and the climate: PUE, power price in yuan per kWh, carbon in grams per kWh. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Facility(
        @Required
        @Pattern(Patterns.FACTOR)
        @Size(max = 7)
        @JsonPropertyDescription(
                "Power usage effectiveness: power of the whole site for each unit of power of its machines.")
        String pue,

        @Required
        @Pattern(Patterns.FACTOR)
        @Size(max = 7)
        @JsonPropertyDescription("What a kilowatt-hour costs the site, in yuan.")
        String powerPricePerKwh,

        @Min(0) @Max(2000) @Nullable @JsonPropertyDescription("Grams of carbon dioxide for each kilowatt-hour.")
        Integer carbonGramsPerKwh,

        @Size(max = 256)
        @Nullable
        @JsonPropertyDescription(
                "Where carbonGramsPerKwh is from, as the publication and its year: quotes name it beside the carbon that they state.")
        String carbonSource) {}
