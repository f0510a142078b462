package io.xisuan.operator.cycle;

import io.xisuan.billing.party.Contract;
import io.xisuan.billing.quote.WhenMoneyEnds;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.ContractId;
import io.xisuan.model.Interval;
import io.xisuan.model.Money;
import io.xisuan.model.Rate;
import io.xisuan.model.SupplierId;
import java.util.Optional;

/**
 * The commercial side of a job that waits.
 *
 * @param term when the contract runs: a job under it starts and is expected to end within
 * @param priceLockDays the days for which an attempt keeps the prices of its start
 * @param seller the contract's supplier: only what it sells can be bought under the contract
 * @param expectedWeight how much the tenant counts money that arrives later, when places are compared
 * @param budget the most the tenant is ready to owe now for the whole run
 * @param whenMoneyEnds what the tenant chose for the day when its vouchers are used up
 */
public record JobTerms(
        ContractId contract,
        Interval term,
        int priceLockDays,
        SupplierId seller,
        Rate expectedWeight,
        Optional<Money> budget,
        WhenMoneyEnds whenMoneyEnds) {
    /** Returns the terms of a wish that is no job: nothing expected later counts, and there is no budget. */
    public static JobTerms of(Contract contract) {
        return new JobTerms(
                contract.id(),
                days(contract),
                contract.priceLockDays(),
                contract.supplier(),
                Rate.ZERO,
                Optional.empty(),
                WhenMoneyEnds.SELF_PAY);
    }

    /** Returns the days of a contract as half-open instants. */
    public static Interval days(Contract contract) {
        return new Interval(
                BillingPeriod.startOfDayMillis(contract.term().from()),
                BillingPeriod.startOfDayMillis(contract.term().to().plusDays(1)));
    }
}
