package io.xisuan.billing.claim;

import io.xisuan.model.BillingPeriod;
import io.xisuan.model.ContractId;
import io.xisuan.model.ProgrammeId;
import io.xisuan.model.SupplierId;
import java.util.Optional;

/**
 * What a claim is about: one supplier's deductions for one programme in some months.
 *
 * @param to the last month, included; the same as {@code from} for a claim of one month
 * @param contract the one contract that is claimed for; empty for all
 */
public record ClaimScope(
        SupplierId supplier,
        ProgrammeId programme,
        BillingPeriod from,
        BillingPeriod to,
        Optional<ContractId> contract) {
    public ClaimScope {
        if (to.compareTo(from) < 0) {
            throw new IllegalArgumentException("No claim goes from %s to %s".formatted(from, to));
        }
    }

    /** Returns whether a deduction of a document of that month belongs to it. */
    public boolean covers(Deduction deduction, BillingPeriod month) {
        return deduction.programme().equals(programme)
                && month.compareTo(from) >= 0
                && month.compareTo(to) <= 0
                && contract.map(deduction.key().contract()::equals).orElse(true);
    }

    /** Returns the months for people: {@code 2025-08} or {@code 2025-07..2025-09}. */
    public String months() {
        return from.equals(to) ? from.toString() : from + ".." + to;
    }
}
