package io.xisuan.billing.party;

import io.xisuan.model.SupplierId;
import io.xisuan.model.TenantId;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A tenant as programmes and documents see it.
 *
 * @param creditCode present for every enterprise; universities and institutes may buy without one (military and some foreign ones have
 *     none), persons have none
 * @param profile what programmes ask beyond size and place
 * @param relations suppliers and tenants under the same control
 */
public record Party(
        TenantId tenant,
        Names names,
        PartyKind kind,
        Optional<CreditCode> creditCode,
        SizeClass size,
        Domicile domicile,
        Profile profile,
        Relations relations) {
    public Party {
        if (kind == PartyKind.ENTERPRISE && creditCode.isEmpty()) {
            throw new IllegalArgumentException("%s is an enterprise and needs a credit code".formatted(tenant));
        }
        if (kind == PartyKind.PERSON && creditCode.isPresent()) {
            throw new IllegalArgumentException("%s is a person and has no credit code".formatted(tenant));
        }
        if (relations.tenants().contains(tenant)) {
            throw new IllegalArgumentException("%s is not related to itself".formatted(tenant));
        }
    }

    /** Returns a tenant of which no industry and trait is declared, related to suppliers alone. */
    public Party(
            TenantId tenant,
            Names names,
            PartyKind kind,
            Optional<CreditCode> creditCode,
            SizeClass size,
            Domicile domicile,
            Optional<LocalDate> foundedOn,
            List<SupplierId> related) {
        this(
                tenant,
                names,
                kind,
                creditCode,
                size,
                domicile,
                new Profile(foundedOn, List.of(), List.of()),
                Relations.with(related));
    }

    /** Returns the same tenant with other relations. */
    Party related(Relations other) {
        return new Party(tenant, names, kind, creditCode, size, domicile, profile, other);
    }

    public boolean isRelatedTo(SupplierId supplier) {
        return relations.suppliers().contains(supplier);
    }

    public boolean isRelatedTo(TenantId other) {
        return relations.tenants().contains(other);
    }
}
