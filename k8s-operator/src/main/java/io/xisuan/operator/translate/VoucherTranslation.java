package io.xisuan.operator.translate;

import static io.xisuan.operator.translate.FieldRefusal.read;

import io.xisuan.billing.party.ContractTerm;
import io.xisuan.billing.subsidy.GrantLetter;
import io.xisuan.model.ContractId;
import io.xisuan.model.Money;
import io.xisuan.model.ProgrammeId;
import io.xisuan.model.Rate;
import io.xisuan.model.TenantId;
import io.xisuan.model.VoucherId;
import io.xisuan.operator.api.v1alpha1.Voucher;
import io.xisuan.operator.api.v1alpha1.VoucherSpec;
import java.time.LocalDate;
import java.util.Optional;

/** A {@link Voucher} as billing sees it. */
public final class VoucherTranslation {
    private VoucherTranslation() {}

    /** Returns the grant, or the first field that cannot be understood. */
    public static Translation<GrantLetter> grant(Voucher voucher) {
        var metadata = voucher.getMetadata();
        return grant(new VoucherId(metadata.getNamespace() + "/" + metadata.getName()), voucher.getSpec());
    }

    /** As {@link #grant(Voucher)}, of what was recorded of a voucher that may be gone. */
    public static Translation<GrantLetter> grant(VoucherId id, VoucherSpec spec) {
        return Translation.of(() -> {
            LocalDate from = read("spec.validFrom", spec.validFrom(), LocalDate::parse);
            LocalDate to = read("spec.validTo", spec.validTo(), LocalDate::parse);
            ContractTerm validity = read("spec.validTo", to, last -> new ContractTerm(from, last));
            return new GrantLetter(
                    id,
                    new ProgrammeId(spec.programme()),
                    new TenantId(spec.tenant()),
                    contract(spec),
                    spec.number(),
                    read("spec.amount", spec.amount(), VoucherTranslation::amount),
                    read("spec.grantedOn", spec.grantedOn(), LocalDate::parse),
                    validity,
                    Optional.ofNullable(spec.rate()).map(text -> read("spec.rate", text, Rate::parse)));
        });
    }

    private static ContractId contract(VoucherSpec spec) {
        if (spec.contractRef() == null) {
            throw new FieldRefusal("spec.contractRef", "is missing: a grant is used under one contract, name it");
        }
        return new ContractId(spec.contractRef());
    }

    private static Money amount(String text) {
        Money amount = Money.parseYuan(text);
        if (!amount.isPositive()) {
            throw new IllegalArgumentException("a grant of nothing is no grant");
        }
        return amount;
    }
}
