package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** A month of the tenant whose namespace the inquiry is in. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InquirySpend(
        @Pattern("^[0-9]{4}-(0[1-9]|1[0-2])$")
        @Size(max = 7)
        @Nullable
        @JsonPropertyDescription("The month in Asia/Shanghai, as 2026-11; absent means the present one.")
        String month) {}
