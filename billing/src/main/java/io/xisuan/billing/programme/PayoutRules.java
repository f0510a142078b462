package io.xisuan.billing.programme;

import java.util.List;

/**
 * Who pays whom, when, and on what proof.
 *
 * @param issuedEvery for vouchers of later use, the period whose fees make one voucher
 * @param funding which level of government bears which part
 */
public record PayoutRules(
        Field<Settlement> settlement,
        Field<Flow> flow,
        Field<Period> issuedEvery,
        Field<String> payer,
        Field<Funding> funding,
        Field<List<String>> proofs) {}
