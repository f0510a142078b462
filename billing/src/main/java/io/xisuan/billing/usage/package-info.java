/**
 * Metered usage as billing takes it: which device time was held by whom, where, and whether it is billed. It must
 * not know any price, voucher or programme. Start reading at {@link io.xisuan.billing.usage.UsageInterval}.
 */
@NullMarked
package io.xisuan.billing.usage;

import org.jspecify.annotations.NullMarked;
