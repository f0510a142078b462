/**
 * Charges to subsidised charges: what programmes take off now, pay later, or leave open, line by line and bounded
 * by balances. It must not know how a programme's text is read, only its verdicts. Start reading at {@link
 * io.xisuan.billing.subsidy.Subsidiser}.
 */
@NullMarked
package io.xisuan.billing.subsidy;

import org.jspecify.annotations.NullMarked;
