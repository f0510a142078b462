package io.xisuan.billing.invoice;

import io.xisuan.model.BillingPeriod;
import io.xisuan.model.Money;
import io.xisuan.model.ProgrammeId;

/**
 * What an authority is expected to pay to the tenant later for this invoice; the tenant owes the invoice in full.
 *
 * @param payer who pays, as people know it
 * @param likelyMonth when the money is likely to arrive; a guess and printed as one
 */
public record ExpectedReimbursement(ProgrammeId programme, String payer, BillingPeriod likelyMonth, Money amount) {}
