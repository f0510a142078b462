package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** One grant as the authority's letter states it; it never changes. */
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
        @Required @Pattern(Patterns.NAME) @Size(max = 63) String tenant,
        @Required @Pattern(Patterns.NAME) @Size(max = 63) String programme,
        @Required @Size(min = 1, max = 64) String number,
        @Required @Pattern(Patterns.MONEY) @Size(max = 16) String amount,
        @Required @Pattern(Patterns.DATE) @Size(max = 10) String grantedOn,
        @Required @Pattern(Patterns.DATE) @Size(max = 10) String validFrom,
        @Required @Pattern(Patterns.DATE) @Size(max = 10) String validTo,
        @Pattern(Patterns.NAME) @Size(max = 63) @Nullable String contractRef,
        @Pattern(Patterns.RATE) @Size(max = 8) @Nullable String rate) {}
