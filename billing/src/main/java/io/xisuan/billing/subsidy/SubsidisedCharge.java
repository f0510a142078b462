package io.xisuan.billing.subsidy;

import io.xisuan.billing.rating.Charge;
import io.xisuan.model.Money;
import java.util.List;

/** A charge with what grants give to it: gross = customer + subsidy, exactly. */
public record SubsidisedCharge(Charge charge, List<Allocation> allocations) {
    public SubsidisedCharge {
        allocations = List.copyOf(allocations);
        if (sum(allocations, true).compareTo(charge.gross()) > 0) {
            throw new IllegalStateException("More is deducted than charged on %s".formatted(charge.key()));
        }
    }

    /** Returns what the supplier deducts. */
    public Money subsidy() {
        return sum(allocations, true);
    }

    /** Returns what the tenant owes now. */
    public Money customer() {
        return charge.gross().minus(subsidy());
    }

    /** Returns what authorities are expected to pay to the tenant later. */
    public Money reimbursable() {
        return sum(allocations, false);
    }

    private static Money sum(List<Allocation> allocations, boolean deducted) {
        return allocations.stream()
                .filter(allocation -> allocation.terms().settlement().deductedBySupplier() == deducted)
                .map(Allocation::amount)
                .reduce(Money.ZERO, Money::plus);
    }
}
