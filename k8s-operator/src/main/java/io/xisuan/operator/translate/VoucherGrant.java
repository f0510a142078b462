package io.xisuan.operator.translate;

import io.xisuan.billing.party.ContractTerm;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.ContractId;
import io.xisuan.model.Interval;
import io.xisuan.model.Money;
import io.xisuan.model.ProgrammeId;
import io.xisuan.model.Rate;
import io.xisuan.model.TenantId;
import io.xisuan.model.VoucherId;
import java.time.LocalDate;
import java.util.Optional;

/**
 * One grant as its letter states it.
 *
 * @param id namespace and name of the Voucher
 * @param number what is printed on the letter
 * @param validity the days of use that are covered, both included
 * @param contract the one contract it is for; empty when it is for all of the tenant's
 * @param rate the rate, where the letter fixes one
 */
public record VoucherGrant(
        VoucherId id,
        TenantId tenant,
        ProgrammeId programme,
        String number,
        Money amount,
        LocalDate grantedOn,
        ContractTerm validity,
        Optional<ContractId> contract,
        Optional<Rate> rate) {
    /** Returns the instants of use that are covered, half-open, in Asia/Shanghai. */
    public Interval validInstants() {
        return new Interval(
                BillingPeriod.startOfDayMillis(validity.from()),
                BillingPeriod.startOfDayMillis(validity.to().plusDays(1)));
    }
}
