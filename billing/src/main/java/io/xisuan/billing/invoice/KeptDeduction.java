package io.xisuan.billing.invoice;

import io.xisuan.billing.rating.LineKey;

/**
 * What stays posted to a voucher for a line although its usage gives less by now, because a settlement moved it to the tenant: the
 * authority did not pay it, so it is not given back either.
 *
 * @param payment the voucher, and how much of it stays; more than nothing
 */
record KeptDeduction(LineKey key, VoucherPayment payment) {}
