package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** One grant as the authority's letter states it; it never changes. */
@JsonClassDescription("The grant as the authority's letter states it.")
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(value = "self == oldSelf", message = "a grant is immutable: delete the Voucher and write a new one")
@ValidationRule(value = "self.validFrom <= self.validTo", message = "validTo is before validFrom: swap them")
@ValidationRule(
        value = "self.amount.matches('[1-9]')",
        message = "a grant of nothing pays nothing: write its amount as 50000.00")
@ValidationRule(
        value = "self.grantedOn <= self.validTo",
        message = "validTo is before grantedOn: the grant would never have been valid")
public record VoucherSpec(
        @Required
        @Pattern(Patterns.NAME)
        @Size(max = 63)
        @JsonPropertyDescription("The tenant that the grant was made to; the namespace must be one of its own.")
        String tenant,

        @Required
        @Pattern(Patterns.NAME)
        @Size(max = 63)
        @JsonPropertyDescription("The VoucherProgramme whose rules hold for the grant.")
        String programme,

        @Required
        @Size(min = 1, max = 64)
        @JsonPropertyDescription("The number of the grant's letter or of the voucher; claims name it.")
        String number,

        @Required @Pattern(Patterns.MONEY) @Size(max = 16) @JsonPropertyDescription("The amount granted, in yuan.")
        String amount,

        @Required @Pattern(Patterns.DATE) @Size(max = 10) @JsonPropertyDescription("The day of the grant.")
        String grantedOn,

        @Required
        @Pattern(Patterns.DATE)
        @Size(max = 10)
        @JsonPropertyDescription("The first day of use that the grant pays for.")
        String validFrom,

        @Required
        @Pattern(Patterns.DATE)
        @Size(max = 10)
        @JsonPropertyDescription("The last day of use that the grant pays for.")
        String validTo,

        @Pattern(Patterns.NAME)
        @Size(max = 63)
        @Nullable
        @JsonPropertyDescription("The contract that the grant is bound to; absent means any contract of the tenant.")
        String contractRef,

        @Pattern(Patterns.RATE)
        @Size(max = 8)
        @Nullable
        @JsonPropertyDescription(
                "The rate that the authority set for this grant, as 0.30 for 30 %; absent means the programme's.")
        String rate) {}
