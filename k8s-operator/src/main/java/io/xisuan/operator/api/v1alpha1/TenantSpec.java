package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who a tenant is, as programmes and invoices ask, and what it may use. */
@JsonClassDescription("Who the tenant is, as programmes and invoices ask, and what it may use.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "self.kind != 'enterprise' || has(self.creditCode)",
        message =
                "creditCode is missing: write its 18 characters; only kinds university, institute and person may leave"
                        + " it out")
@ValidationRule(
        value = "self.kind != 'person' || !has(self.creditCode)",
        message = "creditCode is not for kind person: leave it out, or write kind enterprise")
@ValidationRule(
        value = "self.quota.guaranteed <= self.quota.limit",
        message = "quota.guaranteed is more than quota.limit: raise the limit or guarantee less")
public record TenantSpec(
        @Required @JsonPropertyDescription("The name in Chinese, as invoices carry it, and in English.")
        BilingualName name,

        @Required
        @JsonPropertyDescription(
                "What the buyer is in law: enterprise, university, institute or person. Programmes name the kinds they"
                        + " serve.")
        TenantKind kind,

        @Pattern(Patterns.CREDIT_CODE)
        @Size(max = 18)
        @Nullable
        @JsonPropertyDescription(
                "The unified social credit code (GB 32100-2015), 18 characters with two check characters. Every"
                        + " enterprise has one; universities and institutes may leave it out, persons must.")
        String creditCode,

        @Required
        @JsonPropertyDescription(
                "The size by the statistical standard: micro, small, medium, large; not-applicable for buyers that are"
                        + " no enterprises.")
        SizeClass sizeClass,

        @Required
        @Pattern(Patterns.JURISDICTION)
        @Size(max = 63)
        @JsonPropertyDescription("Where the buyer is registered, from the province downwards: gansu/qingyang.")
        String registration,

        @Required
        @Pattern(Patterns.JURISDICTION)
        @Size(max = 63)
        @JsonPropertyDescription(
                "Where the buyer pays its taxes, from the province downwards. Some programmes ask for both places.")
        String taxDomicile,

        @Size(max = 8)
        @JsonPropertyDescription(
                "The industries of the buyer as text codes, for programmes that name some: software, manufacturing.")
        List<@Pattern(Patterns.NAME) @Size(max = 63) String> industries,

        @Size(max = 32)
        @JsonPropertyDescription(
                "What the buyer was recognised as, for programmes that ask: start-up, national-project-leader. Each"
                        + " needs evidence when a claim is made.")
        List<@Pattern(Patterns.NAME) @Size(max = 63) String> traits,

        @Pattern(Patterns.DATE)
        @Size(max = 10)
        @Nullable
        @JsonPropertyDescription("The day of foundation; programmes for start-ups count from it.")
        String foundedOn,

        @Size(max = 200) @Nullable @JsonPropertyDescription("The address that invoices print.")
        String address,

        @Size(max = 32)
        @JsonPropertyDescription(
                "Suppliers under the same control, directly or indirectly. Many programmes exclude purchases from"
                        + " them.")
        List<@Pattern(Patterns.NAME) @Size(max = 63) String> relatedSuppliers,

        @Size(max = 32)
        @JsonPropertyDescription(
                "Tenants under the same control, directly or indirectly. It is enough that one of the two says so.")
        List<@Pattern(Patterns.NAME) @Size(max = 63) String> relatedTenants,

        @Required @JsonPropertyDescription("The devices that the tenant is guaranteed and may use at most.")
        Quota quota,

        @Required
        @Pattern(Patterns.MONEY)
        @Size(max = 16)
        @JsonPropertyDescription(
                "How much the tenant may owe, in yuan. Arrears beyond it stop new starts, never running jobs.")
        String creditLimit,

        @Pattern(Patterns.RATE)
        @Size(max = 8)
        @Nullable
        @Default(DEFAULT_EXPECTED_WEIGHT)
        @JsonPropertyDescription(
                "How much of the money that authorities pay later counts when sites are compared: 0 (the default) to"
                        + " 1.")
        String expectedWeight,

        @Pattern(Patterns.MONEY)
        @Size(max = 16)
        @Nullable
        @JsonPropertyDescription(
                "What the tenant means to spend in a calendar month of Beijing time at most, in yuan, VAT included and"
                        + " vouchers taken off. It is told when parts of it are reached; it stops nothing, creditLimit"
                        + " does.")
        String monthlyBudget,

        @Nullable
        @JsonPropertyDescription(
                "How far operations have stopped the tenant: starts, nothing new starts and what runs goes on; all,"
                        + " what runs saves itself and stops too, and goes on when this is taken away. Absent: not at"
                        + " all.")
        TenantSuspension suspended) {
    /** The weight of money expected later in placement when a tenant says nothing: it does not count. */
    public static final String DEFAULT_EXPECTED_WEIGHT = "0";

    public TenantSpec {
        industries = Absent.asEmpty(industries);
        traits = Absent.asEmpty(traits);
        relatedSuppliers = Absent.asEmpty(relatedSuppliers);
        relatedTenants = Absent.asEmpty(relatedTenants);
    }
}
