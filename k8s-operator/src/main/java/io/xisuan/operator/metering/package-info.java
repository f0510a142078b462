/**
 * Turns what was observed (pod edges, exporter texts) into usage intervals, their evidence and the journal of both. It knows no
 * price, no voucher and no plan: only observations count. Start at {@link io.xisuan.operator.metering.lifecycle.UsageFold}.
 */
@NullMarked
package io.xisuan.operator.metering;

import org.jspecify.annotations.NullMarked;
