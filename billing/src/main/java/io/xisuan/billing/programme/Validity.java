package io.xisuan.billing.programme;

import java.time.LocalDate;

/**
 * When a version holds.
 *
 * @param from its first day
 * @param to its last day
 * @param bindBy which date decides between versions
 * @param voucherMonths how long a voucher is valid from its grant
 * @param signedFrom the first day on which a subsidised contract may have been signed
 * @param maxContractMonths the longest contract
 */
public record Validity(
        Field<LocalDate> from,
        Field<LocalDate> to,
        Field<BindBy> bindBy,
        Field<Integer> voucherMonths,
        Field<LocalDate> signedFrom,
        Field<Integer> maxContractMonths) {}
