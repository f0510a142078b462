/**
 * Money that tenants pay: movements between bank, prepaid balance and invoices with what they do to the books, lines of bank statements, and
 * proposals of what belongs together. It must not know where any of it is stored. Start reading at
 * {@link io.xisuan.billing.payment.MoneyMovement}.
 */
@NullMarked
package io.xisuan.billing.payment;

import org.jspecify.annotations.NullMarked;
