package io.xisuan.billing.programme;

import io.xisuan.billing.party.ContractTerm;
import java.time.LocalDate;
import java.util.List;

/**
 * When a version holds.
 *
 * @param from its first day
 * @param to its last day
 * @param bindBy which date decides between versions
 * @param voucherMonths how long a voucher is valid from its grant
 * @param signedFrom the first day on which a subsidised contract may have been signed
 * @param maxContractMonths the longest contract
 * @param usePeriod the days of use that are paid for, where they are not those of the version
 * @param windows when claims are taken in
 */
public record Validity(
        Field<LocalDate> from,
        Field<LocalDate> to,
        Field<BindBy> bindBy,
        Field<Integer> voucherMonths,
        Field<LocalDate> signedFrom,
        Field<Integer> maxContractMonths,
        Field<ContractTerm> usePeriod,
        Field<List<ClaimWindow>> windows) {}
