package io.xisuan.operator.translate;

import static io.xisuan.operator.translate.FieldRefusal.read;

import io.xisuan.billing.party.CreditCode;
import io.xisuan.billing.party.Domicile;
import io.xisuan.billing.party.Jurisdiction;
import io.xisuan.billing.party.Names;
import io.xisuan.billing.party.Party;
import io.xisuan.billing.party.PartyKind;
import io.xisuan.billing.party.Profile;
import io.xisuan.billing.party.Relations;
import io.xisuan.model.Money;
import io.xisuan.model.Rate;
import io.xisuan.model.SupplierId;
import io.xisuan.model.TenantId;
import io.xisuan.operator.api.v1alpha1.Quota;
import io.xisuan.operator.api.v1alpha1.SizeClass;
import io.xisuan.operator.api.v1alpha1.Tenant;
import io.xisuan.operator.api.v1alpha1.TenantKind;
import io.xisuan.operator.api.v1alpha1.TenantSpec;
import io.xisuan.scheduler.demand.Accelerators;
import io.xisuan.scheduler.fairness.Queue;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A {@link Tenant} as billing sees it. */
public final class TenantTranslation {
    private static final long MILLI = Accelerators.WHOLE_MILLI;

    private TenantTranslation() {}

    /** Returns the tenant, or the first field that cannot be understood. */
    public static Translation<TenantAccount> account(Tenant tenant) {
        return Translation.of(() -> {
            TenantSpec spec = tenant.getSpec();
            String weight = spec.expectedWeight() == null ? TenantSpec.DEFAULT_EXPECTED_WEIGHT : spec.expectedWeight();
            if (spec.quota().guaranteed() > spec.quota().limit()) {
                throw new FieldRefusal("spec.quota.guaranteed", "is more than the limit");
            }
            return new TenantAccount(
                    party(tenant),
                    Optional.ofNullable(spec.address()),
                    spec.quota(),
                    read("spec.creditLimit", spec.creditLimit(), Money::parseYuan),
                    read("spec.expectedWeight", weight, Rate::parse),
                    Optional.ofNullable(spec.monthlyBudget())
                            .map(text -> read("spec.monthlyBudget", text, Money::parseYuan)),
                    Optional.ofNullable(spec.suspended()));
        });
    }

    /**
     * Returns the tenant's quota: whole devices in the resource, thousandths of one for the scheduler.
     *
     * @throws io.xisuan.model.InputException when it contradicts itself
     */
    public static Queue queue(Tenant tenant) {
        Quota quota = tenant.getSpec().quota();
        return new Queue(
                new TenantId(tenant.getMetadata().getName()),
                Optional.ofNullable(quota.parent()).map(TenantId::new),
                quota.guaranteed() * MILLI,
                OptionalLong.of(quota.limit() * MILLI),
                quota.weight());
    }

    private static Party party(Tenant tenant) {
        TenantSpec spec = tenant.getSpec();
        Optional<CreditCode> code =
                Optional.ofNullable(spec.creditCode()).map(text -> read("spec.creditCode", text, CreditCode::new));
        Domicile domicile = new Domicile(
                read("spec.registration", spec.registration(), Jurisdiction::new),
                read("spec.taxDomicile", spec.taxDomicile(), Jurisdiction::new));
        Names names = read("spec.name", spec.name(), name -> new Names(name.zh(), name.en()));
        Profile profile = profile(spec);
        Relations relations = new Relations(
                spec.relatedSuppliers().stream().map(SupplierId::new).toList(),
                spec.relatedTenants().stream().map(TenantId::new).toList());
        return read(
                "spec.creditCode",
                code,
                checked -> new Party(
                        new TenantId(tenant.getMetadata().getName()),
                        names,
                        kind(spec.kind()),
                        checked,
                        size(spec.sizeClass()),
                        domicile,
                        profile,
                        relations));
    }

    private static Profile profile(TenantSpec spec) {
        Optional<LocalDate> founded =
                Optional.ofNullable(spec.foundedOn()).map(text -> read("spec.foundedOn", text, LocalDate::parse));
        List<String> industries =
                read("spec.industries", spec.industries(), all -> new Profile(founded, all, List.of()).industries());
        return read("spec.traits", spec.traits(), all -> new Profile(founded, industries, all));
    }

    private static PartyKind kind(TenantKind kind) {
        return switch (kind) {
            case ENTERPRISE -> PartyKind.ENTERPRISE;
            case UNIVERSITY -> PartyKind.UNIVERSITY;
            case INSTITUTE -> PartyKind.INSTITUTE;
            case PERSON -> PartyKind.PERSON;
        };
    }

    private static io.xisuan.billing.party.SizeClass size(SizeClass size) {
        return switch (size) {
            case MICRO -> io.xisuan.billing.party.SizeClass.MICRO;
            case SMALL -> io.xisuan.billing.party.SizeClass.SMALL;
            case MEDIUM -> io.xisuan.billing.party.SizeClass.MEDIUM;
            case LARGE -> io.xisuan.billing.party.SizeClass.LARGE;
            case NOT_APPLICABLE -> io.xisuan.billing.party.SizeClass.NOT_APPLICABLE;
        };
    }
}
