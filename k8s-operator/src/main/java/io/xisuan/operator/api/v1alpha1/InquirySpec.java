package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** One question; it never changes. */
@JsonClassDescription("One question: exactly one of quote, why, eta and spend.")
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(value = "self == oldSelf", message = "an inquiry never changes: delete it and ask anew")
@ValidationRule(
        value =
                "(has(self.quote) ? 1 : 0) + (has(self.why) ? 1 : 0) + (has(self.eta) ? 1 : 0) + (has(self.spend) ? 1 : 0) == 1",
        message = "an inquiry asks one thing: write exactly one of quote, why, eta and spend")
public record InquirySpec(
        @Nullable @JsonPropertyDescription("What a job would cost at each site and when it would start there.")
        InquiryQuote quote,

        @Nullable @JsonPropertyDescription("Why a job of this namespace stands where it stands.")
        InquiryJob why,

        @Nullable @JsonPropertyDescription("When a job of this namespace that waits is expected to start.")
        InquiryJob eta,

        @Nullable @JsonPropertyDescription("What the tenant of this namespace spent.")
        InquirySpend spend) {}
