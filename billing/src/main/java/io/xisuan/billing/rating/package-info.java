/**
 * Usage to charges: device time is cut where its price, day or funding changes and summed into lines that are
 * rounded once. It must not know voucher rules or balances, only where funding changes. Start reading at {@link
 * io.xisuan.billing.rating.Rater}.
 */
@NullMarked
package io.xisuan.billing.rating;

import org.jspecify.annotations.NullMarked;
