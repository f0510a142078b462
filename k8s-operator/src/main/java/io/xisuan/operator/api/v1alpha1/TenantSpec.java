package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who a tenant is, as programmes and invoices ask, and what it may use.
 *
 * @param relatedSuppliers suppliers under the same control, directly or indirectly; many programmes exclude them
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "self.kind == 'person' || has(self.creditCode)",
        message = "creditCode is missing: write its 18 characters; only kind person may leave it out")
@ValidationRule(
        value = "self.quota.guaranteed <= self.quota.limit",
        message = "quota.guaranteed is more than quota.limit: raise the limit or guarantee less")
public record TenantSpec(
        @Required BilingualName name,
        @Required TenantKind kind,

        @Pattern(Patterns.CREDIT_CODE) @Size(max = 18) @Nullable
        String creditCode,

        @Required SizeClass sizeClass,

        @Required @Pattern(Patterns.JURISDICTION) @Size(max = 63)
        String registration,

        @Required @Pattern(Patterns.JURISDICTION) @Size(max = 63)
        String taxDomicile,

        @Pattern(Patterns.DATE) @Size(max = 10) @Nullable String foundedOn,
        @Size(max = 200) @Nullable String address,
        @Size(max = 32) List<@Pattern(Patterns.NAME) @Size(max = 63) String> relatedSuppliers,
        @Required Quota quota,
        @Required @Pattern(Patterns.MONEY) @Size(max = 16) String creditLimit,
        @Pattern(Patterns.RATE) @Size(max = 8) @Nullable String expectedWeight) {
    /** The weight of money expected later in placement when a tenant says nothing: it does not count. */
    public static final String DEFAULT_EXPECTED_WEIGHT = "0";

    public TenantSpec {
        relatedSuppliers = Absent.asEmpty(relatedSuppliers);
    }
}
