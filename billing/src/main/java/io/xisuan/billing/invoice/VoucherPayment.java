package io.xisuan.billing.invoice;

import io.xisuan.model.Money;
import io.xisuan.model.ProgrammeId;
import io.xisuan.model.VoucherId;

/**
 * What a voucher pays of an invoice: a payment line and never a discount, so that sales and VAT stay whole (the supplier
 * redeems it from the programme).
 *
 * @param voucherNumber the number printed on the grant
 */
public record VoucherPayment(ProgrammeId programme, VoucherId voucher, String voucherNumber, Money amount) {}
