/**
 * What a tenant may still owe: prepaid money, its credit limit, invoices that are overdue, and whether a new start is let in. It must not
 * know vouchers or clusters. Start reading at {@link io.xisuan.billing.credit.CreditPosition}.
 */
@NullMarked
package io.xisuan.billing.credit;

import org.jspecify.annotations.NullMarked;
