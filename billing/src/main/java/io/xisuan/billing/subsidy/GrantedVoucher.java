package io.xisuan.billing.subsidy;

import io.xisuan.billing.party.ContractTerm;
import io.xisuan.model.Money;
import io.xisuan.model.Rate;
import io.xisuan.model.VoucherId;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A grant as the authority's letter states it.
 *
 * @param number what is printed on it
 * @param validity the days of use that it covers, both included
 * @param rate the letter's own rate, where it has one
 * @param likelyAfterMonths how many months after the billing month a reimbursement is likely to arrive
 */
public record GrantedVoucher(
        VoucherId voucher,
        String number,
        Money amount,
        LocalDate grantedOn,
        ContractTerm validity,
        Optional<Rate> rate,
        int likelyAfterMonths) {
    /** How long a reimbursement is guessed to take where nobody says so. */
    public static final int USUAL_MONTHS = 6;
}
