package io.xisuan.billing.party;

import io.xisuan.model.SupplierId;
import io.xisuan.model.TenantId;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A tenant as programmes and documents see it.
 *
 * @param creditCode present for all kinds but persons
 * @param related the suppliers that the tenant controls, is controlled by, or shares a controller with, directly or
 *     indirectly; sorted
 */
public record Party(
        TenantId tenant,
        Names names,
        PartyKind kind,
        Optional<CreditCode> creditCode,
        SizeClass size,
        Domicile domicile,
        Optional<LocalDate> foundedOn,
        List<SupplierId> related) {
    public Party {
        if (kind != PartyKind.PERSON && creditCode.isEmpty()) {
            throw new IllegalArgumentException("%s is no person and needs a credit code".formatted(tenant));
        }
        related = List.copyOf(new TreeSet<>(related));
    }

    public boolean isRelatedTo(SupplierId supplier) {
        return related.contains(supplier);
    }
}
